"""Write records, each in the transaction of the act it tells of, and read them back."""

from datetime import datetime

from sqlmodel import Session, col, select

from outreach import db as database
from outreach.lib import digest
from outreach.records import chain
from outreach.records.models import Record


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
    database.one_by_one(db, "record", (agency_id,))
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
