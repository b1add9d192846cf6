"""Tables of the library: a story in the five fields of the Collaboration Principles, in their order."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db


class Sector(StrEnum):
    """Which part of society a partner belongs to."""

    #: A public body: a school district, a prosecutor, a city department, a public university.
    PUBLIC = "public"
    #: A business or a private institution.
    PRIVATE = "private"
    #: Residents, faith groups, charities, neighborhood organisations.
    COMMUNITY = "community"


class PartnerYes(StrEnum):
    """Whether a partner (or the featured agency) agreed to be named in this story."""

    #: Nobody has asked; the story is for practice only.
    NOT_SOUGHT = "not_sought"
    #: Asked, no answer yet.
    ASKED = "asked"
    #: They said yes.
    GIVEN = "given"
    #: They said no.
    REFUSED = "refused"
    #: They said yes and took it back.
    WITHDRAWN = "withdrawn"


class Evaluation(StrEnum):
    """How strong the evidence behind an outcome is. Unknown is stored as nothing, not as the weakest."""

    #: Somebody's account of what happened.
    ANECDOTE = "anecdote"
    #: Counts kept while the work went on.
    MONITORING = "monitoring"
    #: The same measure before and after.
    PRE_POST = "pre_post"
    #: Compared with places or people without the work.
    COMPARISON = "comparison"
    #: Places or people chosen by lot.
    RANDOMISED = "randomised"


class StoryStatus(StrEnum):
    """How far a story has come."""

    #: Being written.
    DRAFT = "draft"
    #: In the library; posts may be made from it.
    PUBLISHED = "published"
    #: Kept for the record; no new posts.
    RETIRED = "retired"


class Story(db.Table, table=True):
    """A success story. What its sources do not say is nothing, never filled in."""

    __table_args__ = (sa.UniqueConstraint("agency_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    #: The story's own name in files; stays when the title changes.
    key: str = Field(max_length=80)
    title: str = Field(max_length=200)
    language: str = Field(default="en", max_length=16)
    status: StoryStatus = Field(sa_type=db.named(StoryStatus))
    #: The agency the story is about, which may be another one than its keeper.
    featured_agency: str = Field(max_length=120)
    featured_city: str = Field(max_length=80)
    featured_state: str = Field(max_length=40)
    featured_note: str | None = Field(default=None, max_length=400)
    featured_yes: PartnerYes = Field(sa_type=db.named(PartnerYes))
    problem_addressed: str
    mission_statement: str | None = None
    mission_note: str | None = None
    outcomes_note: str | None = None
    #: One public sentence that must stand beside any outcome that is quoted; the honest "but".
    caveat: str | None = Field(default=None, max_length=280)
    principles: list[int] = Field(sa_type=sa.JSON)
    community_roles: list[str] = Field(sa_type=sa.JSON)
    audiences: list[str] = Field(sa_type=sa.JSON)
    started_on: str | None = Field(default=None, max_length=10)
    ended_on: str | None = Field(default=None, max_length=10)
    period_note: str | None = None
    confidence: str | None = Field(default=None, max_length=16)
    #: For the people who work with the story; never published.
    confidence_notes: str | None = None
    by_id: int = Field(foreign_key="person.id")
    created_at: datetime = Field(sa_type=db.Utc)
    revised_at: datetime = Field(sa_type=db.Utc)


class Partner(db.Table, table=True):
    """Who shared responsibility, resources or decisions."""

    id: int | None = Field(default=None, primary_key=True)
    story_id: int = Field(foreign_key="story.id", index=True)
    position: int
    name: str = Field(max_length=200)
    part: str | None = Field(default=None, max_length=300)
    sector: Sector = Field(sa_type=db.named(Sector))
    yes: PartnerYes = Field(sa_type=db.named(PartnerYes))


class Activity(db.Table, table=True):
    """Something that was done."""

    id: int | None = Field(default=None, primary_key=True)
    story_id: int = Field(foreign_key="story.id", index=True)
    position: int
    what: str


class Outcome(db.Table, table=True):
    """A measured or reported change, with its figure and where it stands."""

    id: int | None = Field(default=None, primary_key=True)
    story_id: int = Field(foreign_key="story.id", index=True)
    position: int
    statement: str
    figure: str | None = Field(default=None, max_length=200)
    baseline: str | None = Field(default=None, max_length=200)
    period: str | None = Field(default=None, max_length=120)
    source: str | None = Field(default=None, max_length=16)
    evaluation: Evaluation | None = Field(default=None, sa_type=db.named(Evaluation), nullable=True)


class Source(db.Table, table=True):
    """Where a fact was read."""

    __table_args__ = (sa.UniqueConstraint("story_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    story_id: int = Field(foreign_key="story.id", index=True)
    key: str = Field(max_length=16)
    url: str = Field(max_length=500)
    title: str = Field(max_length=300)
    kind: str | None = Field(default=None, max_length=40)
