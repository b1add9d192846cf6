"""Where each chain ends: read before a record is added, and set anew with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from outreach import db as database
from outreach.records import chain
from outreach.records.models import RecordHead

_TABLE: sa.Table = RecordHead.__table__  # type: ignore[attr-defined]  # SQLModel adds it
_SET = (
    sa.update(_TABLE)
    .where(_TABLE.c.agency_id == sa.bindparam("whose"))
    .values(sequence=sa.bindparam("number"), digest=sa.bindparam("sealed"))
)


@dataclass(frozen=True, slots=True)
class Head:
    """The last record of a chain: its number and its digest."""

    sequence: int
    digest: str


#: Where a chain without a record ends.
NONE = Head(0, chain.START)


def heads(db: Session) -> dict[int, Head]:
    """Where the chain of each agency ends."""
    return _read(db, sa.select(_TABLE))


def head(db: Session, agency_id: int) -> Head:
    """Where one agency's chain ends."""
    return _read(db, sa.select(_TABLE).where(_TABLE.c.agency_id == agency_id)).get(agency_id, NONE)


def take(db: Session, agency_ids: Collection[int]) -> dict[int, Head]:
    """The ends of chains that are about to grow. Whoever else lets one of them grow waits until
    this transaction is over.
    """
    database.one_by_one(db, "record", agency_ids)
    return _read(db, sa.select(_TABLE).where(_TABLE.c.agency_id.in_(agency_ids)))


def put(db: Session, before: Mapping[int, Head], after: Mapping[int, Head]) -> None:
    """Note where these chains end now."""
    known = [
        {"whose": agency_id, "number": end.sequence, "sealed": end.digest}
        for agency_id, end in after.items()
        if agency_id in before
    ]
    if known:
        db.execute(_SET, known)
    fresh = [
        {"agency_id": agency_id, "sequence": end.sequence, "digest": end.digest}
        for agency_id, end in after.items()
        if agency_id not in before
    ]
    if fresh:
        db.execute(sa.insert(_TABLE), fresh)


def _read(db: Session, wanted: sa.Select[tuple[int, int, str]]) -> dict[int, Head]:
    return {row.agency_id: Head(row.sequence, row.digest) for row in db.execute(wanted)}
