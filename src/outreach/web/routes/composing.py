"""Turn a story into posts: see the drafts, save them, or send them for approval."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from outreach import errors, posts, stories
from outreach.identity import Action
from outreach.web import flashes, forms, render
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import composing
from outreach.web.views import made as result

router = APIRouter()

Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "stories"))]


@router.get("/stories/{story_id:int}/posts/new", name="composing:form")
def show(request: Request, story_id: int, visit: Writing) -> Response:
    story = _story(visit, story_id)
    return _page(request, visit, story, composing.start(visit, story))


@router.post("/stories/{story_id:int}/posts/new", name="composing:make")
def make(request: Request, story_id: int, form: Sent, visit: Writing) -> Response:
    """Show the drafts again, keep them, or keep them and ask for a yes: as the button says."""
    story, act = _story(visit, story_id), form.value("act")
    if act not in ("save", "send"):
        return _page(request, visit, story, form)
    try:
        with visit.db.begin_nested():
            made = composing.make(visit, story, form, ask=act == "send")
    except errors.BadInput as refused:
        return _page(request, visit, story, form.refused(refused), status=422)
    told = result.told(made, visit.zone, visit.now, asked=act == "send")
    return flashes.go(f"/posts/{made.post.id}", told)


def _story(visit: Visit, story_id: int) -> stories.WholeStory:
    return stories.whole(visit.db, stories.get(visit.db, story_id, visit.by.agency_id))


def _page(
    request: Request,
    visit: Visit,
    story: stories.WholeStory,
    form: forms.Form,
    *,
    status: int = 200,
) -> Response:
    shown = composing.composer(visit, story, form)
    return render.page(
        request,
        "posts/new.html",
        status=status,
        shown=shown,
        form=form,
        questions=tuple(posts.QUESTIONS.items()),
    )
