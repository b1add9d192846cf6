"""What people do with a correction or take-down that waits for them: go on, say done, drop."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from outreach import errors, review
from outreach.delivery import holds
from outreach.delivery.amends import rows, settling, weighing
from outreach.delivery.amends.models import Amendment
from outreach.delivery.amends.states import AmendKind, AmendState, AmendWho, may
from outreach.delivery.models import Placement
from outreach.identity import Action, Actor

#: It had every yes, and something stopped it.
STOPPED = (AmendState.HELD, AmendState.NEEDS_SIGN_IN, AmendState.NEEDS_PERSON)
MOVED = "This changed just now. Look at it as it is now."


def go_on(db: Session, amendment_id: int, *, by: Actor, now: datetime) -> Amendment:
    """After a hold, a lost account or a refusal: try it again. Refuses what is still held, and what
    still waits for its yes.
    """
    row = _mine(db, amendment_id, by)
    if row.state not in STOPPED:
        raise errors.Conflict(MOVED)
    if row.state is AmendState.HELD:
        by.must(Action.LIFT)
        if holds.covering(db, db.get_one(Placement, row.placement_id)) is not None:
            raise errors.Conflict("It is still paused. Lift the pause first.")
    _move(db, row, AmendState.ORDERED, ordered_at=now, attempts=0, reads=0, not_before=None)
    rows.record(db, row, "amendment_resumed", now=now, by=by)
    return row


def say_done(db: Session, amendment_id: int, *, by: Actor, now: datetime) -> Amendment:
    """A person looked at the platform: it is down, or reads as it should. Their word is the proof.

    Refuses while the program can still read it back itself.
    """
    row = _mine(db, amendment_id, by)
    _move(db, row, AmendState.DONE, seen_by=by.person_id, ended_at=now, not_before=None)
    settling.record_done(db, row, now=now, by=by)
    return row


def drop(db: Session, amendment_id: int, *, by: Actor, now: datetime) -> Amendment:
    """Leave the post as it is. Refuses what is on its way."""
    row = _mine(db, amendment_id, by)
    if row.state is AmendState.ASKED and row.kind is AmendKind.CORRECT:
        review.close(db, weighing.about(row), row.digest)
    _move(db, row, AmendState.DROPPED, ended_at=now)
    kind = "takedown_dropped" if row.kind is AmendKind.TAKE_DOWN else "correction_dropped"
    rows.record(db, row, kind, now=now, by=by, why="Left as it is.")
    return row


def _mine(db: Session, amendment_id: int, by: Actor) -> Amendment:
    """The agency's amendment, in the hands of somebody who may order one of its kind."""
    row = rows.get_amendment(db, amendment_id, by)
    takes_down = row.kind is AmendKind.TAKE_DOWN
    by.must(Action.TAKE_DOWN if takes_down else Action.DECIDE)
    return row


def _move(db: Session, row: Amendment, goal: AmendState, **values: Any) -> None:
    able = may(row.state, goal, AmendWho.PERSON)
    if not able or not rows.take(db, row, goal, AmendWho.PERSON, trouble="", **values):
        raise errors.Conflict(MOVED)
