"""Look over an agency's whole chain: whether it is unbroken, and all of it as plain data."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach.records import chain, ends
from outreach.records.models import Record


def verify(db: Session, agency_id: int) -> tuple[int, chain.Broken | None]:
    """How many records the agency's chain holds, and the first break, if any.

    A chain that was cut off at its end shows by its head, which is kept apart.
    """
    count = db.scalar(sa.select(sa.func.count()).where(col(Record.agency_id) == agency_id)) or 0
    last = ends.NONE

    def links() -> Iterator[tuple[chain.Link, str]]:
        nonlocal last
        for record in _all(db, agency_id):
            yield _link(record), record.digest
            last = ends.Head(record.sequence, record.digest)

    broken = chain.first_break(links())
    return count, broken or _end(last, ends.head(db, agency_id))


def _end(last: ends.Head, kept: ends.Head) -> chain.Broken | None:
    """Whether the chain ends where its head, kept apart, says so."""
    if last == kept:
        return None
    if last.sequence < kept.sequence:
        missing = last.sequence + 1
        return chain.Broken(missing, f"Record {missing} is missing: {kept.sequence} were written.")
    return chain.Broken(
        last.sequence, f"Record {last.sequence} is not the one that was written last."
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
    with db.exec(rows.execution_options(yield_per=500)) as found:
        yield from found


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
