"""Pausing: the question before it, the pauses that are on, lifting one, and what to decide then."""

from datetime import date, time
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from outreach import bootstrap, delivery, errors
from outreach import db as database
from outreach.identity import Action
from outreach.web import flashes, forms, render, words
from outreach.web.deps import Sent, Visit, looking, visiting
from outreach.web.views import deciding, pausing
from outreach.web.views import holds as views
from outreach.web.words import Tone

router = APIRouter()

Looking = Annotated[Visit, Depends(visiting(Action.READ, "holds"))]
Pausing = Annotated[Visit, Depends(visiting(Action.HOLD, "holds"))]
Deciding = Annotated[Visit, Depends(visiting(Action.SCHEDULE, "holds"))]
Practising = Annotated[Visit, Depends(looking(Action.HOLD, "holds"))]
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
def ask(request: Request, visit: Pausing, what: str = "agency") -> Response:
    return _question(request, visit, forms.filled({"what": what}))


@router.post("/holds", name="holds:start")
def start(request: Request, form: Sent, visit: Pausing) -> Response:
    try:
        given = forms.read(HoldForm, form)
        hold = pausing.start(visit.db, given.what, given.reason, by=visit.by, now=visit.now)
    except errors.BadInput as error:
        return _question(request, visit, form.refused(error), status=422)
    one = views.standing(visit.db, hold.id or 0, visit.by.agency_id)
    stopped = words.plural(len(one.stopped), "post")
    return flashes.go("/holds", f"{one.what} is paused: {stopped} will not go out.", Tone.HELD)


@router.post("/holds/drill", name="holds:drill")
def drill(visit: Practising) -> Response:
    """It takes seconds, so no session that writes is open meanwhile."""
    drilled = bootstrap.drill(visit.runtime)
    with database.writing(visit.runtime.engine) as db:
        delivery.note_drill(db, drilled, by=visit.by, now=visit.runtime.clock.now())
    tone = Tone.GOOD if drilled.passed else Tone.BAD
    return flashes.go("/holds#drill", f"A drill: nothing real was paused. {drilled.sentence}", tone)


@router.post("/holds/{hold_id:int}/reason", name="holds:explain")
def explain(hold_id: int, form: Sent, visit: Pausing) -> Response:
    delivery.explain(visit.db, hold_id, form.value("reason"), by=visit.by, now=visit.now)
    return flashes.go("/holds", "The reason is kept. Your team sees it in the banner.")


@router.get("/holds/{hold_id}/lift", name="holds:ask-lift")
def ask_lift(request: Request, hold_id: int, visit: Lifting) -> Response:
    found = views.standing(visit.db, hold_id, visit.by.agency_id)
    left = views.left_by_lifting(visit.db, found, visit.by.agency_id)
    return render.page(request, "holds/lift.html", one=found, left=left)


@router.post("/holds/{hold_id}/lift", name="holds:lift")
def lift(hold_id: int, visit: Lifting) -> Response:
    delivery.lift(visit.db, hold_id, by=visit.by, now=visit.now)
    pending = deciding.pending(visit.db, by=visit.by, now=visit.now)
    if not pending:
        return flashes.go("/holds", "The pause is lifted. It had stopped no post.")
    count = words.plural(len(pending), "post")
    said = f"The pause is lifted. Now decide on {count}; none goes out by itself."
    return flashes.go("/holds#review", said)


@router.post("/holds/review", name="holds:review")
def review(request: Request, form: Sent, visit: Lifting) -> Response:
    try:
        given = forms.read(ReviewForm, form)
        said = deciding.decide(
            visit.db,
            [
                deciding.Decided(one.id, one.choice, deciding.local_time(one.on, one.at))
                for one in given.posts
            ],
            by=visit.by,
            now=visit.now,
        )
    except errors.BadInput as error:
        return _overview(request, visit, form.refused(error), status=422)
    return flashes.go("/holds", said or "Every post stays paused.")


@router.post("/holds/keep-all", name="holds:keep-all")
def keep_all(visit: Lifting) -> Response:
    said = deciding.keep_all(visit.db, by=visit.by, now=visit.now)
    return flashes.go("/holds#review", said)


@router.post("/holds/drop-past", name="holds:drop-past")
def drop_past(visit: Deciding) -> Response:
    said = deciding.drop_past(visit.db, by=visit.by, now=visit.now)
    return flashes.go("/holds#review", said)


def _overview(request: Request, visit: Visit, form: forms.Form, *, status: int = 200) -> Response:
    shown = views.overview(visit.db, by=visit.by, now=visit.now)
    return render.page(request, "holds/show.html", status=status, shown=shown, form=form)


def _question(request: Request, visit: Visit, form: forms.Form, *, status: int = 200) -> Response:
    shown = pausing.before(visit.db, by=visit.by)
    return render.page(request, "holds/new.html", status=status, shown=shown, form=form)
