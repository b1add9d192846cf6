"""The pages of what follows a post that is out: correct it, take it down, and how far that is."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from outreach import delivery, errors, review
from outreach.identity import Action
from outreach.web import flashes, forms, render
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import afterwards as view

router = APIRouter()

SEND = "/posts/{post_id:int}/sends/{send_id:int}"
ONE = "/amendments/{amendment_id:int}"

Reading = Annotated[Visit, Depends(visiting(Action.READ, "approvals"))]
Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "posts"))]
Answering = Annotated[Visit, Depends(visiting(Action.APPROVE, "approvals"))]
TakingDown = Annotated[Visit, Depends(visiting(Action.TAKE_DOWN, "posts"))]
Deciding = Annotated[Visit, Depends(visiting(Action.DECIDE, "posts"))]


#: Reasons that other pages begin with.
WHY = {"picture": "The picture may not be shown any more: a release for it was taken back."}


class TakeDownForm(BaseModel):
    reason: str = ""
    how: Literal["second", "at-once"]


class CorrectForm(BaseModel):
    text: str = ""
    reason: str = ""


class AnswerForm(BaseModel):
    digest: str
    decision: review.Decision
    comment: str = ""


@router.get("/amendments", name="amendments:list")
def listing(request: Request, visit: Reading) -> Response:
    return render.page(request, "afterwards/list.html", lines=view.open_lines(visit))


@router.get(f"{SEND}/take-down", name="amendments:take-down")
def show_take_down(
    request: Request, post_id: int, send_id: int, visit: TakingDown, why: str = ""
) -> Response:
    form = forms.filled({"how": "second", "reason": WHY.get(why, "")})
    return _take_down_page(request, visit, post_id, send_id, form)


@router.post(f"{SEND}/take-down", name="amendments:taken-down")
def take_down(
    request: Request, post_id: int, send_id: int, form: Sent, visit: TakingDown
) -> Response:
    _out(visit, post_id, send_id)
    try:
        given = forms.read(TakeDownForm, form)
        at_once = given.how == "at-once"
        row = delivery.amends.take_down(
            visit.db, send_id, given.reason, at_once=at_once, by=visit.by, now=visit.now
        )
    except errors.BadInput as refused:
        told = form.refused(refused)
        return _take_down_page(request, visit, post_id, send_id, told, status=422)
    return _to(row, view.ordered(row))


@router.get(f"{SEND}/correct", name="amendments:correct")
def show_correct(request: Request, post_id: int, send_id: int, visit: Writing) -> Response:
    text = _out(visit, post_id, send_id).stands
    return _correct_page(request, visit, post_id, send_id, forms.filled({"text": text}))


@router.post(f"{SEND}/correct", name="amendments:corrected")
def correct(request: Request, post_id: int, send_id: int, form: Sent, visit: Writing) -> Response:
    """Ask for a yes to other words; or, where none can be changed, begin the post that corrects."""
    about = _out(visit, post_id, send_id)
    try:
        given = forms.read(CorrectForm, form)
        if about.lets.replaces or form.value("as") == "new":
            new = delivery.amends.follow_up(
                visit.db, send_id, given.text, given.reason, by=visit.by, now=visit.now
            )
            told = "The corrected post is begun. Choose its time, then send it for approval."
            return flashes.go(f"/posts/{new.id}", told)
        row = delivery.amends.correct(
            visit.db, send_id, given.text, given.reason, by=visit.by, now=visit.now
        )
    except errors.BadInput as refused:
        told_form = form.refused(refused)
        return _correct_page(request, visit, post_id, send_id, told_form, status=422)
    return _to(row, "Sent for approval. The old words stand until somebody says yes.")


@router.get(ONE, name="amendments:show")
def show(request: Request, amendment_id: int, visit: Reading) -> Response:
    shown = view.page(visit, amendment_id)
    return render.page(request, "afterwards/one.html", shown=shown, form=forms.Form())


@router.post(f"{ONE}/answer", name="amendments:answer")
def answer(request: Request, amendment_id: int, form: Sent, visit: Answering) -> Response:
    try:
        given = forms.read(AnswerForm, form)
        row = delivery.amends.answer_correction(
            visit.db,
            amendment_id,
            given.digest,
            given.decision,
            by=visit.by,
            now=visit.now,
            comment=given.comment,
        )
    except errors.BadInput as refused:
        fault = errors.Fault("comment", refused.message)
        told = form.refused(errors.BadInput("Nothing was sent yet.", refused.faults or (fault,)))
        shown = view.page(visit, amendment_id)
        return render.page(request, "afterwards/one.html", status=422, shown=shown, form=told)
    return _to(row, view.became(row, given.decision))


@router.post(f"{ONE}/confirm", name="amendments:confirm")
def confirm(amendment_id: int, visit: TakingDown) -> Response:
    row = delivery.amends.confirm(visit.db, amendment_id, by=visit.by, now=visit.now)
    return _to(row, view.ordered(row))


@router.post(f"{ONE}/hurry", name="amendments:hurry")
def hurry(amendment_id: int, visit: TakingDown) -> Response:
    """One person is enough where somebody may come to harm."""
    row = delivery.amends.hurry(visit.db, amendment_id, by=visit.by, now=visit.now)
    return _to(row, view.ordered(row))


@router.post(f"{ONE}/go-on", name="amendments:go-on")
def go_on(amendment_id: int, visit: Deciding) -> Response:
    return _decided(visit, amendment_id, delivery.amends.go_on, "It is tried again now.")


@router.post(f"{ONE}/done", name="amendments:done")
def done(amendment_id: int, visit: Deciding) -> Response:
    told = "Kept, with your name, as done. Thank you."
    return _decided(visit, amendment_id, delivery.amends.say_done, told)


@router.post(f"{ONE}/drop", name="amendments:drop")
def drop(amendment_id: int, visit: Deciding) -> Response:
    return _decided(visit, amendment_id, delivery.amends.drop, "The post stays as it is.")


def _decided(
    visit: Visit, amendment_id: int, act: Callable[..., delivery.amends.Amendment], told: str
) -> Response:
    return _to(act(visit.db, amendment_id, by=visit.by, now=visit.now), told)


def _to(row: delivery.amends.Amendment, told: str) -> Response:
    return flashes.go(f"/amendments/{row.id}", told)


def _out(visit: Visit, post_id: int, send_id: int) -> view.Subject:
    """The post, which has to be out and not down."""
    found = view.subject(visit, send_id)
    if found.placement.post_id != post_id:
        raise errors.NotFound("There is no such post.")
    if found.placement.state is not delivery.State.PUBLISHED:
        raise errors.Conflict("Only what is published can be corrected or taken down.")
    return found


def _take_down_page(
    request: Request,
    visit: Visit,
    post_id: int,
    send_id: int,
    form: forms.Form,
    *,
    status: int = 200,
) -> Response:
    about = _out(visit, post_id, send_id)
    return render.page(request, "afterwards/take-down.html", status=status, about=about, form=form)


def _correct_page(
    request: Request,
    visit: Visit,
    post_id: int,
    send_id: int,
    form: forms.Form,
    *,
    status: int = 200,
) -> Response:
    about = _out(visit, post_id, send_id)
    return render.page(request, "afterwards/correct.html", status=status, about=about, form=form)
