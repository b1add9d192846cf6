"""Leases that ran out: a worker died or was cut off, and its rows go where they safely can."""

from datetime import datetime

from sqlmodel import Session

from outreach.delivery import outbox, settling
from outreach.delivery.models import Outcome, Placement
from outreach.delivery.states import State, Who

NOT_SENT = "The worker stopped before sending. It will be sent again."
MAYBE_SENT = "The worker stopped while sending. The account will be read to see whether it is out."
NOT_READ = "Reading the account was cut short. It will be read again."


def sweep(db: Session, *, now: datetime) -> int:
    """Give back what was only claimed; ask about what was marked; try again what was being read.

    Raising the fence shuts out the old worker should it wake up.
    """
    return sum(
        (
            _free(db, State.CLAIMED, State.SCHEDULED, NOT_SENT, Outcome.UNSENT, now),
            _free(db, State.SENDING, State.UNKNOWN, MAYBE_SENT, Outcome.UNKNOWN, now),
            _free(db, State.RECONCILING, State.UNKNOWN, NOT_READ, Outcome.UNKNOWN, now),
        )
    )


def _free(
    db: Session, origin: State, goal: State, why: str, outcome: Outcome, now: datetime
) -> int:
    freed = [
        placement
        for placement in outbox.lapsed(db, origin, now=now)
        if outbox.take(
            db,
            placement,
            (origin,),
            goal,
            Who.SWEEPER,
            under=placement.fence,
            fence=placement.fence + 1,
            lease_until=None,
        )
    ]
    for placement in freed:
        _close(db, placement, why, outcome, now)
    return len(freed)


def _close(db: Session, placement: Placement, why: str, outcome: Outcome, now: datetime) -> None:
    placement.trouble = why
    db.add(placement)
    claim = outbox.last_claim(db, placement.id or 0)
    if claim is not None:
        outbox.close(db, claim, outcome, now=now, detail=why)
    if placement.state is State.UNKNOWN:
        settling.record(db, placement, "delivery.unknown", now=now, why=why)
