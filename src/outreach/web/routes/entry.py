"""The door: sign in, sign out, and the one-time links that let people in the first time."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from outreach import errors, identity
from outreach.identity import Action, LinkPurpose, Role
from outreach.web import flashes, forms, render
from outreach.web.deps import (
    AGENCY_COOKIE,
    Db,
    Looks,
    Now,
    Parts,
    Sent,
    Visit,
    cookie_name,
    the_runtime,
    visiting,
)

router = APIRouter()

#: Browsers read a backslash as a slash and leave out tabs, so neither may stand in an address.
OWN_PAGE = re.compile(r"/(?!/)[^\\\s]*")


#: Where a person chooses a password, by what their link is for.
CHOOSING = {
    LinkPurpose.INVITATION: "entry/welcome.html",
    LinkPurpose.NEW_PASSWORD: "entry/password.html",
}


class SignInForm(BaseModel):
    email: str
    password: str


class FirstForm(BaseModel):
    name: str
    email: str
    password: str
    again: str


class InvitedForm(BaseModel):
    password: str
    again: str


def proved(form: Sent, look: Looks) -> bool:
    """Whether the password is right, asked before a session that writes is opened."""
    return identity.proves(look, form.value("email"), form.value("password"))


Proven = Annotated[bool, Depends(proved)]


@router.get("/sign-in", name="sign-in:form")
def show_sign_in(request: Request, db: Db, next: str = "/") -> Response:
    ready = identity.has_people(db)
    return render.page(request, "entry/sign-in.html", form=forms.Form(), next=next, ready=ready)


@router.post("/sign-in", name="sign-in:enter")
def sign_in(
    request: Request, form: Sent, runtime: Parts, proven: Proven, db: Db, now: Now
) -> Response:
    entered = identity.sign_in(
        db,
        form.value("email"),
        proven=proven,
        client=request.client.host if request.client else "",
        tries=request.app.state.tries,
        now=now,
    )
    next_page = _own_page(form.value("next"))
    if isinstance(entered, str):
        refused = form.refused(errors.BadInput(entered))
        return render.page(
            request, "entry/sign-in.html", status=422, form=refused, next=next_page, ready=True
        )
    return _enter(runtime, entered, next_page)


@router.post("/sign-out", name="sign-out")
def sign_out(
    request: Request, runtime: Parts, visit: Annotated[Visit, Depends(visiting(Action.READ))]
) -> Response:
    name = cookie_name(runtime)
    identity.sign_out(visit.db, request.cookies.get(name, ""), now=visit.now)
    answer = flashes.go("/sign-in")
    secure = runtime.settings.public_url is not None
    answer.delete_cookie(name, secure=secure, httponly=True, samesite="lax")
    return answer


@router.post("/agencies/{agency_id}/enter", name="agencies:enter")
def enter_agency(
    agency_id: int, visit: Annotated[Visit, Depends(visiting(Action.READ))]
) -> Response:
    """Look at another of one's agencies from now on."""
    by = identity.actor(visit.db, visit.by.person_id, agency_id)
    agency = identity.agency(visit.db, by.agency_id)
    answer = flashes.go("/", f"You are at {agency.name} now.")
    answer.set_cookie(AGENCY_COOKIE, str(agency_id), httponly=True, samesite="lax")
    return answer


@router.get("/first/{token}", name="first:form")
def show_first(request: Request, token: str, db: Db, now: Now) -> Response:
    _link(db, token, LinkPurpose.FIRST_ADMINISTRATOR, now)
    return render.page(request, "entry/first.html", form=forms.Form())


@router.post("/first/{token}", name="first:enter")
def first(request: Request, token: str, form: Sent, runtime: Parts, db: Db, now: Now) -> Response:
    """Become the first administrator of every agency that is here, and look after them all."""
    link = _link(db, token, LinkPurpose.FIRST_ADMINISTRATOR, now)
    try:
        given = forms.read(FirstForm, form)
        _same(given.password, given.again)
        person = identity.add_person(db, name=given.name, email=given.email, now=now)
        person.national = True
        for agency in identity.agencies(db):
            identity.appoint(
                db, person, agency.id or 0, Role.ADMINISTRATOR, by_id=person.id, now=now
            )
        entered = identity.use_link(db, link, person, given.password, now=now)
    except errors.BadInput as error:
        db.rollback()
        return render.page(request, "entry/first.html", status=422, form=form.refused(error))
    return _enter(runtime, entered, "/")


@router.get("/welcome/{token}", name="welcome:form")
def show_welcome(request: Request, token: str, db: Db, now: Now) -> Response:
    link = _link(db, token, LinkPurpose.INVITATION, now)
    person = identity.person_of(db, link)
    return render.page(request, CHOOSING[link.purpose], form=forms.Form(), person=person)


@router.post("/welcome/{token}", name="welcome:enter")
def welcome(request: Request, token: str, form: Sent, db: Db, now: Now) -> Response:
    """Choose a first password after being invited."""
    link = _link(db, token, LinkPurpose.INVITATION, now)
    return _choose(request, db, link, form, now)


@router.get("/password/{token}", name="password:form")
def show_password(request: Request, token: str, db: Db, now: Now) -> Response:
    link = _link(db, token, LinkPurpose.NEW_PASSWORD, now)
    person = identity.person_of(db, link)
    return render.page(request, CHOOSING[link.purpose], form=forms.Form(), person=person)


@router.post("/password/{token}", name="password:enter")
def password(request: Request, token: str, form: Sent, db: Db, now: Now) -> Response:
    """Choose another password, by a link that the command line made."""
    link = _link(db, token, LinkPurpose.NEW_PASSWORD, now)
    return _choose(request, db, link, form, now)


def _choose(
    request: Request, db: Db, link: identity.OneTimeLink, form: forms.Form, now: Now
) -> Response:
    """The person of the link chooses a password and is in, or is shown the form again."""
    person = identity.person_of(db, link)
    try:
        given = forms.read(InvitedForm, form)
        _same(given.password, given.again)
        entered = identity.use_link(db, link, person, given.password, now=now)
    except errors.BadInput as error:
        page, refused = CHOOSING[link.purpose], form.refused(error)
        return render.page(request, page, status=422, form=refused, person=person)
    return _enter(the_runtime(request), entered, "/")


def _enter(runtime: Parts, entered: identity.SignedIn, path: str) -> Response:
    answer = flashes.go(path)
    answer.set_cookie(
        cookie_name(runtime),
        entered.token,
        max_age=int(identity.AT_MOST_FOR.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=runtime.settings.public_url is not None,
    )
    return answer


def _link(db: Db, token: str, purpose: LinkPurpose, now: Now) -> identity.OneTimeLink:
    link = identity.open_link(db, token, now=now)
    if link.purpose is not purpose:
        raise errors.NotFound("This link is for something else. Ask for a new one.")
    return link


def _same(password: str, again: str) -> None:
    if password != again:
        fault = errors.Fault("again", "The two passwords differ.", "Type them again.")
        raise errors.BadInput("Nothing was saved yet.", (fault,))


def _own_page(path: str) -> str:
    """A page of ours to go on to; an address of anyone else's is not followed."""
    return path if OWN_PAGE.fullmatch(path) else "/"
