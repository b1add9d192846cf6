"""The queue of posts that wait for a yes, one of them by itself, and the answers to them."""

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from outreach import delivery, errors, review
from outreach.identity import Action
from outreach.web import flashes, forms, render, words
from outreach.web.deps import Sent, Visit, visiting
from outreach.web.views import afterwards
from outreach.web.views import approvals as views
from outreach.web.words import Tone

router = APIRouter()

#: So many posts are shown at once; more than that nobody reads well.
PAGE = 12

Looking = Annotated[Visit, Depends(visiting(Action.READ, "approvals"))]
Answering = Annotated[Visit, Depends(visiting(Action.APPROVE, "approvals"))]


class AnswerForm(BaseModel):
    digest: str
    decision: review.Decision
    comment: str = ""


@router.get("/approvals", name="approvals:queue")
def queue(
    request: Request,
    visit: Looking,
    skip: Annotated[int, Query(ge=0, le=100_000)] = 0,
    week: str = "",
    campaign: int | None = None,
) -> Response:
    """What waits: a page of it, or all of one week or one campaign, to approve at once."""
    if week or campaign is not None:
        return _set_page(request, visit, week, campaign)
    waiting = delivery.waiting(visit.db, visit.by.agency_id)
    shown = list(islice(waiting, skip, skip + PAGE))
    return render.page(
        request,
        "approvals/queue.html",
        shown=views.candidates(visit.db, shown, by=visit.by, now=visit.now),
        batches=views.batches(visit.db, waiting, visit.by.agency_id),
        amendments=afterwards.waits_for_people(visit),
        waiting=len(waiting),
        skip=skip,
        page=PAGE,
    )


def _set_page(request: Request, visit: Visit, week: str, campaign: int | None) -> Response:
    """Every post of the set in full, then the one button."""
    name, waiting = views.batch_of(visit.db, visit.by.agency_id, week=week, campaign=campaign)
    shown = views.candidates(visit.db, waiting, by=visit.by, now=visit.now)
    return render.page(request, "approvals/set.html", title=name, shown=shown)


@router.post("/approvals", name="approvals:several")
def approve_several(form: Sent, visit: Answering) -> Response:
    ticks = views.ticked(form.values.get("yes", ()))
    told = delivery.approve(visit.db, ticks, by=visit.by, now=visit.now)
    return flashes.go("/approvals", *_said(told))


@router.get("/approvals/{placement_id}", name="approvals:one")
def one(request: Request, placement_id: int, visit: Looking) -> Response:
    found = views.candidate(visit.db, placement_id, by=visit.by, now=visit.now)
    return render.page(request, "approvals/one.html", one=found, form=forms.Form())


@router.post("/approvals/{placement_id}", name="approvals:answer")
def answer(request: Request, placement_id: int, form: Sent, visit: Answering) -> Response:
    try:
        given = forms.read(AnswerForm, form)
        answered = delivery.answer(
            visit.db,
            placement_id,
            given.digest,
            given.decision,
            by=visit.by,
            now=visit.now,
            comment=given.comment,
        )
    except errors.BadInput as error:
        found = views.candidate(visit.db, placement_id, by=visit.by, now=visit.now)
        refused = form.refused(_at_comment(error))
        return render.page(request, "approvals/one.html", status=422, one=found, form=refused)
    return flashes.go("/approvals", *_became(answered, given.decision, visit))


def _at_comment(error: errors.BadInput) -> errors.BadInput:
    """A no is refused only for want of its reason, which is asked for in one field."""
    missing = errors.Fault("comment", error.message)
    return errors.BadInput("Nothing was sent yet.", error.faults or (missing,))


def _became(
    placement: delivery.Placement, decision: review.Decision, visit: Visit
) -> tuple[str, Tone]:
    if decision is review.Decision.RETURN:
        return "You asked for changes. The author sees your words on Today.", Tone.GOOD
    if decision is review.Decision.REFUSE:
        return "You turned it down. It will not go out; the author sees why.", Tone.GOOD
    missing = delivery.progress(visit.db, placement).missing
    if missing:
        return f"Your yes is kept. {review.missing_words(missing)}", Tone.GOOD
    at = words.when(placement.due_at, zone=visit.zone, now=visit.now)
    if placement.state is delivery.State.HELD:
        return "Approved. It is paused, so a person has to keep it before it goes out.", Tone.HELD
    return f"Approved exactly as it is. It goes out {at}.", Tone.GOOD


def _said(told: delivery.Told) -> tuple[str, Tone]:
    if not told.approved and not told.refused:
        return "Tick the posts you mean, then approve them. Nothing was approved yet.", Tone.WARN
    yes = f"{words.plural(len(told.approved), 'post')} approved, each exactly as it is."
    no = " ".join(f"“{title}” was not: {why}" for title, why in told.refused)
    return f"{yes} {no}".strip(), Tone.WARN if told.refused else Tone.GOOD
