"""Tables of the library: a story in the five fields of the Collaboration Principles."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db
from outreach.stories.facts import Confidence, Evaluation, Origin, Sector


class StoryStatus(StrEnum):
    """How far a story has come."""

    #: Being written.
    DRAFT = "draft"
    #: In the library; posts may be made from it.
    PUBLISHED = "published"
    #: Kept for the record; no new posts.
    RETIRED = "retired"


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


class TagKind(StrEnum):
    """What a tag of a story says."""

    #: One of the seven principles for the police, by number.
    PRINCIPLE = "principle"
    #: One of the eight roles of the community, C1 to C8.
    COMMUNITY_ROLE = "community_role"
    #: Whom the story speaks to.
    AUDIENCE = "audience"


class Story(db.Table, table=True):
    """A success story. What its sources do not say is nothing, never filled in."""

    __table_args__ = (sa.UniqueConstraint("agency_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    #: The story's own name in files; stays when the title changes.
    key: str = Field(max_length=80)
    title: str = Field(max_length=200, index=True)
    language: str = Field(default="en", max_length=16)
    status: StoryStatus = Field(sa_type=db.named(StoryStatus))
    #: The agency the story is about, which may be another one than its keeper.
    featured_name: str = Field(max_length=120)
    featured_city: str = Field(max_length=80)
    featured_state: str = Field(max_length=40)
    featured_note: str | None = Field(default=None, max_length=400)
    problem_addressed: str
    mission_statement: str | None = None
    mission_note: str | None = None
    outcomes_note: str | None = None
    #: One public sentence that must stand beside any outcome that is quoted; the honest "but".
    caveat: str | None = Field(default=None, max_length=200)
    first_year: int | None = None
    last_year: int | None = None
    years_note: str | None = None
    confidence: Confidence | None = Field(default=None, sa_type=db.named(Confidence), nullable=True)
    #: For the people who work with the story; never published.
    confidence_notes: str | None = None
    #: Grows by one with every change, so that two people cannot overwrite each other unseen.
    revision: int = 1
    by_id: int = Field(foreign_key="person.id")
    created_at: datetime = Field(sa_type=db.Utc)
    revised_at: datetime = Field(sa_type=db.Utc)


class Partner(db.Table, table=True):
    """Who shared responsibility, resources or decisions."""

    __table_args__ = (sa.UniqueConstraint("story_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    story_id: int = Field(foreign_key="story.id", index=True)
    position: int
    name: str = Field(max_length=200)
    part: str | None = Field(default=None, max_length=300)
    sector: Sector | None = Field(default=None, sa_type=db.named(Sector), nullable=True)


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
    position: int
    key: str = Field(max_length=16)
    url: str = Field(max_length=500)
    title: str = Field(max_length=300)
    kind: str | None = Field(default=None, max_length=40)


class StoryTag(db.Table, table=True):
    """A principle, a community role or an audience of a story."""

    __table_args__ = (sa.UniqueConstraint("story_id", "kind", "value"),)

    id: int | None = Field(default=None, primary_key=True)
    story_id: int = Field(foreign_key="story.id", index=True)
    position: int
    kind: TagKind = Field(sa_type=db.named(TagKind))
    value: str = Field(max_length=80, index=True)


class Answer(db.Table, table=True):
    """What a party said to being named in exactly these words. Never changed; the last counts."""

    id: int | None = Field(default=None, primary_key=True)
    story_id: int = Field(foreign_key="story.id", index=True)
    #: The partner or the featured agency, by the name the story gives it.
    who: str = Field(max_length=200)
    yes: PartnerYes = Field(sa_type=db.named(PartnerYes))
    #: Digest of the story's public words at that moment; other words need another yes.
    words: str = Field(max_length=64)
    #: The person who spoke for the party, and how they told us.
    said_by: str = Field(default="", max_length=200)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)


class Translation(db.Table, table=True):
    """A story's own words in one more language."""

    __table_args__ = (sa.UniqueConstraint("story_id", "language"),)

    id: int | None = Field(default=None, primary_key=True)
    story_id: int = Field(foreign_key="story.id", index=True)
    language: str = Field(max_length=16)
    #: The person or the program that put it so.
    translator: str = Field(max_length=120)
    origin: Origin = Field(sa_type=db.named(Origin))
    #: The fields, as story files write them.
    words: dict[str, Any] = Field(sa_type=sa.JSON)
    #: Digest of the story's words that these were made from; other words make these stale.
    made_from: str = Field(max_length=64)
    accepted_by_id: int | None = Field(default=None, foreign_key="person.id")
    accepted_at: datetime | None = Field(default=None, sa_type=db.Utc)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)
