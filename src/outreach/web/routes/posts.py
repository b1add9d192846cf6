"""The pages of posts: the list, one post, and the form that changes its words and picture."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from outreach import delivery, errors
from outreach.identity import Action
from outreach.web import flashes, forms, render
from outreach.web.deps import Sent, Uploaded, Visit, visiting
from outreach.web.views import beside, editing, post_list
from outreach.web.views import posts as view
from outreach.web.words import Tone

router = APIRouter()


class MendForm(BaseModel):
    """Which finding is mended, and in which words."""

    rule: str
    start: int = Field(ge=0)
    revision: int


Reading = Annotated[Visit, Depends(visiting(Action.READ, "posts"))]
Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "posts"))]


@router.get("/posts", name="posts:list")
def listing(request: Request, visit: Reading) -> Response:
    form = forms.typed(request.query_params.multi_items())
    found = post_list.listing(visit.db, visit.by.agency_id, form)
    views = [(name, label) for name, (label, _) in post_list.VIEWS.items()]
    named = [(str(each.id), each.title) for each in found.campaigns]
    return render.page(request, "posts/list.html", form=form, found=found, views=views, named=named)


@router.get("/posts/{post_id:int}", name="posts:show")
def show(request: Request, post_id: int, visit: Reading) -> Response:
    return render.page(
        request,
        "posts/post.html",
        shown=view.page(visit, post_id),
        beside=beside.beside(visit, post_id),
        form=forms.Form(),
    )


@router.get("/posts/{post_id:int}/edit", name="posts:edit")
def edit(request: Request, post_id: int, visit: Writing) -> Response:
    shown = editing.editor(visit, post_id)
    return render.page(request, "posts/edit.html", shown=shown, form=editing.start(shown))


@router.post("/posts/{post_id:int}", name="posts:save")
def save(request: Request, post_id: int, form: Sent, upload: Uploaded, visit: Writing) -> Response:
    shown, status = editing.editor(visit, post_id), 422
    try:
        with visit.db.begin_nested():
            faults = editing.save(visit, shown, form, upload)
    except errors.BadInput as refused:
        form = form.refused(refused)
    except errors.Conflict as moved_on:
        (shown, form), status = editing.overtaken(shown, form, moved_on), 409
    else:
        tone = Tone.WARN if faults else Tone.GOOD
        return flashes.go(f"/posts/{post_id}", editing.told(faults), tone)
    return render.page(request, "posts/edit.html", status=status, shown=shown, form=form)


@router.post("/posts/{post_id:int}/declare", name="posts:declare")
def declare(post_id: int, form: Sent, visit: Writing) -> Response:
    """Keep what only the author can say of it."""
    answers = form.values.get("declared", ())
    gone = delivery.declare(visit.db, post_id, answers, by=visit.by, now=visit.now)
    if not gone:
        return flashes.go(f"/posts/{post_id}", "Kept. Each post shows who has to say yes.")
    told = "Kept. It needs another yes now, so it left the schedule. Send it for approval again."
    return flashes.go(f"/posts/{post_id}", told, Tone.WARN)


@router.post("/posts/{post_id:int}/variants/{variant_id:int}/mend", name="posts:mend")
def mend(post_id: int, variant_id: int, form: Sent, visit: Writing) -> Response:
    """One click puts what a check proposes in place of what it found."""
    given = forms.read(MendForm, form)
    delivery.mend(
        visit.db,
        variant_id,
        given.rule,
        given.start,
        revision=given.revision,
        by=visit.by,
        now=visit.now,
    )
    return flashes.go(f"/posts/{post_id}", "Mended. Look at the words once more.")
