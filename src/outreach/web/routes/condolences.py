"""Begin a condolence. It stays locked until the agency itself made its loss public."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import errors
from outreach.identity import Action
from outreach.web import flashes, forms, render
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import condolences as view
from outreach.web.words import Tone

router = APIRouter()

Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "posts"))]


@router.get("/posts/condolence", name="condolences:form")
def show(request: Request, _visit: Writing) -> Response:
    return _page(request, forms.Form())


@router.post("/posts/condolence", name="condolences:begin")
def begin(request: Request, form: Sent, visit: Writing) -> Response:
    try:
        with visit.db.begin_nested():
            post = view.begin(visit, form)
    except errors.BadInput as refused:
        return _page(request, form.refused(refused), status=422)
    if post.venue_release_id is None:
        told = "Begun and locked. Put on record here who made the loss public, once they have."
        return flashes.go(f"/posts/{post.id}", told, Tone.WARN)
    return flashes.go(f"/posts/{post.id}", "Begun. Choose its accounts and times.")


def _page(request: Request, form: forms.Form, *, status: int = 200) -> Response:
    return render.page(request, "posts/condolence.html", status=status, form=form)
