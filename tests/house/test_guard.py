"""No test leaves this machine."""

import socket

import pytest

import guard


@pytest.fixture
def tried() -> list[str]:
    """Lets a test try on purpose: the attempts are taken back before the house looks at them."""
    return guard.attempts


@pytest.mark.parametrize(
    ("family", "host"), [(socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")]
)
def test_a_connection_elsewhere_is_refused(family: int, host: str, tried: list[str]) -> None:
    with pytest.raises(guard.LeftTheMachine), socket.socket(family) as made:
        made.connect((host, 80))
    assert tried.pop() == f"socket.connect {host}"


def test_a_name_elsewhere_is_not_looked_up(tried: list[str]) -> None:
    with pytest.raises(guard.LeftTheMachine):
        socket.getaddrinfo("api.example.com", 443)
    assert tried.pop() == "socket.getaddrinfo api.example.com"


def test_a_socket_open_to_the_network_is_refused(tried: list[str]) -> None:
    with pytest.raises(guard.LeftTheMachine), socket.socket() as made:
        made.bind(("0.0.0.0", 0))
    assert tried.pop() == "socket.bind 0.0.0.0"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_can_be_spoken_to(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection((host, port), timeout=5):
            assert guard.attempts == []
