"""The table of campaigns: what is to be achieved, with whom, when."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db


class Campaign(db.Table, table=True):
    """A planned effort with an objective, audiences, messages and a window."""

    __table_args__ = (sa.UniqueConstraint("agency_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    key: str = Field(max_length=80)
    title: str = Field(max_length=200)
    objective: str
    audiences: list[str] = Field(sa_type=sa.JSON)
    key_messages: list[str] = Field(sa_type=sa.JSON)
    themes: list[str] = Field(sa_type=sa.JSON)
    #: Languages its audiences were promised words in.
    languages: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    #: Its hashtags by language; the first ties its posts together.
    hashtags: dict[str, list[str]] = Field(default_factory=dict, sa_type=sa.JSON)
    #: The sentence with the award, where a grant pays for it.
    funding_credit: str = ""
    starts_on: date
    ends_on: date
    by_id: int = Field(foreign_key="person.id")
    created_at: datetime = Field(sa_type=db.Utc)
