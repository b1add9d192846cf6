"""Posts whose outcome nobody knows: read the account, and only then say what became of them."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from outreach import db as database
from outreach import errors, identity, posts
from outreach.delivery import backoff, contents, holds, outbox, settling
from outreach.delivery.means import Means
from outreach.delivery.models import Outcome, Placement
from outreach.delivery.states import State, Who
from outreach.platforms import (
    Absent,
    Connection,
    Found,
    Outgoing,
    PlatformFault,
    Several,
    Sighting,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Question:
    """One post to look for on its account, back to the first try that may have left.

    A platform may show a post so late that a second try was made meanwhile.
    """

    placement_id: int
    fence: int
    connection: Connection
    outgoing: Outgoing
    journal: "ReadJournal"
    since: datetime


@dataclass(frozen=True, slots=True)
class ReadJournal:
    """What the attempts noted. Reading notes nothing."""

    step: str | None

    def noted(self) -> str | None:
        return self.step

    def note(self, step: str) -> None:
        raise AssertionError(f"Reading an account tried to note {step!r}.")


def reconcile(means: Means, *, most: int = 20) -> int:
    """Read back what has been unknown for longer than the grace time, one after the other. Returns
    how many were asked.
    """
    for asked in range(most):
        question = _ask(means)
        if question is None:
            return asked
        answer = _read(means, question)
        with database.writing(means.engine) as db:
            placement = db.get_one(Placement, question.placement_id)
            if placement.state is State.RECONCILING and placement.fence == question.fence:
                _keep(db, placement, answer, now=means.clock.now())
    return most


def _ask(means: Means) -> Question | None:
    """Take the one that has waited longest after its grace, with a lease of its own."""
    now = means.clock.now()
    with database.writing(means.engine) as db:
        while True:
            placement = db.exec(
                select(Placement)
                .where(
                    Placement.state == State.UNKNOWN,
                    col(Placement.marked_at) < now - means.timings.grace_for,
                    col(Placement.not_before).is_(None) | (col(Placement.not_before) <= now),
                )
                .order_by(col(Placement.marked_at))
                .limit(1)
            ).first()
            if placement is None:
                return None
            question = _take(db, means, placement, now)
            if question is not None:
                return question


def _take(db: Session, means: Means, placement: Placement, now: datetime) -> Question | None:
    taken = outbox.take(
        db,
        placement,
        (State.UNKNOWN,),
        State.RECONCILING,
        Who.RECONCILER,
        under=placement.fence,
        fence=placement.fence + 1,
        lease_until=now + means.timings.lease_for * 2,
    )
    if not taken:
        return None
    account = identity.account_of(db, placement.account_id, placement.agency_id)
    content = posts.content(db, placement.variant_id)
    try:
        connection = identity.connection(account, means.vault)
        outgoing = contents.outgoing(db, content, placement.key, means.media)
    except errors.OutreachError as fault:
        _ask_person(db, placement, f"The account could not be read: {fault}", now=now)
        return None
    return Question(
        placement.id or 0,
        placement.fence,
        connection,
        outgoing,
        ReadJournal(placement.journal),
        outbox.first_mark(db, placement) or placement.marked_at or placement.due_at,
    )


def _read(means: Means, question: Question) -> Sighting | PlatformFault:
    platform = means.platforms[question.connection.platform]
    try:
        return platform.find(
            question.connection, question.outgoing, question.journal, since=question.since
        )
    except PlatformFault as fault:
        return fault
    except Exception as fault:
        log.exception("delivery.reader_broke")
        return settling.broke(fault)


def _keep(
    db: Session, placement: Placement, answer: Sighting | PlatformFault, *, now: datetime
) -> None:
    match answer:
        case Found():
            _found(db, placement, answer, now=now)
        case Several(external_ids):
            _ask_person(
                db,
                placement,
                f"{len(external_ids)} posts on the account look like this one. Say which it is.",
                now=now,
            )
        case Absent():
            _absent(db, placement, now=now)
        case PlatformFault():
            _unreadable(db, placement, str(answer), now=now)


def _found(db: Session, placement: Placement, found: Found, *, now: datetime) -> None:
    at = placement.marked_at or now
    if settling.published(
        db,
        placement,
        found.receipt,
        (State.RECONCILING,),
        Who.RECONCILER,
        at=at,
        now=now,
        under=placement.fence,
    ):
        _close(db, placement, Outcome.PUBLISHED, "Found on the account.", now)
        return
    why = "A post like this is on the account but stands for another one here. Look at the account."
    _ask_person(db, placement, why, now=now)


def _absent(db: Session, placement: Placement, *, now: datetime) -> None:
    """Surely not there: send again if that is still wanted and possible."""
    attempts = placement.attempts + 1
    goal, why = State.SCHEDULED, "It was not on the account, so it is sent again."
    if holds.came_over(db, placement, placement.marked_at or now):
        goal, why = State.HELD, holds.SENTENCE
    elif now > placement.last_at:
        goal, why = State.MISSED, "It did not go out, and its time has passed. Choose a new time."
    elif attempts >= backoff.MOST:
        goal, why = State.NEEDS_PERSON, f"It did not go out in {attempts} tries. Decide what to do."
    _leave(db, placement, goal, why, attempts=attempts, not_before=None, now=now)
    _close(db, placement, Outcome.UNSENT, "Not on the account.", now)


def _unreadable(db: Session, placement: Placement, why: str, *, now: datetime) -> None:
    again = backoff.read_again_at(placement.reads, now)
    if again is None:
        _ask_person(db, placement, f"{why} The account could not be read for an hour.", now=now)
        return
    _leave(db, placement, State.UNKNOWN, why, not_before=again, reads=placement.reads + 1, now=now)


def _ask_person(db: Session, placement: Placement, why: str, *, now: datetime) -> None:
    _leave(db, placement, State.NEEDS_PERSON, why, now=now)


def _leave(
    db: Session,
    placement: Placement,
    goal: State,
    why: str,
    *,
    now: datetime,
    **values: Any,
) -> None:
    moved = outbox.take(
        db,
        placement,
        (State.RECONCILING,),
        goal,
        Who.RECONCILER,
        under=placement.fence,
        lease_until=None,
        trouble=why[:500],
        **values,
    )
    if moved and goal is not State.UNKNOWN:
        settling.record(db, placement, f"delivery.{goal}", now=now, why=why)


def _close(db: Session, placement: Placement, outcome: Outcome, detail: str, now: datetime) -> None:
    claim = outbox.last_claim(db, placement.id or 0)
    if claim is not None:
        outbox.close(db, claim, outcome, now=now, detail=detail)
