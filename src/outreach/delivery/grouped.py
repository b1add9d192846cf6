"""What is done to a whole group of posts: one statement for all, however many there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
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
    kind, moved = database.kind(db), set[int]()
    move = _move(kind, tuple(values))
    for fence, numbers in _by_fence(claims).items():
        given = {"origin": origin, "goal": goal, "under": fence}
        listed = {"these": database.listed(kind, numbers)}
        moved.update(db.execute(move, given | listed | _named(values)).scalars().all())
    return frozenset(moved)


def open_attempts(db: Session, claims: Collection[Claim], *, now: datetime) -> None:
    """Write down a new try at each of these posts."""
    kind = database.kind(db)
    these = database.listed(kind, (claim.placement_id for claim in claims))
    db.execute(_open(kind), {"now": now, "these": these})


def note_marks(db: Session, placement_ids: Collection[int], *, now: datetime) -> None:
    """Write on the last try at each of these posts when it was marked."""
    kind = database.kind(db)
    db.execute(_note(kind), {"now": now, "these": database.listed(kind, placement_ids)})


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
    kind = database.kind(db)
    ended = {"now": now, "how": outcome, "why": detail[:500]}
    db.execute(_close(kind), ended | {"these": database.listed(kind, placement_ids)})


@cache
def _move(kind: str, names: tuple[str, ...]) -> sa.UpdateBase:
    given = {name: _given(f"new_{name}", PLACEMENT.c[name]) for name in names}
    return (
        sa.update(PLACEMENT)
        .where(
            database.among(kind, PLACEMENT.c.id, "these"),
            PLACEMENT.c.fence == sa.bindparam("under"),
            PLACEMENT.c.state == _given("origin", PLACEMENT.c.state),
        )
        .values(state=_given("goal", PLACEMENT.c.state), **given)
        .returning(PLACEMENT.c.id)
    )


@cache
def _open(kind: str) -> sa.UpdateBase:
    tries = sa.select(
        PLACEMENT.c.id,
        PLACEMENT.c.fence,
        _given("now", ATTEMPT.c.claimed_at),
        sa.literal(Outcome.OPEN, ATTEMPT.c.outcome.type),
        sa.literal(""),
    ).where(database.among(kind, PLACEMENT.c.id, "these"))
    names = ["placement_id", "fence", "claimed_at", "outcome", "detail"]
    return sa.insert(ATTEMPT).from_select(names, tries)


@cache
def _note(kind: str) -> sa.UpdateBase:
    marked = {"marked_at": _given("now", ATTEMPT.c.marked_at)}
    return sa.update(ATTEMPT).where(*_last(kind)).values(**marked)


@cache
def _close(kind: str) -> sa.UpdateBase:
    still = ATTEMPT.c.outcome.in_((Outcome.OPEN, Outcome.UNKNOWN))
    return (
        sa.update(ATTEMPT)
        .where(*_last(kind), still)
        .values(
            outcome=_given("how", ATTEMPT.c.outcome),
            ended_at=_given("now", ATTEMPT.c.ended_at),
            detail=_given("why", ATTEMPT.c.detail),
        )
    )


def _last(kind: str) -> tuple[sa.ColumnElement[bool], ...]:
    """The last try at each of these: it bears the fence that its post bears."""
    newest = (
        sa.select(PLACEMENT.c.fence)
        .where(PLACEMENT.c.id == ATTEMPT.c.placement_id)
        .scalar_subquery()
    )
    return database.among(kind, ATTEMPT.c.placement_id, "these"), ATTEMPT.c.fence == newest


def _given(name: str, column: sa.Column[Any]) -> sa.BindParameter[Any]:
    return sa.bindparam(name, type_=column.type)


def _named(values: Mapping[str, Any]) -> dict[str, Any]:
    return {f"new_{name}": value for name, value in values.items()}


def _by_fence(claims: Collection[Claim]) -> dict[int, list[int]]:
    """The claims of each fence together; most posts are at their first."""
    numbers: dict[int, list[int]] = {}
    for claim in claims:
        numbers.setdefault(claim.fence, []).append(claim.placement_id)
    return numbers
