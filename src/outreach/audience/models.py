"""Tables of what happened after a post went out: numbers as told, and why some are missing."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db
from outreach.platforms import ReadingState, Split


class Snapshot(db.Table, table=True):
    """One number of one post at one age, as told. Only a failure is ever written over."""

    __table_args__ = (
        sa.UniqueConstraint("placement_id", "age_minutes", "metric", "split"),
        sa.Index("ix_snapshot_latest", "placement_id", "metric", "split", "asked_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    placement_id: int = Field(foreign_key="placement.id")
    #: The planned age, in minutes, that this number was asked for; `asked_at` says how late it was.
    age_minutes: int
    asked_at: datetime = Field(sa_type=db.Utc)
    metric: str = Field(max_length=40)
    split: Split = Field(sa_type=db.named(Split))
    state: ReadingState = Field(sa_type=db.named(ReadingState))
    value: int | None = None
    source: str = Field(max_length=80)
    definition: str = Field(max_length=40)
    why: str = Field(default="", max_length=300)


class Window(db.Table, table=True):
    """One de-duplicated number of a whole account over the days that end with `ends_on`."""

    __table_args__ = (sa.UniqueConstraint("account_id", "ends_on", "days", "metric", "split"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    ends_on: date
    #: Length in days; 0 is a total that stands at the end of the day (followers).
    days: int
    asked_at: datetime = Field(sa_type=db.Utc)
    metric: str = Field(max_length=40)
    split: Split = Field(sa_type=db.named(Split))
    state: ReadingState = Field(sa_type=db.named(ReadingState))
    value: int | None = None
    source: str = Field(max_length=80)
    definition: str = Field(max_length=40)
    why: str = Field(default="", max_length=300)
