"""Write records, each in the transaction of the act it tells of, and read them back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach import db as database
from outreach.lib import digest
from outreach.records import chain
from outreach.records.models import Record

#: The rows without the objects, for many at once.
_TABLE: sa.Table = Record.__table__  # type: ignore[attr-defined]  # SQLModel adds it

#: Agencies live in a room above this one, so they are known by the name of their table only.
_AGENCY = sa.table("agency", sa.column("id"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact to keep: what happened, to what, in which agency."""

    agency_id: int
    kind: str
    about: tuple[str, int]
    body: dict[str, digest.Plain]
    by_id: int | None = None


def append(  # noqa: PLR0913 - a record has this many parts, and each is named
    db: Session,
    kind: str,
    about: tuple[str, int],
    *,
    agency_id: int,
    by_id: int | None,
    at: datetime,
    body: dict[str, digest.Plain] | None = None,
) -> Record:
    """Add a fact to the agency's chain, in the caller's transaction: it is kept if and only if the
    act is.
    """
    sequence, previous = _ends(db, {agency_id}).get(agency_id, (0, chain.START))
    link = chain.Link(agency_id, sequence + 1, kind, *about, by_id, at, body or {}, previous)
    record = Record(**_columns(link, chain.seal(link)))
    db.add(record)
    db.flush()
    return record


def append_many(db: Session, entries: Sequence[Entry], *, at: datetime) -> None:
    """Add many facts at once, each to the end of its agency's chain, in the order they are given.

    Two statements however many there are, and the same chain as if they had come one by one.
    """
    if not entries:
        return
    ends = _ends(db, {entry.agency_id for entry in entries})
    rows: list[dict[str, Any]] = []
    for entry in entries:
        sequence, previous = ends.get(entry.agency_id, (0, chain.START))
        link = chain.Link(
            entry.agency_id, sequence + 1, entry.kind, *entry.about, entry.by_id, at,
            entry.body, previous,
        )  # fmt: skip
        sealed = chain.seal(link)
        ends[entry.agency_id] = (sequence + 1, sealed)
        rows.append(_columns(link, sealed))
    db.execute(sa.insert(_TABLE), rows)


def of(db: Session, about: tuple[str, int], *, agency_id: int) -> list[Record]:
    """Everything recorded about one thing, oldest first."""
    return list(
        db.exec(
            select(Record)
            .where(
                Record.agency_id == agency_id,
                Record.about_kind == about[0],
                Record.about_id == about[1],
            )
            .order_by(col(Record.sequence))
        )
    )


def _ends(db: Session, agency_ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """The number and digest of the last record of each of these agencies that has one.

    Whoever else appends to one of these chains waits until this transaction is over.
    """
    database.one_by_one(db, "record", agency_ids)
    every = _TABLE.alias("every")
    last = (
        sa.select(sa.func.max(every.c.sequence))
        .where(every.c.agency_id == _AGENCY.c.id)
        .scalar_subquery()
    )
    ends = sa.and_(_TABLE.c.agency_id == _AGENCY.c.id, _TABLE.c.sequence == last)
    rows = db.execute(
        sa.select(_TABLE.c.agency_id, _TABLE.c.sequence, _TABLE.c.digest)
        .select_from(sa.join(_AGENCY, _TABLE, ends))
        .where(_AGENCY.c.id.in_(agency_ids))
    )
    return {agency_id: (sequence, sealed) for agency_id, sequence, sealed in rows}


def _columns(link: chain.Link, sealed: str) -> dict[str, Any]:
    return {
        "agency_id": link.agency_id,
        "sequence": link.sequence,
        "kind": link.kind,
        "about_kind": link.about_kind,
        "about_id": link.about_id,
        "by_id": link.by_id,
        "at": link.at,
        "body": link.body,
        "digest": sealed,
        "previous_digest": link.previous_digest,
    }
