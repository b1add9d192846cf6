"""Finding records: the newest first, page by page, by kind, day, person and word."""

import json
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach import errors
from outreach.records.models import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which records are looked for. What is left out matches everything."""

    kind: str = ""
    #: One of several kinds.
    kinds: tuple[str, ...] = ()
    by_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    #: Stands somewhere in what the record holds, in any spelling of plain capitals.
    word: str = ""


def listing(
    db: Session, agency_id: int, wanted: Wanted, *, before: int | None = None, limit: int = 50
) -> list[Record]:
    """The agency's records that match, the newest first; `before` is where the last page ended."""
    found = select(Record).where(Record.agency_id == agency_id, *_conditions(wanted))
    if before is not None:
        found = found.where(col(Record.sequence) < before)
    return list(db.exec(found.order_by(col(Record.sequence).desc()).limit(limit)))


def get(db: Session, agency_id: int, sequence: int) -> Record:
    """One record of the agency by its number."""
    found = db.exec(
        select(Record).where(Record.agency_id == agency_id, Record.sequence == sequence)
    ).first()
    if found is None:
        raise errors.NotFound("There is no such record.")
    return found


def kinds(db: Session, agency_id: int) -> list[str]:
    """The kinds of record the agency has."""
    rows = select(Record.kind).where(Record.agency_id == agency_id).distinct()
    return sorted(db.exec(rows))


def people(db: Session, agency_id: int) -> set[int]:
    """Who did something that is on record."""
    rows = select(Record.by_id).where(Record.agency_id == agency_id).distinct()
    return {person for person in db.exec(rows) if person is not None}


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    given: list[sa.ColumnElement[bool]] = []
    if wanted.kind:
        given.append(col(Record.kind) == wanted.kind)
    if wanted.kinds:
        given.append(col(Record.kind).in_(wanted.kinds))
    if wanted.by_id is not None:
        given.append(col(Record.by_id) == wanted.by_id)
    if wanted.since is not None:
        given.append(col(Record.at) >= wanted.since)
    if wanted.until is not None:
        given.append(col(Record.at) < wanted.until)
    if wanted.word:
        given.append(_holds(wanted.word))
    return given


def _holds(word: str) -> sa.ColumnElement[bool]:
    """A body is kept as JSON in plain letters, so the word is looked for as it is written there."""
    written = json.dumps(word)[1:-1]
    return sa.cast(Record.body, sa.Text).icontains(written, autoescape=True)
