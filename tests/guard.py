"""Nothing in a test may leave this machine: every socket call is looked at before it is made.

An audit hook cannot be patched away by the code under test, and an attempt is remembered, so that
code which swallows the error still fails its test.
"""

import sys
from ipaddress import ip_address

_NAMES = {"localhost", "ip6-localhost", ""}
_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname"}
_CALLS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}

#: What was tried and refused, newest last.
attempts: list[str] = []


class LeftTheMachine(RuntimeError):
    """A test tried to speak to another machine."""


def install() -> None:
    """Watch every socket of this process from now on. It cannot be undone."""
    sys.addaudithook(_look)


def is_here(host: object) -> bool:
    """Whether a host, as sockets name one, is this machine and nothing else."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str):
        return True
    if host in _NAMES:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if event in _LOOKUPS:
        host = arguments[0]
    elif event in _CALLS:
        address = arguments[1]
        # Sockets of other families (files, netlink) are named by something else and stay here.
        host = address[0] if isinstance(address, tuple) else None
        if event == "socket.bind" and host == "":
            host = "0.0.0.0"
    else:
        return
    if not is_here(host):
        attempts.append(f"{event} {host}")
        raise LeftTheMachine(f"A test may speak to this machine only, not to {host!r} ({event}).")
