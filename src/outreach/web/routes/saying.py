"""Write a post that tells no story: choose what it is, fill its blanks, see the drafts, send it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import errors, posts
from outreach.identity import Action
from outreach.web import flashes, forms, render
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import made as result
from outreach.web.views import saying
from outreach.web.views.kinds import KINDS, Kind, kind

router = APIRouter()

Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "posts"))]


@router.get("/posts/new", name="saying:kinds")
def kinds(request: Request, _visit: Writing) -> Response:
    return render.page(request, "posts/kinds.html", kinds=KINDS)


@router.get("/posts/new/{slug}", name="saying:form")
def show(request: Request, slug: str, visit: Writing, day: str = "") -> Response:
    chosen = kind(slug)
    return _page(request, visit, chosen, saying.start(visit, chosen, day))


@router.post("/posts/new/{slug}", name="saying:make")
def make(request: Request, slug: str, form: Sent, visit: Writing) -> Response:
    """Show the drafts again, begin with a day, keep it, or ask for a yes: as the button says."""
    chosen, act = kind(slug), form.value("act")
    if act not in ("save", "send"):
        return _page(request, visit, chosen, saying.begun(visit, form) if act == "day" else form)
    try:
        with visit.db.begin_nested():
            made = saying.make(visit, chosen, form, ask=act == "send")
    except errors.BadInput as refused:
        return _page(request, visit, chosen, form.refused(refused), status=422)
    told = result.told(made, visit.zone, visit.now, asked=act == "send")
    return flashes.go(f"/posts/{made.post.id}", told)


def _page(
    request: Request, visit: Visit, chosen: Kind, form: forms.Form, *, status: int = 200
) -> Response:
    shown = saying.sayer(visit, chosen, form)
    questions = tuple(posts.QUESTIONS.items())
    return render.page(
        request, "posts/say.html", status=status, shown=shown, form=form, questions=questions
    )
