"""Tables of the second pair of eyes: what was asked for a yes, and what was answered."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db


class Decision(StrEnum):
    """A named person's answer to exactly these bytes."""

    #: Yes: exactly this may go out.
    APPROVE = "approve"
    #: Not yet: change something and ask again.
    RETURN = "return"
    #: No: this shall not go out.
    REFUSE = "refuse"


class Submission(db.Table, table=True):
    """Somebody asked for a yes to exactly these bytes. `authors` may not be the ones who give
    it.
    """

    __table_args__ = (sa.UniqueConstraint("about_kind", "about_id", "digest"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    about_kind: str = Field(max_length=32)
    about_id: int
    digest: str = Field(max_length=64)
    authors: list[int] = Field(sa_type=sa.JSON)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)


class Approval(db.Table, table=True):
    """An answer. Never changed: a second thought is a second answer, and the last one counts."""

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    about_kind: str = Field(max_length=32)
    about_id: int = Field(index=True)
    digest: str = Field(max_length=64, index=True)
    decision: Decision = Field(sa_type=db.named(Decision))
    comment: str = Field(default="", max_length=1000)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)
