"""The rows that are the queue: take one from a state to the next, claim what is due, close
attempts.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach.delivery.models import Attempt, Outcome, Placement
from outreach.delivery.states import State, Who, must
from outreach.platforms import PlatformName


@dataclass(frozen=True, slots=True)
class Claim:
    """One placement taken by this worker. Whoever holds a smaller fence has lost it."""

    placement_id: int
    fence: int


def take(
    db: Session,
    placement: Placement,
    origins: Collection[State],
    goal: State,
    who: Who,
    *,
    under: int | None = None,
    **values: Any,
) -> bool:
    """Move a placement by one of the ways that exist; False when it is no longer where it has to
    be.

    The move is one conditional update: the state and, where given, the fence it must stand `under`
    are compared as they are changed.
    """
    for origin in origins:
        must(origin, goal, who, fenced=under is not None)
    table = Placement.__table__  # type: ignore[attr-defined]
    where = [table.c.id == placement.id, table.c.state.in_(origins)]
    if under is not None:
        where.append(table.c.fence == under)
    moved = db.execute(sa.update(table).where(*where).values(state=goal, **values))
    db.refresh(placement)
    return bool(getattr(moved, "rowcount", 0) == 1)


def claim(
    db: Session,
    *,
    now: datetime,
    lease_for: timedelta,
    most: int,
    platforms: Collection[PlatformName] = tuple(PlatformName),
) -> list[Claim]:
    """Take up to `most` due placements, the oldest of each account that has none in flight.

    One at a time per account keeps an account's posts in their order, and a post that waits for its
    second try is not overtaken by the next.
    """
    table = Placement.__table__  # type: ignore[attr-defined]
    busy = sa.select(table.c.account_id).where(table.c.state.in_((State.CLAIMED, State.SENDING)))
    ranked = (
        sa.select(
            table.c.id,
            table.c.due_at,
            table.c.not_before,
            sa.func.row_number()
            .over(partition_by=table.c.account_id, order_by=(table.c.due_at, table.c.id))
            .label("place"),
        )
        .where(
            table.c.state == State.SCHEDULED,
            table.c.due_at <= now,
            table.c.account_id.not_in(busy),
            *_on(platforms),
        )
        .subquery()
    )
    first = (
        sa.select(ranked.c.id)
        .where(
            ranked.c.place == 1,
            sa.or_(ranked.c.not_before.is_(None), ranked.c.not_before <= now),
        )
        .order_by(ranked.c.due_at, ranked.c.id)
        .limit(most)
    )
    rows = db.execute(
        sa.update(table)
        .where(table.c.id.in_(first), table.c.state == State.SCHEDULED)
        .values(state=State.CLAIMED, fence=table.c.fence + 1, lease_until=now + lease_for)
        .returning(table.c.id, table.c.fence)
    ).all()
    claims = [Claim(row.id, row.fence) for row in rows]
    db.add_all(
        Attempt(placement_id=one.placement_id, fence=one.fence, claimed_at=now) for one in claims
    )
    db.flush()
    return claims


def _on(platforms: Collection[PlatformName]) -> list[sa.ColumnElement[bool]]:
    """Said only where it leaves one out."""
    every = len(set(platforms)) == len(PlatformName)
    return [] if every else [col(Placement.platform).in_(platforms)]


def note_mark(db: Session, claim: Claim, *, now: datetime) -> None:
    """Write on the attempt when its post was marked."""
    attempt = _attempt(db, claim)
    if attempt is not None:
        attempt.marked_at = now
        db.add(attempt)


def close(db: Session, claim: Claim, outcome: Outcome, *, now: datetime, detail: str = "") -> None:
    """Write how an attempt ended. Only an open or unknown ending may still be replaced."""
    attempt = _attempt(db, claim)
    if attempt is None or attempt.outcome not in (Outcome.OPEN, Outcome.UNKNOWN):
        return
    attempt.outcome, attempt.ended_at, attempt.detail = outcome, now, detail[:500]
    db.add(attempt)


def last_claim(db: Session, placement_id: int) -> Claim | None:
    """The newest attempt at this post."""
    fence = db.scalar(
        sa.select(sa.func.max(col(Attempt.fence))).where(col(Attempt.placement_id) == placement_id)
    )
    return None if fence is None else Claim(placement_id, fence)


def first_mark(db: Session, placement: Placement) -> datetime | None:
    """When this post may first have left for its present time; no post is marked before it is
    due.
    """
    return db.scalar(
        sa.select(sa.func.min(col(Attempt.marked_at))).where(
            col(Attempt.placement_id) == placement.id,
            col(Attempt.marked_at) >= placement.due_at,
        )
    )


def attempts_of(db: Session, placement_id: int) -> list[Attempt]:
    """Every try at sending this post, oldest first."""
    return list(
        db.exec(
            select(Attempt).where(Attempt.placement_id == placement_id).order_by(col(Attempt.fence))
        )
    )


def next_due(db: Session) -> datetime | None:
    """The next instant at which there is something to claim."""
    scheduled = col(Placement.state) == State.SCHEDULED
    fresh = db.scalar(
        sa.select(sa.func.min(col(Placement.due_at))).where(
            scheduled, col(Placement.not_before).is_(None)
        )
    )
    again = db.scalar(sa.select(sa.func.min(col(Placement.not_before))).where(scheduled))
    return min((at for at in (fresh, again) if at is not None), default=None)


def lapsed(db: Session, state: State, *, now: datetime, most: int = 500) -> list[Placement]:
    """Placements in `state` whose lease is over."""
    return list(
        db.exec(
            select(Placement)
            .where(Placement.state == state, col(Placement.lease_until) <= now)
            .order_by(col(Placement.lease_until))
            .limit(most)
        )
    )


def _attempt(db: Session, claim: Claim) -> Attempt | None:
    return db.exec(
        select(Attempt).where(
            Attempt.placement_id == claim.placement_id, Attempt.fence == claim.fence
        )
    ).first()
