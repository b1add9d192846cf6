"""Pausing: the question before it, the pauses that are on, lifting one, and what to decide then."""

from datetime import date, time
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from outreach import delivery, errors
from outreach.identity import Action
from outreach.web import flashes, forms, render, words
from outreach.web.deps import Sent, Visit, paused, visiting
from outreach.web.views import holds as views
from outreach.web.words import Tone

router = APIRouter()

Looking = Annotated[Visit, Depends(visiting(Action.READ, "holds"))]
Pausing = Annotated[Visit, Depends(visiting(Action.HOLD, "holds"))]
Lifting = Annotated[Visit, Depends(visiting(Action.LIFT, "holds"))]


class HoldForm(BaseModel):
    what: str
    reason: str = ""


class DecisionForm(BaseModel):
    id: int
    choice: Literal["leave", "keep", "move", "drop"]
    on: date | None = None
    at: time | None = None


class ReviewForm(BaseModel):
    posts: list[DecisionForm] = []


@router.get("/holds", name="holds:show")
def show(request: Request, visit: Looking) -> Response:
    return _overview(request, visit, forms.Form())


@router.get("/holds/new", name="holds:ask")
def ask(request: Request, visit: Pausing, what: str = "all") -> Response:
    return _question(request, visit, forms.filled({"what": what}))


@router.post("/holds", name="holds:start")
def start(request: Request, form: Sent, visit: Pausing) -> Response:
    try:
        given = forms.read(HoldForm, form)
        hold = views.start(visit.db, given.what, given.reason, by=visit.by, now=visit.now)
    except errors.BadInput as error:
        return _question(request, visit, form.refused(error), status=422)
    stopped = words.plural(len(delivery.stopped_by(visit.db, hold)), "post")
    return flashes.go(
        "/holds", f"{paused(visit.db, hold)} is paused: {stopped} will not go out.", Tone.HELD
    )


@router.get("/holds/{hold_id}/lift", name="holds:ask-lift")
def ask_lift(request: Request, hold_id: int, visit: Lifting) -> Response:
    found = views.standing(visit.db, hold_id, visit.by.agency_id)
    return render.page(request, "holds/lift.html", one=found)


@router.post("/holds/{hold_id}/lift", name="holds:lift")
def lift(hold_id: int, visit: Lifting) -> Response:
    stopped = delivery.lift(visit.db, hold_id, by=visit.by, now=visit.now)
    if not stopped:
        return flashes.go("/holds", "The pause is lifted. It had stopped no post.")
    count = words.plural(len(stopped), "post")
    said = f"The pause is lifted. Now decide on {count}; none goes out by itself."
    return flashes.go("/holds#review", said)


@router.post("/holds/review", name="holds:review")
def review(request: Request, form: Sent, visit: Lifting) -> Response:
    try:
        given = forms.read(ReviewForm, form)
        done = views.decide(
            visit.db,
            [
                views.Decided(one.id, one.choice, views.local_time(one.on, one.at))
                for one in given.posts
            ],
            by=visit.by,
            now=visit.now,
        )
    except errors.BadInput as error:
        return _overview(request, visit, form.refused(error), status=422)
    return flashes.go("/holds", _said(done))


def _overview(request: Request, visit: Visit, form: forms.Form, *, status: int = 200) -> Response:
    shown = views.overview(visit.db, by=visit.by, now=visit.now)
    return render.page(request, "holds/show.html", status=status, shown=shown, form=form)


def _question(request: Request, visit: Visit, form: forms.Form, *, status: int = 200) -> Response:
    shown = views.before(visit.db, visit.by.agency_id)
    return render.page(request, "holds/new.html", status=status, shown=shown, form=form)


def _said(done: dict[str, int]) -> str:
    if not any(done.values()):
        return "Every post stays paused."
    keep, move, drop = done["keep"], done["move"], done["drop"]
    parts = []
    if keep:
        parts.append(f"{words.plural(keep, 'post')} kept: out at the planned time.")
    if move:
        parts.append(f"{words.plural(move, 'post')} moved: send for approval at the new time.")
    if drop:
        parts.append(f"{words.plural(drop, 'post')} dropped.")
    return " ".join(parts)
