"""Rows of amendments: find them, take one from a state to the next, put what happened on record."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach import errors, posts, records
from outreach.delivery.amends.models import Amendment
from outreach.delivery.amends.states import AMENDED, AmendKind, AmendState, AmendWho, may
from outreach.delivery.models import Placement
from outreach.delivery.states import State
from outreach.identity import Actor
from outreach.lib import digest


def take(
    db: Session,
    row: Amendment,
    goal: AmendState,
    who: AmendWho,
    *,
    under: int | None = None,
    **values: Any,
) -> bool:
    """Move an amendment by one of the ways that exist; False when it moved meanwhile.

    The state and, where given, the fence it must stand `under` are compared as they are changed.
    """
    if not may(row.state, goal, who):
        raise AssertionError(f"No way leads from {row.state} to {goal} for the {who}.")
    table = Amendment.__table__  # type: ignore[attr-defined] # SQLModel does not declare it
    where = [table.c.id == row.id, table.c.state == row.state]
    if under is not None:
        where.append(table.c.fence == under)
    moved = db.execute(sa.update(table).where(*where).values(state=goal, **values))
    db.refresh(row)
    return bool(getattr(moved, "rowcount", 0) == 1)


def get_amendment(db: Session, amendment_id: int, by: Actor) -> Amendment:
    """One correction or take-down of the person's agency."""
    row = db.get(Amendment, amendment_id)
    if row is None or row.agency_id != by.agency_id:
        raise errors.NotFound("There is no such correction or take-down.")
    return row


def amendments_of(db: Session, placement_ids: Collection[int]) -> list[Amendment]:
    """Every correction and take-down of these posts, newest first."""
    rows = select(Amendment).where(col(Amendment.placement_id).in_(placement_ids))
    return list(db.exec(rows.order_by(col(Amendment.id).desc())))


def amendments_in(
    db: Session, agency_id: int, states: Collection[AmendState]
) -> list[tuple[Amendment, Placement]]:
    """The agency's amendments in these states with their posts, take-downs first, then by age."""
    return list(
        db.exec(
            select(Amendment, Placement)
            .join(Placement, col(Placement.id) == col(Amendment.placement_id))
            .where(Amendment.agency_id == agency_id, col(Amendment.state).in_(states))
            .order_by(col(Amendment.kind).desc(), col(Amendment.id))
        ).all()
    )


def open_one(db: Session, placement_id: int, kind: AmendKind) -> Amendment | None:
    """The amendment of this kind that is under way for a post."""
    return db.exec(
        select(Amendment).where(
            Amendment.placement_id == placement_id,
            Amendment.kind == kind,
            col(Amendment.state).not_in(AMENDED),
        )
    ).first()


def out_of(db: Session, post_id: int) -> list[Placement]:
    """Everything of a post that went out, taken down since or not."""
    rows = select(Placement).where(Placement.post_id == post_id, Placement.state == OUT)
    return list(db.exec(rows))


def taken_down(db: Session, placement_ids: Collection[int]) -> dict[int, datetime]:
    """When each of these posts was taken down, of those that were."""
    rows = select(Amendment.placement_id, Amendment.ended_at).where(
        col(Amendment.placement_id).in_(placement_ids), *IS_DOWN
    )
    return {number: at for number, at in db.exec(rows) if at is not None}


#: Only from here is there anything to amend.
OUT = State.PUBLISHED

#: What is true of the amendment of a post that is down.
IS_DOWN = (
    col(Amendment.kind) == AmendKind.TAKE_DOWN,
    col(Amendment.state) == AmendState.DONE,
)


def down_ids() -> sa.Select[Any]:
    """The numbers of all posts that were taken down, for other queries to leave out."""
    return sa.select(col(Amendment.placement_id)).where(*IS_DOWN)


def words_now(db: Session, placement: Placement) -> str:
    """The words that stand since the last correction of a post that is out."""
    last = db.exec(
        select(Amendment.text)
        .where(
            Amendment.placement_id == placement.id,
            Amendment.kind == AmendKind.CORRECT,
            Amendment.state == AmendState.DONE,
        )
        .order_by(col(Amendment.id).desc())
    ).first()
    return posts.content(db, placement.variant_id).text if last is None else last


def record(
    db: Session,
    row: Amendment,
    kind: str,
    *,
    now: datetime,
    by: Actor | None = None,
    **body: digest.Plain,
) -> None:
    """A fact about an amendment, in the transaction of the act."""
    placement = db.get_one(Placement, row.placement_id)
    told = {"amendment": row.id or 0, "reason": row.reason, **body}
    record_of(db, placement, kind, now=now, by=by, **told)


def record_of(
    db: Session,
    placement: Placement,
    kind: str,
    *,
    now: datetime,
    by: Actor | None = None,
    **body: digest.Plain,
) -> None:
    """A fact about a post that is out."""
    records.append(
        db,
        f"delivery.{kind}",
        ("placement", placement.id or 0),
        agency_id=placement.agency_id,
        by_id=by.person_id if by else None,
        at=now,
        body={
            "post": placement.post_id,
            "account": placement.account_id,
            "external_id": placement.external_id,
            **body,
        },
    )
