"""The first five minutes of somebody new: clone, type one command, see the pages."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

import tree

pytestmark = pytest.mark.proof

SET_UP_FOR = 600.0
START_FOR = 60.0


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What is committed, and nothing else of this machine's checkout."""
    folder = tmp_path / "outreach"
    subprocess.run(["git", "clone", "--quiet", str(tree.ROOT), str(folder)], check=True, timeout=60)
    return folder


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def running(clone: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`make run`, stopped with everything it started when the block ends."""
    settings = {"OUTREACH_PORT": str(port), "OUTREACH_PRACTICE_PORT": str(free_port())}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OUTREACH_")}
    with (clone / "run.log").open("ab") as log:
        process = subprocess.Popen(
            ["make", "run"],
            cwd=clone,
            env={**clean, **settings},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def until_healthy(process: subprocess.Popen[bytes], port: int, within: float) -> None:
    """Come back when /healthz answers 200; fail when it ends or `within` seconds have passed."""
    begun = time.monotonic()
    while time.monotonic() - begun < within and process.poll() is None:
        if answers(f"http://127.0.0.1:{port}/healthz"):
            return
        wait_for(process)
    pytest.fail(f"not healthy within {within:.0f} s; exit code {process.poll()}, see run.log")


def answers(address: str) -> bool:
    """Whether somebody answers there, and well."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def wait_for(process: subprocess.Popen[bytes]) -> None:
    """Look again in half a second, or at once when it has ended."""
    try:
        process.wait(timeout=0.5)
    except subprocess.TimeoutExpired:
        return


def test_one_command_sets_up_and_serves_and_the_next_start_is_quick(clone: Path) -> None:
    port = free_port()
    with running(clone, port) as process:
        until_healthy(process, port, SET_UP_FOR)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
            assert "Outreach" in page.read().decode()
    log = (clone / "run.log").read_text()
    assert "http://localhost" in log
    with running(clone, port) as process:
        until_healthy(process, port, START_FOR)
    assert "pip install" not in (clone / "run.log").read_text()[len(log) :]
