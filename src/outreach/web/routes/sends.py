"""What people do with one account and time of a post: ask, move, cancel, decide, post by hand."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from outreach import delivery, errors, posts
from outreach.identity import Action
from outreach.web import flashes, forms, render, words
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import made, placing
from outreach.web.views import posts as view

router = APIRouter()

SEND = "/posts/{post_id:int}/sends/{send_id:int}"

Reading = Annotated[Visit, Depends(visiting(Action.READ, "posts"))]
Writing = Annotated[Visit, Depends(visiting(Action.WRITE, "posts"))]
Approving = Annotated[Visit, Depends(visiting(Action.APPROVE, "posts"))]
Scheduling = Annotated[Visit, Depends(visiting(Action.SCHEDULE, "posts"))]
Deciding = Annotated[Visit, Depends(visiting(Action.DECIDE, "posts"))]


class TimeForm(BaseModel):
    on: date
    at: time

    @property
    def local(self) -> datetime:
        return datetime.combine(self.on, self.at)


class PlaceForm(TimeForm):
    account: int


@router.post(f"{SEND}/ask", name="sends:ask")
def ask(post_id: int, send_id: int, visit: Writing) -> Response:
    _send(visit, post_id, send_id)
    delivery.ask(visit.db, send_id, by=visit.by, now=visit.now)
    return flashes.go(f"/posts/{post_id}", "Sent for approval exactly as it is now.")


@router.post(f"{SEND}/overrule", name="sends:overrule")
def overrule(post_id: int, send_id: int, form: Sent, visit: Approving) -> Response:
    """A named person lets what a check stops pass, with a reason."""
    _send(visit, post_id, send_id)
    digest, found = form.value("digest"), form.value("finding")
    reason = form.value("reason")
    delivery.overrule(visit.db, send_id, digest, found, reason=reason, by=visit.by, now=visit.now)
    return flashes.go(f"/posts/{post_id}", "Let pass, for exactly these words. It is on record.")


@router.get(f"{SEND}/move", name="sends:move")
def show_move(request: Request, post_id: int, send_id: int, visit: Scheduling) -> Response:
    send = _send(visit, post_id, send_id)
    local = max(send.due_at, visit.now).astimezone(visit.zone)
    form = forms.filled({"on": local.date(), "at": local.strftime("%H:%M")})
    return _time_page(request, visit, form, about=send)


@router.post(f"{SEND}/move", name="sends:moved")
def move(request: Request, post_id: int, send_id: int, form: Sent, visit: Scheduling) -> Response:
    send = _send(visit, post_id, send_id)
    try:
        given = forms.read(TimeForm, form)
        moved = delivery.move(visit.db, send_id, given.local, by=visit.by, now=visit.now)
    except errors.BadInput as refused:
        told = form.refused(_at_day(refused))
        return _time_page(request, visit, told, about=send, status=422)
    return flashes.go(f"/posts/{post_id}", _told(visit, "It is moved to", moved))


@router.get("/posts/{post_id:int}/variants/{variant_id:int}/place", name="sends:place")
def show_place(request: Request, post_id: int, variant_id: int, visit: Scheduling) -> Response:
    variant = _variant(visit, post_id, variant_id)
    on = placing.next_weekday(visit.now, visit.zone)
    form = forms.filled({"on": on, "at": placing.USUAL_TIME.strftime("%H:%M")})
    return _time_page(request, visit, form, about=variant)


@router.post("/posts/{post_id:int}/variants/{variant_id:int}/place", name="sends:placed")
def place(
    request: Request, post_id: int, variant_id: int, form: Sent, visit: Scheduling
) -> Response:
    variant = _variant(visit, post_id, variant_id)
    try:
        given = forms.read(PlaceForm, form)
        placed = delivery.place(
            visit.db, variant_id, given.account, given.local, by=visit.by, now=visit.now
        )
    except errors.BadInput as refused:
        told = form.refused(_at_day(refused))
        return _time_page(request, visit, told, about=variant, status=422)
    return flashes.go(f"/posts/{post_id}", _told(visit, "It is on the calendar for", placed))


@router.post(f"{SEND}/cancel", name="sends:cancel")
def cancel(post_id: int, send_id: int, visit: Scheduling) -> Response:
    _send(visit, post_id, send_id)
    delivery.cancel(visit.db, send_id, by=visit.by, now=visit.now)
    return flashes.go(f"/posts/{post_id}", "It is off the calendar. Nothing of it goes out.")


@router.post(f"{SEND}/done", name="sends:done")
def done(post_id: int, send_id: int, form: Sent, visit: Scheduling) -> Response:
    _send(visit, post_id, send_id)
    link = form.value("permalink")
    delivery.mark_done(visit.db, send_id, permalink=link, by=visit.by, now=visit.now)
    return flashes.go(f"/posts/{post_id}", "Marked as posted. Thank you.")


@router.get(f"{SEND}/packet.zip", name="sends:packet")
def packet(post_id: int, send_id: int, visit: Reading) -> Response:
    """Everything that is needed to post it by hand, as one file."""
    send = _send(visit, post_id, send_id)
    found = delivery.packet_of(visit.db, send, visit.runtime.media, now=visit.now)
    name = f"post-{post_id}.zip"
    return Response(
        found.archive(),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.post(f"{SEND}/decide", name="sends:decide")
def decide(post_id: int, send_id: int, form: Sent, visit: Deciding) -> Response:
    """A person says what became of it: it is there, it is not and shall go, or it is given up."""
    _send(visit, post_id, send_id)
    choice = form.value("choice")
    if choice not in DECISIONS:
        raise errors.BadInput("Say whether you see the post on the platform.")
    act, told = DECISIONS[choice]
    act(visit, send_id, form)
    return flashes.go(f"/posts/{post_id}", told)


def _there(visit: Visit, send_id: int, form: forms.Form) -> None:
    own_id = form.value("external_id")
    delivery.decide_published(visit.db, send_id, own_id, by=visit.by, now=visit.now)


def _again(visit: Visit, send_id: int, _form: forms.Form) -> None:
    delivery.decide_absent(visit.db, send_id, give_up=False, by=visit.by, now=visit.now)


def _give_up(visit: Visit, send_id: int, _form: forms.Form) -> None:
    delivery.decide_absent(visit.db, send_id, give_up=True, by=visit.by, now=visit.now)


DECISIONS: dict[str, tuple[Callable[[Visit, int, forms.Form], None], str]] = {
    "there": (_there, "Noted: it is out. It counts as published."),
    "again": (_again, "Noted: it is not there. It goes out once more, in time."),
    "give-up": (_give_up, "Noted: it did not go out, and it stays so."),
}


def _send(visit: Visit, post_id: int, send_id: int) -> delivery.Placement:
    found = delivery.get(visit.db, send_id, visit.by)
    if found.post_id != post_id:
        raise errors.NotFound("There is no such post.")
    return found


def _variant(visit: Visit, post_id: int, variant_id: int) -> posts.Variant:
    found = posts.variant_of(visit.db, variant_id, visit.by.agency_id)
    if found.post_id != post_id:
        raise errors.NotFound("There is no such post.")
    return found


def _at_day(refused: errors.BadInput) -> errors.BadInput:
    """A time that cannot be used is mended at the day."""
    if refused.faults:
        return refused
    fault = errors.Fault("on", refused.message)
    return errors.BadInput("Nothing was changed yet.", (fault,))


def _told(visit: Visit, what: str, placed: delivery.Placement) -> str:
    when = words.when(placed.due_at, zone=visit.zone, now=visit.now)
    again = (
        " Send it for approval: a yes holds for one time only."
        if placed.state is delivery.State.DRAFT
        else ""
    )
    return f"{what} {when}. {made.SHIFTS[placed.shift]}".rstrip() + again


def _time_page(
    request: Request,
    visit: Visit,
    form: forms.Form,
    *,
    about: delivery.Placement | posts.Variant,
    status: int = 200,
) -> Response:
    """Where a day and a time are chosen: a new one for what is placed, or a first one for words."""
    post = posts.get(visit.db, about.post_id, visit.by.agency_id)
    is_placed = isinstance(about, delivery.Placement)
    accounts = () if is_placed else view.accounts_for(visit, about.platform)
    return render.page(
        request,
        "posts/time.html",
        status=status,
        post=post,
        form=form,
        send=about if is_placed else None,
        variant=None if is_placed else about,
        named=[(str(each.id), words.handle(each.platform, each.handle)) for each in accounts],
    )
