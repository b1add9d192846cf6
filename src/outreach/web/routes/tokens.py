"""Tokens for machines that pause: the list, a new one, and making one worthless."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from outreach import errors, identity
from outreach.identity import Action
from outreach.web import flashes, forms, render
from outreach.web.deps import Sent, Visit, visiting

router = APIRouter()

Pausing = Annotated[Visit, Depends(visiting(Action.HOLD, "holds"))]


class TokenForm(BaseModel):
    name: str
    actions: list[Action]


@router.get("/holds/tokens", name="tokens:list")
def show(request: Request, visit: Pausing) -> Response:
    return _page(request, visit, forms.filled({"actions": [Action.READ, Action.HOLD]}))


@router.post("/holds/tokens", name="tokens:make")
def make(request: Request, form: Sent, visit: Pausing) -> Response:
    """The one page that shows the secret; it is kept nowhere, so it cannot be shown again."""
    try:
        given = forms.read(TokenForm, form)
        _, secret = identity.make_token(
            visit.db, given.name, set(given.actions), by=visit.by, now=visit.now
        )
    except errors.BadInput as error:
        return _page(request, visit, form.refused(error), status=422)
    return _page(request, visit, forms.Form(), secret=secret)


@router.post("/holds/tokens/{number:int}/revoke", name="tokens:revoke")
def revoke(number: int, visit: Pausing) -> Response:
    gone = identity.revoke_token(visit.db, number, by=visit.by, now=visit.now)
    return flashes.go("/holds/tokens", f"“{gone.name}” is worth nothing from now on.")


def _page(
    request: Request, visit: Visit, form: forms.Form, *, secret: str = "", status: int = 200
) -> Response:
    tokens = identity.tokens_of(visit.db, visit.by)
    return render.page(
        request,
        "holds/tokens.html",
        status=status,
        form=form,
        secret=secret,
        tokens=tokens,
        names=identity.names_of(visit.db, {one.person_id for one in tokens}),
        address=visit.runtime.settings.public_url or str(request.base_url).rstrip("/"),
    )
