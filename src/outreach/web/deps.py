"""What routes ask for: the parts, a session with one commit point, the person and their rights.

A request that changes nothing reads; any other writes, and commits before its answer leaves.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from starlette.datastructures import UploadFile

from outreach import db as database
from outreach import delivery, errors, identity
from outreach.bootstrap import Runtime
from outreach.web import flashes, forms, pauses
from outreach.web.render import Layout, Standing, Stop
from outreach.web.security import SAFE_METHODS

PLAIN_COOKIE = "sid"
HTTPS_COOKIE = "__Host-sid"
#: Which of their agencies the person looks at; it opens nothing by itself.
AGENCY_COOKIE = "agency"
#: Where people look first when something happens.
URGENT = frozenset({"/", "/approvals", "/holds"})


class SignInFirst(Exception):
    """Nobody is signed in; the answer is the way to the door, and back afterwards."""


def the_runtime(request: Request) -> Runtime:
    """The parts, joined once for this program."""
    runtime: Runtime = request.app.state.runtime
    return runtime


Parts = Annotated[Runtime, Depends(the_runtime)]


def the_now(runtime: Parts) -> datetime:
    """One moment for the whole request."""
    return runtime.clock.now()


Now = Annotated[datetime, Depends(the_now)]


def the_session(request: Request, runtime: Parts) -> Iterator[Session]:
    """The request's session. What it changed is kept when the route ends well, or not at all."""
    kept = database.reading if request.method in SAFE_METHODS else database.writing
    with kept(runtime.engine) as session:
        yield session


# "function": the commit comes before the answer, so that nobody is told of what was not kept.
Db = Annotated[Session, Depends(the_session, scope="function")]


async def the_form(request: Request) -> forms.Form:
    """The form as the browser sent it."""
    return forms.typed((await request.form()).multi_items())


Sent = Annotated[forms.Form, Depends(the_form)]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent with a form; without a name when none was chosen."""

    name: str = ""
    data: bytes = b""


async def the_upload(request: Request) -> Upload:
    """The file in the form, or the first of several that were chosen."""
    async with request.form() as form:
        for value in form.values():
            if isinstance(value, UploadFile) and value.filename:
                name = PurePath(value.filename.replace("\\", "/")).name
                return Upload(name, await value.read())
    return Upload()


Uploaded = Annotated[Upload, Depends(the_upload)]


async def the_uploads(request: Request) -> dict[str, Upload]:
    """Every file in the form that was chosen, by the name of its field."""
    found = {}
    async with request.form() as form:
        for field, value in form.items():
            if isinstance(value, UploadFile) and value.filename:
                name = PurePath(value.filename.replace("\\", "/")).name
                found[field] = Upload(name, await value.read())
    return found


UploadedByName = Annotated[dict[str, Upload], Depends(the_uploads)]


def cookie_name(runtime: Runtime) -> str:
    """Over https the cookie is bound to this host and to https; on this machine it cannot be."""
    return HTTPS_COOKIE if runtime.settings.public_url else PLAIN_COOKIE


def the_person(request: Request, runtime: Parts, db: Db, now: Now) -> identity.Person:
    """Who is signed in. Now and then the session's time is written."""
    token = request.cookies.get(cookie_name(runtime), "")
    found = identity.who(db, token, now=now) if token else None
    if found is None:
        raise SignInFirst
    person, is_old = found
    if is_old:
        _touch(runtime, db, token, now)
    return person


def _touch(runtime: Runtime, db: Session, token: str, now: datetime) -> None:
    if db.get_bind().get_execution_options().get("outreach_writes"):
        identity.seen(db, token, now=now)
        return
    # Whoever only looks is not turned away because somebody else writes just now.
    with suppress(OperationalError), database.writing(runtime.engine) as own:
        identity.seen(own, token, now=now)


Someone = Annotated[identity.Person, Depends(the_person)]


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of someone who is signed in: the session, the person acting, the moment."""

    db: Session
    by: identity.Actor
    agency: identity.Agency
    now: datetime
    runtime: Runtime

    @property
    def zone(self) -> ZoneInfo:
        return identity.zone(self.agency.time_zone)


def visiting(action: identity.Action, current: str = "") -> Callable[..., Visit]:
    """A visit by someone who may do `action`; the rail marks `current`. Routes declare one each."""

    def visit(request: Request, runtime: Parts, db: Db, person: Someone, now: Now) -> Visit:
        agencies = identity.agencies_of(db, person.id or 0)
        agency = chosen(agencies, request.cookies.get(AGENCY_COOKIE, ""))
        by = identity.actor(db, person.id or 0, agency.id or 0)
        layout = _layout(request, db, by, agency, now, current)
        request.state.layout = replace(layout, agencies=_others(agencies, agency))
        by.must(action)
        return Visit(db, by, agency, now, runtime)

    visit.action = action  # type: ignore[attr-defined]
    return visit


def chosen(agencies: list[identity.Agency], wanted: str) -> identity.Agency:
    """The agency the person chose to act for, among their own; the first by name otherwise."""
    if not agencies:
        raise errors.NotAllowed("You act for no agency any more. Ask an administrator to add you.")
    return next((one for one in agencies if str(one.id) == wanted), agencies[0])


def _others(
    agencies: list[identity.Agency], agency: identity.Agency
) -> tuple[tuple[int, str], ...]:
    return tuple((one.id or 0, one.name) for one in agencies if one.id != agency.id)


def the_look(runtime: Parts) -> Iterator[Session]:
    """A session that only looks, even where the request is one that changes something."""
    with database.reading(runtime.engine) as session:
        yield session


Looks = Annotated[Session, Depends(the_look, scope="function")]


def looking(action: identity.Action, current: str = "") -> Callable[..., Visit]:
    """A visit that only looks, for a route that asks a platform before it opens a writing session.

    Whoever waits for a platform keeps nobody else from writing meanwhile.
    """
    admitted = visiting(action, current)

    def visit(request: Request, runtime: Parts, db: Looks, now: Now) -> Visit:
        return admitted(request, runtime, db, the_person(request, runtime, db, now), now)

    visit.action = action  # type: ignore[attr-defined]
    return visit


def _layout(
    request: Request,
    db: Session,
    by: identity.Actor,
    agency: identity.Agency,
    now: datetime,
    current: str,
) -> Layout:
    urgent = request.url.path in URGENT
    return Layout(
        agency=agency.name,
        short=agency.short_name,
        place=f"{agency.city}, {agency.state}",
        zone=identity.zone(agency.time_zone),
        now=now,
        actor=by,
        current=current,
        approvals_waiting=len(delivery.waiting(db, by.agency_id)),
        standing=standing(identity.accounts_of(db, by.agency_id)),
        stop=_stop(db, by.agency_id),
        advice=pauses.advice(db, by.agency_id) if urgent else (),
        amiss=delivery.amiss(db) if urgent else "",
        flash=flashes.read(request),
    )


def standing(accounts: list[identity.Account]) -> Standing:
    """Where posts go. Hand-off accounts reach nobody by themselves, so they do not count."""
    kinds = {
        account.practice
        for account in accounts
        if not account.platform.by_hand and account.state is not identity.AccountState.DISCONNECTED
    }
    if not kinds:
        return Standing.NONE
    if len(kinds) > 1:
        return Standing.MIXED
    return Standing.PRACTICE if True in kinds else Standing.LIVE


def _stop(db: Session, agency_id: int) -> Stop | None:
    holds = delivery.active(db, agency_id)
    if not holds:
        return None
    widest = next((hold for hold in holds if pauses.is_of_everything(hold)), holds[0])
    who = identity.names_of(db, {widest.by_id})
    return Stop(
        what=pauses.what(db, widest),
        by=who.get(widest.by_id, "someone"),
        at=widest.started_at,
        stopped=len(delivery.held_back(db, agency_id)),
        reason=widest.reason,
        everything=pauses.is_of_everything(widest),
    )
