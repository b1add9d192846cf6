"""The web application: its guard, its routers, and how a fault becomes a page."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from outreach import errors, identity
from outreach.bootstrap import Runtime
from outreach.web import faults, flashes, render, routes
from outreach.web.api import create_api
from outreach.web.deps import SignInFirst
from outreach.web.security import BODY_LIMIT, Guard

log = logging.getLogger(__name__)

#: How a fault is told to a browser.
PAGES: dict[type[errors.OutreachError], str] = {
    errors.BadInput: "errors/bad-input.html",
    errors.NotFound: "errors/not-found.html",
    errors.NotAllowed: "errors/not-allowed.html",
    errors.Conflict: "errors/conflict.html",
    errors.NotReady: "errors/not-ready.html",
}


def create_app(runtime: Runtime) -> FastAPI:
    """The pages over these parts."""
    app = FastAPI(title="Outreach", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.runtime = runtime
    app.state.tries = identity.Tries()
    for router in routes.ROUTERS:
        app.include_router(router)
    app.mount("/api", create_api(runtime, app.state.tries))
    app.add_exception_handler(SignInFirst, _to_the_door)
    app.add_exception_handler(errors.OutreachError, _explain)
    app.add_exception_handler(HTTPException, _no_such_page)
    # A number no row can have: SQLite's driver refuses it before it looks.
    app.add_exception_handler(OverflowError, _no_such_page)
    app.add_exception_handler(RequestValidationError, _no_such_page)
    app.add_exception_handler(Exception, _broken)
    app.middleware("http")(_tell_once)
    app.add_middleware(Guard, https=runtime.settings.public_url is not None)
    return app


async def _tell_once(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    return flashes.told(request, await call_next(request))


def _to_the_door(request: Request, _fault: Exception) -> Response:
    back = request.url.path if request.method == "GET" else "/"
    return RedirectResponse(f"/sign-in?next={quote(back)}", status_code=303)


def _explain(request: Request, fault: Exception) -> Response:
    kind = faults.kind_of(fault)
    return render.page(
        request,
        PAGES[kind],
        status=faults.STATUSES[kind],
        message=faults.sentence(fault),
        faults=getattr(fault, "faults", ()),
    )


def _no_such_page(request: Request, fault: Exception) -> Response:
    """An address with a part that cannot be, such as a word for a number, is no page either."""
    status = fault.status_code if isinstance(fault, HTTPException) else 404
    if status == 413:
        megabytes = BODY_LIMIT // (1024 * 1024)
        return render.page(request, "errors/too-large.html", status=status, megabytes=megabytes)
    message = (
        "This address takes no such request. Go back and use the page's own buttons."
        if status == 405
        else "There is nothing to see here."
    )
    return render.page(request, "errors/not-found.html", status=status, message=message)


def _broken(request: Request, fault: Exception) -> Response:
    """The number on the page is the one in the log line, so that one can be found by the other."""
    number = secrets.token_hex(4)
    log.error("web.broke", exc_info=fault, extra={"path": request.url.path, "number": number})
    return render.page(request, "errors/broken.html", status=500, number=number)
