"""What a hub recommends: follow it, or decide otherwise. Both are a person's act."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from outreach import delivery
from outreach.identity import Action
from outreach.web import flashes, pauses, words
from outreach.web.deps import Visit, visiting
from outreach.web.words import Tone

router = APIRouter()

Pausing = Annotated[Visit, Depends(visiting(Action.HOLD, "holds"))]


@router.post("/advice/{number:int}/follow", name="advice:follow")
def follow(number: int, visit: Pausing) -> Response:
    hold = delivery.follow(visit.db, number, by=visit.by, now=visit.now)
    stopped = len(delivery.stopped_by(visit.db, hold, visit.by.agency_id))
    what, count = pauses.what(visit.db, hold), words.plural(stopped, "post")
    return flashes.go("/holds", f"{what} is paused: {count} will not go out.", Tone.HELD)


@router.post("/advice/{number:int}/decline", name="advice:decline")
def decline(number: int, visit: Pausing) -> Response:
    delivery.decline(visit.db, number, by=visit.by, now=visit.now)
    return flashes.go("/", "Nothing is paused. Your decision is on record.")
