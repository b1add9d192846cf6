"""Write, read, verify and export records. A record is written in the transaction of the act it
tells of.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach.lib import digest
from outreach.records import chain
from outreach.records.models import Record

__all__ = ["Record", "append", "export", "holds", "of", "verify"]


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
    last = db.exec(
        select(Record.sequence, Record.digest)
        .where(Record.agency_id == agency_id)
        .order_by(col(Record.sequence).desc())
        .limit(1)
    ).first()
    sequence, previous = (last[0] + 1, last[1]) if last else (1, chain.START)
    link = chain.Link(agency_id, sequence, kind, *about, by_id, at, body or {}, previous)
    record = Record(
        agency_id=agency_id,
        sequence=sequence,
        kind=kind,
        about_kind=about[0],
        about_id=about[1],
        by_id=by_id,
        at=at,
        body=body or {},
        digest=chain.seal(link),
        previous_digest=previous,
    )
    db.add(record)
    db.flush()
    return record


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


def verify(db: Session, agency_id: int) -> tuple[int, chain.Broken | None]:
    """How many records the agency's chain holds, and the first break, if any."""
    count = db.scalar(sa.select(sa.func.count()).where(col(Record.agency_id) == agency_id)) or 0
    return count, chain.first_break(
        (_link(record), record.digest) for record in _all(db, agency_id)
    )


def holds(record: Record) -> bool:
    """Whether this record is as it was written. That none is missing only the whole chain tells."""
    return chain.seal(_link(record)) == record.digest


def export(db: Session, agency_id: int) -> Iterator[dict[str, Any]]:
    """Every record of the agency as plain data, in order, so that anyone can check the chain."""
    for record in _all(db, agency_id):
        yield record.model_dump(mode="json", exclude={"id"})


def _all(db: Session, agency_id: int) -> Iterator[Record]:
    rows = select(Record).where(Record.agency_id == agency_id).order_by(col(Record.sequence))
    yield from db.exec(rows.execution_options(yield_per=500))


def _link(record: Record) -> chain.Link:
    return chain.Link(
        record.agency_id,
        record.sequence,
        record.kind,
        record.about_kind,
        record.about_id,
        record.by_id,
        record.at,
        record.body,
        record.previous_digest,
    )
