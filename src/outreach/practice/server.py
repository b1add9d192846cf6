"""Serves the practice network on this machine, and nowhere else."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from outreach.practice.app import create_app
from outreach.practice.interference import CUT
from outreach.practice.store import Store
from outreach.practice.world import PracticeClock, World

LOOPBACK = "127.0.0.1"
CONTROL_KEY = "control.token"
#: Longest wait for requests under way when the server stops.
STOP_SECONDS = 3


class PortTaken(Exception):
    """Another program listens on the port."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is in use, so the practice network cannot start there. Stop the program "
            "that uses it, or choose another port with OUTREACH_PRACTICE_PORT."
        )


@dataclass(frozen=True, slots=True)
class Serving:
    """A practice network that is answering."""

    world: World
    port: int

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"


def open_world(home: Path) -> World:
    """The practice network kept in a folder, at this machine's time until somebody sets another.

    The key of its control room is put beside it, in a file for its owner's eyes only.
    """
    home.mkdir(parents=True, exist_ok=True)
    world = World(Store(home / "practice.db"), PracticeClock())
    key = home / CONTROL_KEY
    key.unlink(missing_ok=True)
    key.touch(mode=0o600)
    key.write_text(world.control_token, encoding="utf-8")
    return world


def run(world: World, *, port: int) -> None:
    """Serve until interrupted. Refuses a taken port."""
    listening = _listen(port)
    _server(world).run(sockets=[listening])


@contextmanager
def serve_in_thread(world: World, *, port: int = 0) -> Iterator[Serving]:
    """Serve beside the caller while the block lasts; port 0 takes a free one."""
    listening = _listen(port)
    server = _server(world)
    thread = Thread(
        target=server.run, kwargs={"sockets": [listening]}, name="practice network", daemon=True
    )
    thread.start()
    try:
        yield Serving(world, listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(STOP_SECONDS + 2)


def _listen(port: int) -> socket.socket:
    """A bound socket, listening already, so that callers may come before the server is up."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
    except OSError:
        listening.close()
        raise PortTaken(port) from None
    listening.listen(128)
    return listening


def _server(world: World) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            create_app(world),
            http=_Cuttable,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
    )


class _Cuttable(H11Protocol):
    """HTTP on one connection that the application may cut, for the faults that drop it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def with_cut(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("extensions", {})[CUT] = transport.abort
            await app(scope, receive, send)

        self.app = with_cut
