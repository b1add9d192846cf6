"""What is done to a whole group of posts: one statement for all, however many there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from outreach.delivery.models import ATTEMPT, PLACEMENT, Outcome
from outreach.delivery.states import State, Who, must


@dataclass(frozen=True, slots=True)
class Claim:
    """One placement taken by this worker. Whoever holds a smaller fence has lost it."""

    placement_id: int
    fence: int


def take_all(
    db: Session, claims: Collection[Claim], origin: State, goal: State, who: Who, **values: Any
) -> frozenset[int]:
    """Move every one of these that still stands where it has to, under its fence; gives those that
    moved.
    """
    must(origin, goal, who, fenced=True)
    moved = db.execute(
        sa.update(PLACEMENT)
        .where(_among(PLACEMENT.c.id, PLACEMENT.c.fence, claims), PLACEMENT.c.state == origin)
        .values(state=goal, **values)
        .returning(PLACEMENT.c.id)
    )
    return frozenset(moved.scalars())


def open_attempts(db: Session, claims: Collection[Claim], *, now: datetime) -> None:
    """Write down a new try at each of these posts."""
    tries = sa.select(
        PLACEMENT.c.id,
        PLACEMENT.c.fence,
        sa.literal(now, ATTEMPT.c.claimed_at.type),
        sa.literal(Outcome.OPEN, ATTEMPT.c.outcome.type),
        sa.literal(""),
    ).where(PLACEMENT.c.id.in_([claim.placement_id for claim in claims]))
    names = ["placement_id", "fence", "claimed_at", "outcome", "detail"]
    db.execute(sa.insert(ATTEMPT).from_select(names, tries))


def note_marks(db: Session, claims: Collection[Claim], *, now: datetime) -> None:
    """Write on each try when its post was marked."""
    own = _among(ATTEMPT.c.placement_id, ATTEMPT.c.fence, claims)
    db.execute(sa.update(ATTEMPT).where(own).values(marked_at=now))


def close_all(
    db: Session, claims: Collection[Claim], outcome: Outcome, *, now: datetime, detail: str = ""
) -> None:
    """Write how these tries ended. Only an open or unknown ending may still be replaced."""
    own = _among(ATTEMPT.c.placement_id, ATTEMPT.c.fence, claims)
    still = ATTEMPT.c.outcome.in_((Outcome.OPEN, Outcome.UNKNOWN))
    db.execute(
        sa.update(ATTEMPT)
        .where(own, still)
        .values(outcome=outcome, ended_at=now, detail=detail[:500])
    )


def _among(
    number: sa.Column[int], fence: sa.Column[int], claims: Collection[Claim]
) -> sa.ColumnElement[bool]:
    """Exactly these claims. The numbers alone stand there too: an index serves them, not pairs."""
    pairs = [(claim.placement_id, claim.fence) for claim in claims]
    return sa.and_(number.in_([number for number, _ in pairs]), sa.tuple_(number, fence).in_(pairs))
