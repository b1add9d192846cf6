"""What is done to a whole group of posts: one statement for all, however many there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from outreach import db as database
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
        .where(_these(db, claims), PLACEMENT.c.state == origin)
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
    ).where(database.among(db, PLACEMENT.c.id, _numbers(claims)))
    names = ["placement_id", "fence", "claimed_at", "outcome", "detail"]
    db.execute(sa.insert(ATTEMPT).from_select(names, tries))


def note_marks(db: Session, placement_ids: Collection[int], *, now: datetime) -> None:
    """Write on the last try at each of these posts when it was marked."""
    db.execute(sa.update(ATTEMPT).where(*_last(db, placement_ids)).values(marked_at=now))


def close_all(
    db: Session,
    placement_ids: Collection[int],
    outcome: Outcome,
    *,
    now: datetime,
    detail: str = "",
) -> None:
    """Write how the last try at each of these posts ended. Only an open or unknown ending may still
    be replaced.
    """
    still = ATTEMPT.c.outcome.in_((Outcome.OPEN, Outcome.UNKNOWN))
    db.execute(
        sa.update(ATTEMPT)
        .where(*_last(db, placement_ids), still)
        .values(outcome=outcome, ended_at=now, detail=detail[:500])
    )


def _these(db: Session, claims: Collection[Claim]) -> sa.ColumnElement[bool]:
    """Exactly these claims: those of each fence together, and most are of the first."""
    numbers: dict[int, list[int]] = {}
    for claim in claims:
        numbers.setdefault(claim.fence, []).append(claim.placement_id)
    return sa.or_(
        *(
            sa.and_(PLACEMENT.c.fence == fence, database.among(db, PLACEMENT.c.id, those))
            for fence, those in numbers.items()
        )
    )


def _last(db: Session, placement_ids: Collection[int]) -> tuple[sa.ColumnElement[bool], ...]:
    """The last try at each of these: it bears the fence that its post bears."""
    newest = (
        sa.select(PLACEMENT.c.fence)
        .where(PLACEMENT.c.id == ATTEMPT.c.placement_id)
        .scalar_subquery()
    )
    own = database.among(db, ATTEMPT.c.placement_id, placement_ids)
    return own, ATTEMPT.c.fence == newest


def _numbers(claims: Collection[Claim]) -> list[int]:
    return [claim.placement_id for claim in claims]
