"""A server on this machine that answers as it is told and remembers what it was asked."""

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from outreach.platforms import Connection, PlatformName

X_KEYS = {
    "consumer_key": "app",
    "consumer_secret": "app-secret",
    "access_token": "7-token",
    "access_token_secret": "token-secret",
}
PAGE_KEYS = {"access_token": "page-token", "app_secret": "graph-secret"}


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> object:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


@dataclass(frozen=True)
class Reply:
    """What to answer. `cut` closes the connection after that many bytes of the body."""

    status: int = 200
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    #: Seconds between two bytes of the body: a slow line that never quite times out.
    drip: float = 0.0


SILENCE = Reply(status=0)
HANG = Reply(status=-1)
Answers = Callable[[Asked], Reply]


class Stub:
    """What was asked, and who answers."""

    def __init__(self, answers: Answers) -> None:
        self.asked: list[Asked] = []
        self.answers = answers
        self.port = 0
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def account(self, platform: PlatformName, stable_id: str = "7") -> Connection:
        keys = X_KEYS if platform is PlatformName.X else PAGE_KEYS
        return Connection(platform, stable_id, "maricopa", keys, self.url)

    def paths(self, method: str) -> list[str]:
        return [one.path for one in self.asked if one.method == method]


@contextmanager
def serving(answers: Answers) -> Iterator[Stub]:
    stub = Stub(answers)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stub))
    server.daemon_threads = False
    stub.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def closed_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _handler(stub: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            asked = self._asked()
            stub.asked.append(asked)
            reply = stub.answers(asked)
            self.close_connection = True
            if reply is HANG:
                stub.over.wait(5)
            elif reply is not SILENCE:
                with suppress(OSError):
                    self._send(reply)

        do_GET = do_POST = do_DELETE = _answer

        def _asked(self) -> Asked:
            address = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            query = {
                name: values[0]
                for name, values in parse_qs(address.query, keep_blank_values=True).items()
            }
            body = self.rfile.read(length)
            return Asked(self.command, address.path, query, dict(self.headers), body)

        def _send(self, reply: Reply) -> None:
            raw = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response_only(reply.status)
            headers = {"Content-Type": "application/json", "Content-Length": str(len(raw))}
            for name, value in {**headers, **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            for nth in range(len(raw) if reply.cut is None else reply.cut):
                self.wfile.write(raw[nth : nth + 1])
                if reply.drip and stub.over.wait(reply.drip):
                    return

        def log_message(self, format: str, *args: object) -> None:
            """Nothing to say."""

    return Handler
