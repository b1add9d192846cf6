"""What a post waits for beside its yes: a person who accepts a machine's words, and a release."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from outreach import errors, posts
from outreach.identity import Action
from outreach.web import flashes, forms, render
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import beside
from outreach.web.views import posts as view

router = APIRouter()

Reading = Annotated[Visit, Depends(visiting(Action.READ, "posts"))]
Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "posts"))]


class AcceptForm(BaseModel):
    """Which words the person read."""

    revision: int


@router.post("/posts/{post_id:int}/variants/{variant_id:int}/accept", name="settling:accept")
def accept(post_id: int, variant_id: int, form: Sent, visit: Reading) -> Response:
    """Whoever may write or approve takes a machine's words for right; the room of posts says so."""
    seen = forms.read(AcceptForm, form).revision
    posts.accept_words(visit.db, variant_id, revision=seen, by=visit.by, now=visit.now)
    return flashes.go(f"/posts/{post_id}", "Accepted. These words can go to real accounts.")


@router.post("/posts/{post_id:int}/release", name="settling:release")
def release(request: Request, post_id: int, form: Sent, visit: Writing) -> Response:
    try:
        with visit.db.begin_nested():
            beside.note_release(visit, post_id, form)
    except errors.BadInput as refused:
        return render.page(
            request,
            "posts/post.html",
            status=422,
            shown=view.page(visit, post_id),
            beside=beside.beside(visit, post_id),
            form=form.refused(refused),
        )
    return flashes.go(f"/posts/{post_id}", "On record. The post can be sent for approval now.")
