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


class ObservanceDate(db.Table, table=True):
    """Days that a person of the agency confirmed for an observance, in place of the estimate."""

    __tablename__ = "observance_date"
    __table_args__ = (sa.UniqueConstraint("agency_id", "observance", "first_on"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    observance: str = Field(max_length=80)
    first_on: date
    last_on: date
    by_id: int = Field(foreign_key="person.id")
    confirmed_at: datetime = Field(sa_type=db.Utc)


class ObservanceChoice(db.Table, table=True):
    """Which of a family of observances the agency keeps, such as Night Out in October."""

    __tablename__ = "observance_choice"
    __table_args__ = (sa.UniqueConstraint("agency_id", "family"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    family: str = Field(max_length=80)
    observance: str = Field(max_length=80)
    by_id: int = Field(foreign_key="person.id")
    chosen_at: datetime = Field(sa_type=db.Utc)
