"""Tables of what an agency made its own of the observances."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db


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
