"""The rows that are the queue: take one from a state to the next, claim what is due, close
attempts.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach.delivery import grouped
from outreach.delivery.grouped import Claim as Claim
from outreach.delivery.models import PLACEMENT, Attempt, Outcome, Placement
from outreach.delivery.states import State, Who, must
from outreach.platforms import PlatformName

#: Posts of any platform.
EVERYWHERE = frozenset(PlatformName)


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
    where = [PLACEMENT.c.id == placement.id, PLACEMENT.c.state.in_(origins)]
    if under is not None:
        where.append(PLACEMENT.c.fence == under)
    moved = db.execute(sa.update(PLACEMENT).where(*where).values(state=goal, **values))
    db.refresh(placement)
    return bool(getattr(moved, "rowcount", 0) == 1)


def is_any_due(db: Session, *, now: datetime) -> bool:
    """Whether something may be claimed. Only looks, so it waits for nobody."""
    return db.execute(_first(EVERYWHERE), {"now": now, "most": 1}).first() is not None


def claim(
    db: Session,
    *,
    now: datetime,
    lease_for: timedelta,
    most: int,
    platforms: Collection[PlatformName] = EVERYWHERE,
) -> list[Claim]:
    """Take up to `most` due placements, the oldest of each account that has none in flight.

    One at a time per account keeps an account's posts in their order, and a post that waits for its
    second try is not overtaken by the next.
    """
    given = {"now": now, "most": most, "until": now + lease_for}
    rows = db.execute(_claim(frozenset(platforms)), given).all()
    claims = [Claim(number, fence) for number, fence in rows]
    grouped.open_attempts(db, claims, now=now)
    return claims


@cache
def _claim(platforms: frozenset[PlatformName]) -> sa.UpdateBase:
    # What another worker is taking at this moment is passed over; SQLite has no such worker.
    first = _first(platforms).with_for_update(skip_locked=True).cte("first")
    until = sa.bindparam("until", type_=PLACEMENT.c.lease_until.type)
    return (
        sa.update(PLACEMENT)
        .where(PLACEMENT.c.id.in_(sa.select(first.c.id)), PLACEMENT.c.state == State.SCHEDULED)
        .values(state=State.CLAIMED, fence=PLACEMENT.c.fence + 1, lease_until=until)
        .returning(PLACEMENT.c.id, PLACEMENT.c.fence)
    )


@cache
def _first(platforms: frozenset[PlatformName]) -> sa.Select[tuple[int]]:
    """The next due post of every account that has none in flight, oldest first.

    Each is found by looking at its own account, so what lies in the future costs nothing, and of
    what is due no more is looked at than is taken.
    """
    mine, earlier, taken = (PLACEMENT.alias(name) for name in ("mine", "earlier", "taken"))
    overtaken = sa.exists().where(
        earlier.c.account_id == mine.c.account_id,
        earlier.c.state == written(State.SCHEDULED),
        sa.tuple_(earlier.c.due_at, earlier.c.id) < sa.tuple_(mine.c.due_at, mine.c.id),
    )
    busy = sa.exists().where(
        taken.c.account_id == mine.c.account_id,
        taken.c.state.in_([written(State.CLAIMED), written(State.SENDING)]),
    )
    return (
        sa.select(mine.c.id)
        .where(
            mine.c.state == written(State.SCHEDULED),
            mine.c.due_at <= sa.bindparam("now"),
            sa.or_(mine.c.not_before.is_(None), mine.c.not_before <= sa.bindparam("now")),
            ~overtaken,
            ~busy,
            *_on(mine, platforms),
        )
        .order_by(mine.c.due_at, mine.c.id)
        .limit(sa.bindparam("most"))
    )


def _on(rows: sa.FromClause, platforms: Collection[PlatformName]) -> list[sa.ColumnElement[bool]]:
    """Said only where it leaves one out."""
    return [] if platforms == EVERYWHERE else [rows.c.platform.in_(platforms)]


def written(state: State) -> sa.ColumnElement[State]:
    """A state as part of the statement's text: an index of one state serves no other way."""
    return sa.literal_column(f"'{state.value}'")


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
    scheduled = PLACEMENT.c.state == written(State.SCHEDULED)
    waits = PLACEMENT.c.not_before
    fresh = db.scalar(sa.select(sa.func.min(PLACEMENT.c.due_at)).where(scheduled, waits.is_(None)))
    again = db.scalar(sa.select(sa.func.min(waits)).where(scheduled, waits.is_not(None)))
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
