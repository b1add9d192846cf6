"""How requests leave: to one host and no other, each with an end in time, never more than once.

It knows exactly whether a connection stood. Before that nothing can have left, which is the proof a
post was not sent; after that only an answer proves anything.
"""

import logging
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum, auto
from heapq import heappop, heappush
from itertools import count
from typing import Self

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, ProxyManager, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from outreach.platforms.port import Refused

# These write whole addresses at DEBUG, and the Graph API takes its token in the address.
for _talkative in ("urllib3", "oauthlib", "requests_oauthlib"):
    logging.getLogger(_talkative).setLevel(logging.INFO)

_LOOPBACK = re.compile(r"http://(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?(/[\w.-]+)*")


class Unsent(Exception):
    """No connection came about, so nothing left."""


class NoAnswer(Exception):
    """Something left, and no answer came back that says what became of it."""


def session(host: str, *, base_url: str | None, timeout: float) -> tuple[requests.Session, "Wire"]:
    """A session that reaches `host` and nothing else, or `base_url` in its place.

    Requests stay made out to `host`, signatures too, so that the practice network can check them.
    Refuses a `base_url` that is not on this machine.
    """
    if base_url is not None and not _LOOPBACK.fullmatch(base_url):
        raise Refused(
            "A practice account may point to this machine only (http://127.0.0.1), and this one"
            " does not. Nothing was sent. Connect it again."
        )
    wire = Wire(host, base_url or host, timeout)
    made = requests.Session()
    # A proxy of the machine may carry what goes to the real platforms, never what stays here.
    made.trust_env = base_url is None
    made.adapters.clear()
    made.mount(host + "/", wire)
    return made, wire


class Wire(HTTPAdapter):
    """Carries requests made out to `host`. A request takes `timeout` seconds in all, answer read.

    Only looking up the host's name and trying each of its addresses may take longer. Nothing has
    left by then, and nothing leaves after the time is up.
    """

    def __init__(self, host: str, target: str, timeout: float) -> None:
        self._host = host
        self._target = target
        self._timeout = timeout
        #: Of the latest answer; what is left of a rate limit stands in the headers.
        self.headers: Mapping[str, str] = {}
        self.status = 0
        super().__init__(max_retries=0)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: object
    ) -> None:
        super().init_poolmanager(connections, maxsize, block, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: object) -> ProxyManager:
        manager: ProxyManager = super().proxy_manager_for(proxy, **proxy_kwargs)
        if not proxy.startswith("socks"):
            manager.pool_classes_by_scheme = POOLS
        return manager

    def send(
        self, request: requests.PreparedRequest, *_: object, **options: object
    ) -> requests.Response:
        """The answer, read to its end. Raises Unsent or NoAnswer, which name no address or key.

        A server error and a redirect are no answers: neither says what became of the request.
        """
        moved = request.copy()
        moved.url = self._target + (request.url or "").removeprefix(self._host)
        # A fresh connection each time: a reused one may be dead, and its failure proves nothing.
        moved.headers["Connection"] = "close"
        with _Call(self._timeout) as call:
            response, fault = self._exchange(moved, call, options)
        if response is None:
            raise _told(call, fault)
        self.headers, self.status = response.headers, response.status_code
        if response.is_redirect or response.status_code >= 500:
            raise NoAnswer(f"it answered {response.status_code}")
        return response

    def _exchange(
        self, request: requests.PreparedRequest, call: "_Call", options: Mapping[str, object]
    ) -> tuple[requests.Response | None, str]:
        """The whole answer, or the kind of fault; the fault itself would tell the address."""
        settings = {**options, "stream": True, "timeout": Timeout(total=self._timeout)}
        try:
            response = super().send(request, **settings)  # type: ignore[arg-type]
            if response.content is not None and not call.cut:
                return response, ""
        except (requests.RequestException, HTTPError, OSError) as fault:
            return None, type(fault).__name__
        return None, "Timeout"


def _told(call: "_Call", fault: str) -> Unsent | NoAnswer:
    if call.stage is _Stage.CONNECTING:
        return Unsent("it could not be reached")
    if call.cut or "Timeout" in fault:
        return NoAnswer("it took too long to answer")
    return NoAnswer("the connection broke before the answer was whole")


class _Stage(Enum):
    """How far a request came."""

    #: No connection of ours was asked for, so nothing can be said.
    UNSEEN = auto()
    #: A connection was asked for and does not stand yet: nothing has left.
    CONNECTING = auto()
    #: The connection stands; whatever happens now may be after the request left.
    CONNECTED = auto()


_of_thread = threading.local()


class _Call:
    """One request's way, and a watch that cuts it when its time is up."""

    def __init__(self, seconds: float) -> None:
        self.stage = _Stage.UNSEEN
        self.cut = False
        self.ends_at = time.monotonic() + seconds
        self.is_over = False
        self._connection: HTTPConnection | None = None
        self._socket: socket.socket | None = None

    def __enter__(self) -> Self:
        _of_thread.call = self
        _watch.over(self)
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over = True
        self._connection = self._socket = None
        _of_thread.call = None

    def connect(self, connection: HTTPConnection, connect: Callable[[], None]) -> None:
        """Let `connection` connect; the next thing it carries is the request."""
        self.stage, self._connection = _Stage.CONNECTING, connection
        connect()
        # Kept here too: the connection lets go of it once the answer's headers are read.
        self._socket = connection.sock
        if self.cut:
            connection.close()
            raise TimeoutError("the connection came too late to be used")
        self.stage = _Stage.CONNECTED

    def end(self) -> None:
        """Cut it, unless it is over."""
        if self.is_over:
            return
        self.cut = True
        line = self._socket or (self._connection and self._connection.sock)
        if line:
            # The plain shutdown, also beneath TLS: it wakes the thread that waits on the socket.
            with suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)


class _Watch:
    """Cuts every call whose time is up. One thread sees to all: starting one for each is dear."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._calls: list[tuple[float, int, _Call]] = []
        self._numbers = count()
        self._thread: threading.Thread | None = None

    def over(self, call: _Call) -> None:
        """Watch over a call until it ends by itself or its time is up."""
        with self._news:
            heappush(self._calls, (call.ends_at, next(self._numbers), call))
            if self._calls[0][2] is call:
                self._news.notify()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._see, name="wire", daemon=True)
                self._thread.start()

    def _see(self) -> None:
        while True:
            self._next().end()

    def _next(self) -> _Call:
        """The next call whose time is up, when it is up. Calls that are over leave no trace."""
        with self._news:
            while True:
                while self._calls and self._calls[0][2].is_over:
                    heappop(self._calls)
                left = self._calls[0][0] - time.monotonic() if self._calls else None
                if left is not None and left <= 0:
                    return heappop(self._calls)[2]
                self._news.wait(left)


_watch = _Watch()


class _Connection(HTTPConnection):
    def connect(self) -> None:
        _of_thread.call.connect(self, super().connect)


class _SecureConnection(HTTPSConnection):
    def connect(self) -> None:
        _of_thread.call.connect(self, super().connect)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


POOLS: dict[str, type[HTTPConnectionPool]] = {"http": _Pool, "https": _SecurePool}
