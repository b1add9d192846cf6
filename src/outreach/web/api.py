"""What machines ask for: pauses by token, as JSON. Every refusal is a sentence (RFC 9457)."""

from dataclasses import asdict
from datetime import datetime
from math import ceil
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from outreach import delivery, errors, identity
from outreach.bootstrap import Runtime
from outreach.delivery import Scope
from outreach.identity import Action, Actor
from outreach.lib.counting import plural
from outreach.web import faults, forms, pauses
from outreach.web.deps import Db, Now

PROBLEM = "application/problem+json"
#: Under which wrong tokens of one client are counted, beside the wrong passwords.
GUESSING = "a token"


class HoldOrder(BaseModel):
    """What to pause; everything of the agency where nothing is said."""

    model_config = ConfigDict(extra="forbid")

    scope: Scope = Scope.AGENCY
    about: str = ""
    reason: str = ""


class Refused(Exception):
    """Turned away before anything was looked at."""

    def __init__(self, status: int, sentence: str, headers: dict[str, str]) -> None:
        super().__init__(sentence)
        self.status = status
        self.headers = headers


def create_api(runtime: Runtime, tries: identity.Tries) -> FastAPI:
    """The part of the application that machines speak to."""
    api = FastAPI(title="Outreach", docs_url=None, redoc_url=None, openapi_url=None)
    api.state.runtime = runtime
    api.state.tries = tries
    api.add_api_route("/holds", holds, methods=["GET"], name="api:holds")
    api.add_api_route("/holds", hold, methods=["POST"], name="api:hold")
    api.add_api_route("/holds/{number:int}/lift", lift, methods=["POST"], name="api:lift")
    api.add_exception_handler(Refused, _turned_away)
    api.add_exception_handler(errors.OutreachError, _explain)
    api.add_exception_handler(HTTPException, _no_such_thing)
    api.add_exception_handler(OverflowError, _no_such_thing)
    return api


async def the_order(request: Request) -> HoldOrder:
    """The order as it was sent. Refuses what is no JSON, and what it does not know."""
    body = await request.body()
    return forms.read_json(HoldOrder, body or b"{}")


def acting(request: Request, db: Db, now: Now, action: Action) -> Actor:
    """The person in whose name the token acts. A client that guesses waits."""
    client = request.client.host if request.client else ""
    tries: identity.Tries = request.app.state.tries
    wrong = tries.of(GUESSING, client, now)
    if wrong is not None and now < wrong.until():
        wait = ceil((wrong.until() - now).total_seconds())
        sentence = f"Too many wrong tokens. Wait {plural(wait, 'second')}."
        raise Refused(429, sentence, {"Retry-After": str(wait)})
    used_at = None if action is Action.READ else now
    by = identity.holder(db, _bearer(request), action, used_at=used_at)
    if by is None:
        tries.failed(GUESSING, client, now)
        sentence = "Send a token that works: Authorization: Bearer, and the token."
        raise Refused(401, sentence, {"WWW-Authenticate": "Bearer"})
    tries.forget(GUESSING, client)
    return by


def _bearer(request: Request) -> str:
    sort, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if sort.lower() == "bearer" else ""


def reading(request: Request, db: Db, now: Now) -> Actor:
    return acting(request, db, now, Action.READ)


def pausing(request: Request, db: Db, now: Now) -> Actor:
    return acting(request, db, now, Action.HOLD)


def lifting(request: Request, db: Db, now: Now) -> Actor:
    return acting(request, db, now, Action.LIFT)


def holds(db: Db, by: Annotated[Actor, Depends(reading)]) -> JSONResponse:
    """The pauses that are on, newest first."""
    found = delivery.active(db, by.agency_id)
    return JSONResponse({"holds": [_told(db, hold, by) for hold in found]})


def hold(
    by: Annotated[Actor, Depends(pausing)],
    order: Annotated[HoldOrder, Depends(the_order)],
    db: Db,
    now: Now,
) -> JSONResponse:
    """Pause at once."""
    made = delivery.hold(db, order.scope, order.about, reason=order.reason, by=by, now=now)
    where = {"Location": f"/api/holds/{made.id}"}
    return JSONResponse(_told(db, made, by), status_code=201, headers=where)


def lift(number: int, by: Annotated[Actor, Depends(lifting)], db: Db, now: Now) -> JSONResponse:
    """Lift a pause. The posts it stopped wait for a person."""
    to_decide = delivery.lift(db, number, by=by, now=now)
    found = delivery.named(db, number, by.agency_id)
    return JSONResponse({**_told(db, found, by), "to_decide": to_decide})


def _told(db: Db, hold: delivery.Hold, by: Actor) -> dict[str, object]:
    return {
        "number": hold.id,
        "scope": hold.scope,
        "about": hold.about,
        "what": pauses.what(db, hold),
        "reason": hold.reason,
        "started_at": _instant(hold.started_at),
        "lifted_at": _instant(hold.lifted_at),
        "stops": len(delivery.stopped_by(db, hold, by.agency_id)) if not hold.lifted_at else 0,
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _turned_away(_request: Request, fault: Exception) -> Response:
    assert isinstance(fault, Refused)  # noqa: S101 - registered for this class
    return _problem(fault.status, str(fault), headers=fault.headers)


def _explain(_request: Request, fault: Exception) -> Response:
    places = [asdict(each) for each in getattr(fault, "faults", ())]
    status = faults.STATUSES[faults.kind_of(fault)]
    return _problem(status, faults.sentence(fault), faults=places)


def _no_such_thing(_request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 404
    return _problem(status, "Outreach takes no such request. See “Pause by machine” in its guide.")


def _problem(
    status: int, detail: str, *, headers: dict[str, str] | None = None, **more: object
) -> JSONResponse:
    body = {"type": "about:blank", "status": status, "detail": detail, **more}
    return JSONResponse(body, status_code=status, headers=headers, media_type=PROBLEM)
