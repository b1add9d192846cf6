"""Joins the practice network: the two APIs, the control room and the pages, in one application."""

from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from outreach.practice import control, pages, x
from outreach.practice.answers import Refusal
from outreach.practice.graph import routes as graph
from outreach.practice.interference import Interference
from outreach.practice.world import World

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


def create_app(world: World) -> FastAPI:
    """The practice network as an ASGI application. It answers only to names of this machine."""
    app = FastAPI(title="Practice network", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.world = world
    app.state.signatures = x.signatures(world)
    app.state.unfinished = x.Unfinished()
    for router in (x.router, graph.router, control.router, pages.router):
        app.include_router(router)
    static = Path(str(resources.files("outreach.practice") / "html" / "static"))
    app.mount("/static", StaticFiles(directory=static), name="static")
    app.add_exception_handler(Refusal, _refused)
    app.add_middleware(Interference, world=world)
    app.add_middleware(_Guarded)
    app.add_middleware(
        TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"], www_redirect=False
    )
    return app


def _refused(_request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)  # noqa: S101  # what it was registered for
    return refusal.answer.response()


class _Guarded:
    """Adds to every answer the headers that keep a page from reaching anything else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded)
