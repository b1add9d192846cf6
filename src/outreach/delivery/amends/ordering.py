"""Taking a post down: who may order it, whose second word it needs, and when one is enough."""

from datetime import datetime

from sqlmodel import Session

from outreach import errors, review
from outreach.delivery import ways
from outreach.delivery.amends import rows, weighing
from outreach.delivery.amends.models import Amendment
from outreach.delivery.amends.states import AmendKind, AmendState, AmendWho
from outreach.delivery.models import Placement
from outreach.delivery.states import State
from outreach.identity import Action, Actor
from outreach.platforms import AFTERWARDS

#: States a correction can be dropped from: nothing of it is on its way.
_STILL = frozenset(
    {
        AmendState.ASKED,
        AmendState.ORDERED,
        AmendState.HELD,
        AmendState.BY_HAND,
        AmendState.NEEDS_SIGN_IN,
        AmendState.NEEDS_PERSON,
    }
)


def take_down(
    db: Session, placement_id: int, reason: str, *, at_once: bool, by: Actor, now: datetime
) -> Amendment:
    """Order that nobody sees a post any more. A second person says yes, unless it is `at_once`:
    somebody may come to harm while it stands. It passes every hold.

    Refuses a post that is not out, one that is down, and an order without a reason.
    """
    by.must(Action.TAKE_DOWN)
    placement = must_be_out(db, placement_id, by)
    why = reason_of(reason)
    row = rows.open_one(db, placement_id, AmendKind.TAKE_DOWN)
    if row is not None and not (at_once and row.state is AmendState.ASKED):
        raise errors.Conflict("This post is being taken down already. Look at how far it is.")
    if row is None:
        row = Amendment(
            agency_id=by.agency_id,
            placement_id=placement_id,
            platform=placement.platform,
            kind=AmendKind.TAKE_DOWN,
            reason=why,
            before=rows.words_now(db, placement),
            asked_by=by.person_id,
            asked_at=now,
        )
        db.add(row)
        db.flush()
        rows.record(db, row, "takedown_asked", now=now, by=by, at_once=at_once)
    if at_once:
        row.at_once, row.reason = True, why
        db.add(row)
        db.flush()
        order(db, row, by=by, now=now)
    return row


def confirm(db: Session, amendment_id: int, *, by: Actor, now: datetime) -> Amendment:
    """The second person's word that a post shall be taken down. Refuses that of who asked."""
    by.must(Action.TAKE_DOWN)
    row = rows.get_amendment(db, amendment_id, by)
    if row.kind is not AmendKind.TAKE_DOWN or row.state is not AmendState.ASKED:
        raise errors.Conflict("This waits for nobody's word any more. Look at it as it is now.")
    if row.asked_by == by.person_id:
        raise errors.NotAllowed(
            "You asked for this yourself, so someone else has to say yes. If somebody may come to "
            "harm while the post stands, take it down at once instead."
        )
    return order(db, row, by=by, now=now)


def hurry(db: Session, amendment_id: int, *, by: Actor, now: datetime) -> Amendment:
    """Let a take-down that waits for a second person go ahead: somebody may come to harm."""
    row = rows.get_amendment(db, amendment_id, by)
    if row.kind is not AmendKind.TAKE_DOWN or row.state is not AmendState.ASKED:
        raise errors.Conflict("This waits for nobody's word any more. Look at it as it is now.")
    return take_down(db, row.placement_id, row.reason, at_once=True, by=by, now=now)


def order(db: Session, row: Amendment, *, by: Actor, now: datetime) -> Amendment:
    """Let an amendment go ahead: to the round, or to a person where no program may do it."""
    lets = AFTERWARDS[row.platform]
    takes_down = row.kind is AmendKind.TAKE_DOWN
    able = lets.removes if takes_down else lets.rewords
    goal = AmendState.ORDERED if able else AmendState.BY_HAND
    if not rows.take(
        db, row, goal, AmendWho.PERSON, ordered_by=by.person_id, ordered_at=now, trouble=""
    ):
        raise errors.Conflict("This changed just now. Look at it as it is now.")
    if takes_down:
        _drop_correction(db, row, by=by, now=now)
    kind = "takedown_ordered" if takes_down else "correction_ordered"
    rows.record(db, row, kind, now=now, by=by, at_once=row.at_once)
    return row


def must_be_out(db: Session, placement_id: int, by: Actor) -> Placement:
    """The agency's post, out and not taken down. Refuses any other."""
    placement = ways.get(db, placement_id, by)
    if placement.state is not State.PUBLISHED:
        raise errors.Conflict(
            f"This post is “{placement.state.words}” now. Only what is published can be corrected "
            "or taken down."
        )
    if placement_id in rows.taken_down(db, [placement_id]):
        raise errors.Conflict("This post was taken down. The public record keeps its words.")
    return placement


def reason_of(reason: str) -> str:
    """The reason as it is kept. Refuses none, and one that nobody would read."""
    why = " ".join(reason.split())
    if not why:
        fault = errors.Fault("reason", "is missing.", "Say in one sentence why.")
        raise errors.BadInput("Nothing was done yet.", (fault,))
    if len(why) > 500:
        fault = errors.Fault("reason", f"has {len(why)} characters.", "Use at most 500.")
        raise errors.BadInput("Nothing was done yet.", (fault,))
    return why


def _drop_correction(db: Session, row: Amendment, *, by: Actor, now: datetime) -> None:
    """What comes down needs no other words."""
    other = rows.open_one(db, row.placement_id, AmendKind.CORRECT)
    if other is not None and other.state in _STILL:
        why = "The post is taken down instead."
        review.close(db, weighing.about(other), other.digest)
        rows.take(db, other, AmendState.DROPPED, AmendWho.PERSON, trouble=why, ended_at=now)
        rows.record(db, other, "correction_dropped", now=now, by=by, why=why)
