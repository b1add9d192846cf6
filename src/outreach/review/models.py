"""Tables of the second pair of eyes: what was asked for a yes, and what was answered."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db
from outreach.identity import Step

About = tuple[str, int]
#: A finding as it is kept.
Told = dict[str, str | int | bool | None]


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
    #: It waits for a yes: nobody said no since it was asked, and a step is missing.
    is_open: bool = Field(default=True, index=True)


class Approval(db.Table, table=True):
    """An answer. Never changed: a second thought is a second answer, and the last one counts."""

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    about_kind: str = Field(max_length=32)
    about_id: int = Field(index=True)
    digest: str = Field(max_length=64, index=True)
    decision: Decision = Field(sa_type=db.named(Decision))
    #: Whose yes it is. A no needs no step.
    step: Step = Field(default=Step.SECOND_READER, sa_type=db.named(Step))
    comment: str = Field(default="", max_length=1000)
    #: What the checks found in these bytes then, and by which rule packs.
    findings: list[Told] = Field(default=[], sa_type=sa.JSON)
    packs: list[str] = Field(default=[], sa_type=sa.JSON)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)


class Overruling(db.Table, table=True):
    """A person let a finding that blocks pass, for exactly these bytes, with a reason."""

    __table_args__ = (
        sa.UniqueConstraint("about_kind", "about_id", "digest", "rule", "finding", "by_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    about_kind: str = Field(max_length=32)
    about_id: int = Field(index=True)
    digest: str = Field(max_length=64)
    rule: str = Field(max_length=16)
    #: The mark of the finding; empty of what an earlier release kept, which `message` tells.
    finding: str = Field(max_length=64)
    #: What the finding said then.
    message: str = Field(max_length=500)
    reason: str = Field(max_length=500)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)
