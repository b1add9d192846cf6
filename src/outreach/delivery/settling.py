"""Keep an answer: what it makes of the placement, its attempt, its account and the public
record.
"""

import logging
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from outreach import identity, posts, records
from outreach.delivery import backoff, holds, outbox
from outreach.delivery.models import Outcome, Placement
from outreach.delivery.states import State, Who, origins
from outreach.lib import digest
from outreach.platforms import (
    NeedsSignIn,
    OutcomeUnknown,
    PlatformFault,
    Receipt,
    Refused,
    TryLater,
)

log = logging.getLogger(__name__)


class HoldCame(TryLater):
    """A hold came between the mark and the first byte."""


class HeldUp(TryLater):
    """We ourselves were too slow, or could not read our own state. Nothing had left."""

    def __init__(self, message: str) -> None:
        super().__init__(message, counts=False)


#: States in which a late proof of publication still counts.
PROOF = tuple(origins(State.PUBLISHED, Who.SENDER))


def settle(
    db: Session, claim: outbox.Claim, answer: Receipt | PlatformFault, *, now: datetime
) -> None:
    """What the sender brought back. A receipt beats any guess; all else counts only for the same
    fence.
    """
    placement = db.get_one(Placement, claim.placement_id)
    match answer:
        case Receipt():
            _proof(db, placement, claim, answer, now=now)
        case Refused():
            _refused(db, placement, claim, str(answer), now=now)
        case NeedsSignIn():
            _needs_sign_in(db, placement, claim, str(answer), now=now)
        case HoldCame():
            _held(db, placement, claim, str(answer), now=now)
        case TryLater():
            _try_later(db, placement, claim, answer, now=now)
        case _:
            _unknown(db, placement, claim, str(answer), now=now)


def broke(fault: BaseException) -> OutcomeUnknown:
    """The answer of a sender that broke: nobody can say what it had done by then."""
    return OutcomeUnknown(f"The program failed while sending ({type(fault).__name__}).")


def stop(db: Session, placement: Placement, goal: State, why: str, *, now: datetime) -> None:
    """Close a claimed post unsent, for a reason found at the mark."""
    claim = outbox.Claim(placement.id or 0, placement.fence)
    moved = outbox.take(
        db,
        placement,
        (State.CLAIMED,),
        goal,
        Who.DISPATCHER,
        under=claim.fence,
        lease_until=None,
        trouble=why[:500],
    )
    if moved:
        outbox.close(db, claim, Outcome.UNSENT, now=now, detail=why)
        record(db, placement, f"delivery.{goal}", now=now, why=why)


def published(  # noqa: PLR0913 - a proof has this many parts, each named
    db: Session,
    placement: Placement,
    receipt: Receipt,
    came_from: tuple[State, ...],
    who: Who,
    *,
    at: datetime,
    now: datetime,
    under: int | None = None,
) -> bool:
    """It is out since `at`. Refuses a platform id that already stands for another post."""
    if _bound_elsewhere(db, placement, receipt.external_id):
        return False
    moved = outbox.take(
        db,
        placement,
        came_from,
        State.PUBLISHED,
        who,
        under=under,
        external_id=receipt.external_id,
        permalink=receipt.permalink,
        published_at=at,
        lease_until=None,
        not_before=None,
        trouble="",
    )
    if moved:
        content = posts.content(db, placement.variant_id)
        record(
            db,
            placement,
            "delivery.published",
            now=now,
            external_id=receipt.external_id,
            permalink=receipt.permalink,
            text=content.text,
            alt=content.alt,
            image=content.asset_sha256,
            due=placement.due_at.isoformat(),
        )
    return moved


def record(
    db: Session,
    placement: Placement,
    kind: str,
    *,
    now: datetime,
    by: identity.Actor | None = None,
    **body: digest.Plain,
) -> None:
    """A fact about this post, in the transaction of the act."""
    records.append(
        db,
        kind,
        ("placement", placement.id or 0),
        agency_id=placement.agency_id,
        by_id=by.person_id if by else None,
        at=now,
        body={
            "post": placement.post_id,
            "account": placement.account_id,
            "digest": placement.digest,
            **body,
        },
    )


def _proof(
    db: Session, placement: Placement, claim: outbox.Claim, receipt: Receipt, *, now: datetime
) -> None:
    if published(db, placement, receipt, PROOF, Who.SENDER, at=now, now=now):
        outbox.close(db, claim, Outcome.PUBLISHED, now=now)
        return
    if placement.state is State.SENDING and placement.fence == claim.fence:
        why = "The platform answered with the id of another post. Look at the account."
        _unknown(db, placement, claim, why, now=now)
        return
    # Out, but the row tells another story by now: the record keeps the proof for a person.
    external_id, state = receipt.external_id, placement.state.value
    log.error("delivery.late_answer", extra={"placement": claim.placement_id, "state": state})
    record(db, placement, "delivery.late_answer", now=now, external_id=external_id, state=state)


def _refused(
    db: Session, placement: Placement, claim: outbox.Claim, why: str, *, now: datetime
) -> None:
    if _leave_sending(db, placement, claim, State.FAILED, why):
        outbox.close(db, claim, Outcome.REFUSED, now=now, detail=why)
        record(db, placement, "delivery.refused", now=now, why=why)


def _needs_sign_in(
    db: Session, placement: Placement, claim: outbox.Claim, why: str, *, now: datetime
) -> None:
    account = identity.account_of(db, placement.account_id, placement.agency_id)
    if account.connected_at > (placement.marked_at or now):
        # It left with the old credentials and says nothing of those given meanwhile.
        _try_later(db, placement, claim, HeldUp(why), now=now)
    elif _leave_sending(db, placement, claim, State.NEEDS_SIGN_IN, why):
        outbox.close(db, claim, Outcome.NEEDS_SIGN_IN, now=now, detail=why)
        record(db, placement, "delivery.needs_sign_in", now=now, why=why)
        identity.park(db, account, now=now)


def _held(
    db: Session, placement: Placement, claim: outbox.Claim, why: str, *, now: datetime
) -> None:
    if _leave_sending(db, placement, claim, State.HELD, why):
        outbox.close(db, claim, Outcome.UNSENT, now=now, detail=why)
        record(db, placement, "delivery.held", now=now, why=why)


def _try_later(
    db: Session, placement: Placement, claim: outbox.Claim, fault: TryLater, *, now: datetime
) -> None:
    if holds.came_over(db, placement, placement.marked_at or now):
        _held(db, placement, claim, holds.SENTENCE, now=now)
        return
    why = str(fault)
    attempts = placement.attempts + (1 if fault.counts else 0)
    held_up = isinstance(fault, HeldUp)
    again = now + backoff.SOON if held_up else backoff.retry_at(attempts, now, fault.at)
    if again is None:
        _refused(db, placement, claim, f"{why} It was tried {attempts} times.", now=now)
        return
    # A wait beyond its last minute would only delay telling its people that it was missed.
    again = min(again, max(placement.last_at, now) + backoff.SOON)
    if _leave_sending(
        db, placement, claim, State.SCHEDULED, why, attempts=attempts, not_before=again
    ):
        outbox.close(db, claim, Outcome.UNSENT, now=now, detail=why)


def _unknown(
    db: Session, placement: Placement, claim: outbox.Claim, why: str, *, now: datetime
) -> None:
    if _leave_sending(db, placement, claim, State.UNKNOWN, why):
        outbox.close(db, claim, Outcome.UNKNOWN, now=now, detail=why)
        record(db, placement, "delivery.unknown", now=now, why=why)


def _leave_sending(
    db: Session,
    placement: Placement,
    claim: outbox.Claim,
    goal: State,
    why: str,
    **values: Any,
) -> bool:
    return outbox.take(
        db,
        placement,
        (State.SENDING,),
        goal,
        Who.SENDER,
        under=claim.fence,
        lease_until=None,
        trouble=why[:500],
        **values,
    )


def _bound_elsewhere(db: Session, placement: Placement, external_id: str) -> bool:
    other = select(Placement.id).where(
        Placement.account_id == placement.account_id,
        Placement.external_id == external_id,
        Placement.id != placement.id,
    )
    return db.exec(other).first() is not None
