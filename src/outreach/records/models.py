"""The table of records: one chain per agency."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db


class Record(db.Table, table=True):
    """One fact that happened. Never changed, never removed by the program."""

    __table_args__ = (sa.UniqueConstraint("agency_id", "sequence"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    sequence: int
    kind: str = Field(max_length=64)
    about_kind: str = Field(max_length=32, index=True)
    about_id: int = Field(index=True)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)
    body: dict[str, Any] = Field(sa_type=sa.JSON)
    digest: str = Field(max_length=64)
    previous_digest: str = Field(max_length=64)


class RecordHead(db.Table, table=True):
    """Where an agency's chain ends. Kept apart from it, so that a cut-off tail shows."""

    __tablename__ = "record_head"

    agency_id: int = Field(
        primary_key=True, foreign_key="agency.id", sa_column_kwargs={"autoincrement": False}
    )
    sequence: int
    digest: str = Field(max_length=64)
