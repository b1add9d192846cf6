"""Lets ordered faults happen: the outermost layer of the application."""

import asyncio
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from outreach.practice.answers import Answer, Refusal
from outreach.practice.faults import Fault, Host, Kind, call_of
from outreach.practice.graph import errors as graph_errors
from outreach.practice.world import World
from outreach.practice.x import problems

#: The server puts into the scope, under this name, a function that cuts the connection.
CUT = "practice.cut"
_PAGE = "<!doctype html><title>503</title><h1>Service temporarily unavailable</h1>"


class Interference:
    """Wraps the application; every call of an imitated host passes through it once."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = call_of(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if call is None:
            await self._app(scope, receive, send)
            return
        faults = self._world.faults.take(*call)
        state = scope.setdefault("state", {})
        state["faults"] = {fault.kind: fault for fault in faults}
        await _Call(self._app, self._world, call[0], scope=scope, receive=receive).run(
            faults, _telling(scope, send)
        )


class _Call:
    """One call and what befalls it."""

    def __init__(
        self, app: ASGIApp, world: World, host: Host, *, scope: Scope, receive: Receive
    ) -> None:
        self._app, self._world, self._host = app, world, host
        self._scope, self._receive = scope, receive

    async def run(self, faults: tuple[Fault, ...], send: Send) -> None:
        """Wait, do or leave the call, hold the answer, and give the usual or the ordered end."""
        await _wait(faults, Kind.DELAY)
        ending = next((fault for fault in faults if fault.kind.ends_the_call), None)
        if ending is None or ending.kind in {Kind.DROP_AFTER, Kind.DONE_BUT_BROKEN}:
            answer = await self._do()
        await _wait(faults, Kind.HOLD_ANSWER)
        if ending is None:
            for message in answer:
                await send(message)
        elif ending.kind in {Kind.DROP_BEFORE, Kind.DROP_AFTER}:
            await self._cut()
        else:
            said = _SAID[ending.kind](self._host, self._world, ending)
            await said.response()(self._scope, self._receive, send)

    async def _do(self) -> list[Message]:
        """Let the application do its work, and keep what it would have answered."""
        kept: list[Message] = []

        async def keep(message: Message) -> None:
            kept.append(message)

        await self._app(self._scope, self._receive, keep)
        return kept

    async def _cut(self) -> None:
        cut: Callable[[], None] | None = self._scope.get("extensions", {}).get(CUT)
        if cut is None:
            raise ConnectionAbortedError("This server cannot cut a connection by itself.")
        cut()
        while (await self._receive())["type"] != "http.disconnect":
            pass


async def _wait(faults: tuple[Fault, ...], kind: Kind) -> None:
    for fault in faults:
        if fault.kind is kind:
            await asyncio.sleep(fault.seconds)


def _telling(scope: Scope, send: Send) -> Send:
    """Adds what the routes found out for the headers, whatever the answer turned out to be."""

    async def tell(message: Message) -> None:
        if message["type"] == "http.response.start":
            told: dict[str, str] = scope["state"].get("told", {})
            headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]
            there = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *((name, value) for name, value in headers if name not in there),
            ]
        await send(message)

    return tell


def _too_many(host: Host, world: World, fault: Fault) -> Answer:
    resets_at = world.clock.now() + fault.lasts_for
    if host is Host.X:
        return problems.too_many(resets_at).answer
    return graph_errors.too_many(fault.lasts_for).answer


def _either(on_x: Callable[[], Refusal], on_graph: Callable[[], Refusal]) -> "_Says":
    return lambda host, *_: (on_x if host is Host.X else on_graph)().answer


_Says = Callable[[Host, World, Fault], Answer]
_SAID: dict[Kind, _Says] = {
    Kind.TOO_MANY: _too_many,
    Kind.BROKEN: _either(problems.broken, graph_errors.transient),
    Kind.DONE_BUT_BROKEN: _either(problems.broken, graph_errors.transient),
    Kind.HTML_503: lambda *_: Answer(503, _PAGE),
    Kind.EXPIRED_TOKEN: _either(problems.unauthorized, graph_errors.expired),
    Kind.BLOCKED: _either(problems.locked, graph_errors.blocked),
}
