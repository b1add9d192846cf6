"""What a backup says of itself, and by which it is proved when it is put back."""

import sqlalchemy as sa
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError
from sqlmodel import Session

from outreach import db as database
from outreach import errors, records

NAME = "manifest.json"
#: Raised when an older program could not read what is written now.
FORMAT = 1


class Part(BaseModel):
    """One file of a backup."""

    model_config = ConfigDict(frozen=True)

    size: int
    sha256: str


class Manifest(BaseModel):
    """The whole of a backup. The keys that open credentials are never in one."""

    model_config = ConfigDict(frozen=True)

    format: int = FORMAT
    #: The release that made it, the shape of its database, and which kind that is.
    release: str
    revision: str
    kind: str
    #: Everything committed before this moment is in it.
    taken_at: AwareDatetime
    parts: dict[str, Part]
    #: How many rows each table has.
    rows: dict[str, int]
    #: Where the chain of records of each agency ends.
    heads: dict[int, records.Head]


def read(written: bytes) -> Manifest:
    """The manifest as it was written. Refuses what this release cannot read."""
    try:
        found = Manifest.model_validate_json(written)
    except ValidationError:
        found = None
    if found is None or found.format != FORMAT:
        raise errors.BadInput(
            "This file is no backup that this release can read. Use the release that made it."
        )
    return found


def counts(db: Session) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: db.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in database.metadata.sorted_tables
    }


def compare(db: Session, manifest: Manifest) -> None:
    """Refuses a database that is not, row for row and record for record, what was backed up."""
    faults = [*_rows_amiss(db, manifest), *_records_amiss(db, manifest)]
    if faults:
        raise errors.BadInput(
            "The backup is damaged, and nothing was changed. Use another one.", tuple(faults)
        )


def _rows_amiss(db: Session, manifest: Manifest) -> list[errors.Fault]:
    return [
        errors.Fault(f"Table {name}", f"{found} of {manifest.rows.get(name, 0)} rows are there.")
        for name, found in counts(db).items()
        if found != manifest.rows.get(name, 0)
    ]


def _records_amiss(db: Session, manifest: Manifest) -> list[errors.Fault]:
    amiss, ends = [], records.heads(db)
    for agency_id in sorted(ends.keys() | manifest.heads.keys()):
        broken = records.verify(db, agency_id)[1]
        if ends.get(agency_id) != manifest.heads.get(agency_id):
            amiss.append((agency_id, "They do not end where the backup says."))
        elif broken is not None:
            amiss.append((agency_id, broken.why))
    return [errors.Fault(f"Records of agency {agency_id}", why) for agency_id, why in amiss]
