"""Write records, each in the transaction of the act it tells of, and read them back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach import db as database
from outreach.lib import digest
from outreach.records import chain, ends
from outreach.records.models import Record

#: The rows without the objects, for many at once.
_TABLE: sa.Table = Record.__table__  # type: ignore[attr-defined]  # SQLModel adds it
_INSERT = sa.insert(_TABLE).values(
    {each.name: sa.bindparam(each.name) for each in _TABLE.c if each.name != "id"}
)


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
    before = ends.take(db, {agency_id})
    end = before.get(agency_id, ends.NONE)
    link = chain.Link(agency_id, end.sequence + 1, kind, *about, by_id, at, body or {}, end.digest)
    record = Record(**_columns(link, chain.seal(link)))
    db.add(record)
    db.flush()
    ends.put(db, before, {agency_id: ends.Head(record.sequence, record.digest)})
    return record


def append_many(db: Session, entries: Sequence[Entry], *, at: datetime) -> None:
    """Add many facts at once, each to the end of its agency's chain, in the order they are given.

    Three statements however many there are, and the same chain as if they had come one by one.
    """
    if not entries:
        return
    before = ends.take(db, {entry.agency_id for entry in entries})
    after = dict(before)
    rows: list[dict[str, Any]] = []
    written = database.plain(db, _TABLE.c.at, at)
    for entry in entries:
        end = after.get(entry.agency_id, ends.NONE)
        link = chain.Link(
            entry.agency_id, end.sequence + 1, entry.kind, *entry.about, entry.by_id, at,
            entry.body, end.digest,
        )  # fmt: skip
        sealed = chain.seal(link)
        after[entry.agency_id] = ends.Head(link.sequence, sealed)
        rows.append(_columns(link, sealed) | {"at": written, "body": json.dumps(link.body)})
    database.write_many(db, _INSERT, rows)
    ends.put(db, before, after)


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
