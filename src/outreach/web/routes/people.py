"""The agency's people: who may do what, invitations to hand over, and who no longer belongs."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field, field_validator

from outreach import errors, identity
from outreach.identity import Action, Role, Step
from outreach.web import flashes, forms, render, words
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import people

router = APIRouter()

#: Enough of an address to catch a slip; whether it is theirs only they can tell.
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")

Managing = Annotated[Visit, Depends(visiting(Action.MANAGE_PEOPLE, "people"))]


class Invitation(BaseModel):
    name: str = Field(max_length=120)
    email: str = Field(max_length=254)
    role: Role

    @field_validator("email")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if not ADDRESS.fullmatch(value):
            raise ValueError("Write an address, such as name@example.gov.")
        return value


class NewRole(BaseModel):
    role: Role


class NamedSteps(BaseModel):
    steps: list[Step] = Field(default_factory=list)


@router.get("/people", name="people:list")
def listing(request: Request, visit: Managing) -> Response:
    lines = people.lines(visit.db, visit.by)
    return render.page(
        request,
        "people/list.html",
        lines=lines,
        givers=people.givers(visit.db, visit.by.agency_id),
        means=people.MEANS,
        roles=words.ROLES,
    )


@router.get("/people/invite", name="people:invite-form")
def show_invite(request: Request, _visit: Managing) -> Response:
    return _invite_page(request, forms.Form())


@router.post("/people/invite", name="people:invite")
def invite(request: Request, form: Sent, visit: Managing) -> Response:
    try:
        given = forms.read(Invitation, form)
        person, token = identity.invite(
            visit.db,
            name=given.name,
            email=given.email,
            role=given.role,
            by=visit.by,
            now=visit.now,
        )
    except errors.BadInput as error:
        return _invite_page(request, form.refused(error), status=422)
    return _link_page(request, visit, person, token)


@router.post("/people/{person_id}/invite", name="people:invite-again")
def invite_again(request: Request, person_id: int, visit: Managing) -> Response:
    person, token = identity.invite_again(visit.db, person_id, by=visit.by, now=visit.now)
    return _link_page(request, visit, person, token)


@router.get("/people/{person_id}", name="people:show")
def show(request: Request, person_id: int, visit: Managing) -> Response:
    line = people.line(visit.db, visit.by, person_id)
    held = {"role": line.role.value, "steps": sorted(line.steps)}
    return _person_page(request, line, forms.filled(held))


@router.post("/people/{person_id}/role", name="people:change-role")
def change_role(request: Request, person_id: int, form: Sent, visit: Managing) -> Response:
    try:
        role = forms.read(NewRole, form).role
        person = identity.change_role(visit.db, person_id, role, by=visit.by, now=visit.now)
    except errors.BadInput as error:
        line = people.line(visit.db, visit.by, person_id)
        return _person_page(request, line, form.refused(error), status=422)
    return flashes.go(_home(visit, person_id), f"{person.name}: {words.ROLES[role]} from now on.")


@router.post("/people/{person_id}/steps", name="people:name-for")
def name_for(request: Request, person_id: int, form: Sent, visit: Managing) -> Response:
    """Say whose yes this person's is, beside that of a second reader."""
    try:
        steps = forms.read(NamedSteps, form).steps
        person = identity.name_for(visit.db, person_id, steps, by=visit.by, now=visit.now)
    except errors.BadInput as error:
        line = people.line(visit.db, visit.by, person_id)
        return _person_page(request, line, form.refused(error), status=422)
    told = f"{person.name}: kept. It counts from the next yes on."
    return flashes.go(f"/people/{person_id}", told)


@router.post("/people/{person_id}/leave", name="people:leave")
def leave(person_id: int, visit: Managing) -> Response:
    person = identity.leave(visit.db, person_id, by=visit.by, now=visit.now)
    return flashes.go(_home(visit, person_id), f"{person.name} no longer acts for the agency.")


def _home(visit: Visit, person_id: int) -> str:
    """Back to the list; whoever changed themselves may not see it any more."""
    return "/" if person_id == visit.by.person_id else "/people"


def _invite_page(request: Request, form: forms.Form, *, status: int = 200) -> Response:
    return render.page(
        request,
        "people/invite.html",
        status=status,
        form=form,
        choices=people.CHOICES,
        means=people.MEANS,
        roles=words.ROLES,
    )


def _person_page(
    request: Request, line: people.Line, form: forms.Form, *, status: int = 200
) -> Response:
    return render.page(
        request,
        "people/show.html",
        status=status,
        line=line,
        form=form,
        choices=people.CHOICES,
        steps=people.STEPS,
        means=people.MEANS,
        roles=words.ROLES,
    )


def _link_page(request: Request, visit: Visit, person: identity.Person, token: str) -> Response:
    """The link is shown in this answer and nowhere else: it is in no address, cookie or record."""
    base = visit.runtime.settings.public_url or str(request.base_url).rstrip("/")
    days = identity.LINK_FOR.days
    link = f"{base}/welcome/{token}"
    return render.page(request, "people/invited.html", person=person, link=link, days=days)
