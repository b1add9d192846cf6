"""What every request and answer must pass: no forged forms, no oversized bodies, strict headers."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from outreach.web import headers, render

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
#: Room for a form with several photographs.
BODY_LIMIT = 24 * 1024 * 1024


class Guard:
    """Turns away what must not come in, and dresses every answer in the security headers."""

    def __init__(self, app: ASGIApp, *, body_limit: int = BODY_LIMIT, https: bool = False) -> None:
        self.app = RequestBodyLimitMiddleware(app, body_limit)
        self.body_limit = body_limit
        self.headers = {**headers.ALWAYS, **(headers.OVER_HTTPS if https else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    given.setdefault(name, value)
            await send(message)

        answer = self._turned_away(Request(scope)) or self.app
        await answer(scope, receive, dressed)

    def _turned_away(self, request: Request) -> Response | None:
        unsafe = request.method not in SAFE_METHODS
        if unsafe and not (comes_from_us(request.headers) or comes_with_a_token(request)):
            return render.page(request, "errors/forged.html", status=403)
        if _declared_length(request.headers) > self.body_limit:
            megabytes = self.body_limit // (1024 * 1024)
            return render.page(request, "errors/too-large.html", status=413, megabytes=megabytes)
        return None


def comes_from_us(asked: Headers) -> bool:
    """Whether a request that changes something was sent by a page of ours.

    Browsers say so in Sec-Fetch-Site; those that do not send it send Origin, which must name the
    host that was asked. A request with neither is not from a form of ours.
    """
    site = asked.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = asked.get("origin")
    return origin is not None and urlsplit(origin).netloc == asked.get("host")


def comes_with_a_token(request: Request) -> bool:
    """Whether a machine asks what only a token opens.

    No page elsewhere can make a browser send one, and these addresses look at no cookie.
    """
    return request.url.path.startswith("/api/") and "authorization" in request.headers


def _declared_length(asked: Headers) -> int:
    declared = asked.get("content-length", "")
    return int(declared) if declared.isdecimal() else 0
