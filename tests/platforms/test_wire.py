"""Requests go to one place, end in time, and tell whether anything can have left."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from outreach.platforms import Refused, wire
from platforms.cast import TIMEOUT
from platforms.stub import HANG, SILENCE, Reply, closed_port, serving

pytestmark = pytest.mark.network
HOST = "https://api.example.gov"
FINE = Reply(200, {"fine": True})


def post(base_url: str | None, *, timeout: float = TIMEOUT, body: bytes = b"words") -> object:
    session, _ = wire.session(HOST, base_url=base_url, timeout=timeout)
    with session:
        return session.post(f"{HOST}/2/things?a=1", data=body).json()


def test_a_request_made_out_to_the_host_arrives_at_the_practice_address() -> None:
    with serving(lambda _: FINE) as stub:
        assert post(f"{stub.url}/x") == {"fine": True}
    (asked,) = stub.asked
    assert (asked.path, asked.query, asked.body) == ("/x/2/things", {"a": "1"}, b"words")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.gov",
        "https://127.0.0.1:8010",
        "http://localhost:8010",
        "http://127.0.0.1@example.gov",
        "http://127.0.0.1:80@example.gov/x",
        "http://127.0.0.1.example.gov",
        "http://example.gov/http://127.0.0.1",
        "http://0.0.0.0:8010",
        "http://127.0.0.1:8010/x?to=example.gov",
        "http://127.0.0.1\\@example.gov",
        "http://127.0.0.1:8010\n",
        "",
    ],
)
def test_it_rejects_an_address_off_this_machine(address: str) -> None:
    with pytest.raises(Refused, match="this machine only"):
        wire.session(HOST, base_url=address, timeout=1)


def test_a_session_reaches_no_other_host() -> None:
    session, _ = wire.session(HOST, base_url="http://127.0.0.1:1", timeout=1)
    with session, pytest.raises(Exception, match="No connection adapters"):
        session.get("https://elsewhere.example.gov/")


def test_no_proxy_of_the_machine_carries_practice_traffic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed_port()}")
    monkeypatch.setenv("NO_PROXY", "")
    with serving(lambda _: FINE) as stub:
        assert post(stub.url) == {"fine": True}


def test_a_refused_connection_proves_that_nothing_left() -> None:
    with pytest.raises(wire.Unsent):
        post(f"http://127.0.0.1:{closed_port()}")


def test_a_proxy_that_refuses_proves_that_nothing_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed_port()}")
    monkeypatch.setenv("NO_PROXY", "")
    with pytest.raises(wire.Unsent):
        post(None)


def test_a_failed_handshake_proves_that_nothing_left() -> None:
    with serving(lambda _: FINE) as stub:
        host = stub.url.replace("http:", "https:")
        session, _ = wire.session(host, base_url=None, timeout=TIMEOUT)
        with session, pytest.raises(wire.Unsent):
            session.post(f"{host}/2/things", data=b"words")
    assert stub.asked == []


@pytest.mark.parametrize(
    "reply",
    [
        SILENCE,
        Reply(200, {"fine": True}, cut=4),
        Reply(200, {"fine": True}, cut=0),
        Reply(500, {"fine": False}),
        Reply(503, b"<h1>busy</h1>", {"Content-Type": "text/html"}),
        Reply(307, b"", {"Location": "http://127.0.0.1:1/"}),
    ],
    ids=["closed", "half", "headers only", "500", "503", "redirect"],
)
def test_whatever_is_no_whole_answer_proves_nothing(reply: Reply) -> None:
    with serving(lambda _: reply) as stub, pytest.raises(wire.NoAnswer):
        post(stub.url)
    assert len(stub.asked) == 1


def test_silence_ends_in_time() -> None:
    begun = time.monotonic()
    with serving(lambda _: HANG) as stub, pytest.raises(wire.NoAnswer, match="too long"):
        post(stub.url, timeout=0.3)
    assert time.monotonic() - begun < 4


def test_of_several_calls_only_those_whose_time_is_up_are_cut() -> None:
    """The one that waits longest began first, so a later call has to move the watch forward."""
    reply = Reply(200, b'"' + b"x" * 20 + b'"', drip=0.05)
    answers = serving(lambda asked: HANG if "silent" in asked.path else reply)
    with answers as stub, ThreadPoolExecutor() as threads:
        patient = threads.submit(post, stub.url, timeout=20)
        while not stub.asked:
            time.sleep(0.01)
        hurried = threads.submit(post, f"{stub.url}/silent", timeout=0.2)
        with pytest.raises(wire.NoAnswer, match="too long"):
            hurried.result(timeout=10)
        assert patient.result(timeout=10) == "x" * 20


def test_an_answer_that_drips_ends_in_time() -> None:
    reply = Reply(200, b'"' + b"x" * 200 + b'"', drip=0.1)
    begun = time.monotonic()
    with serving(lambda _: reply) as stub, pytest.raises(wire.NoAnswer, match="too long"):
        post(stub.url, timeout=0.4)
    assert time.monotonic() - begun < 10


def test_a_handshake_that_drips_ends_in_time_and_sends_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"https://127.0.0.1:{silent.getsockname()[1]}"
        session, _ = wire.session(host, base_url=None, timeout=0.3)
        with session, pytest.raises(wire.Unsent):
            session.post(f"{host}/2/things", data=b"words")


def test_faults_tell_no_address() -> None:
    with pytest.raises(wire.Unsent) as fault:
        post(f"http://127.0.0.1:{closed_port()}")
    assert "127.0.0.1" not in str(fault.value)
    assert fault.value.__context__ is None


def test_the_headers_of_the_latest_answer_are_kept() -> None:
    with serving(lambda _: Reply(200, {}, {"X-Left": "3"})) as stub:
        session, line = wire.session(HOST, base_url=stub.url, timeout=TIMEOUT)
        with session:
            session.get(f"{HOST}/")
    assert (line.headers["x-left"], line.status) == ("3", 200)
