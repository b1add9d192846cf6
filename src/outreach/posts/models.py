"""Tables from idea to words: the post, its words for one platform and language, a release."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db
from outreach.platforms import PlatformName
from outreach.posts.kinds import PostType, Tier
from outreach.stories import Origin


class Post(db.Table, table=True):
    """One idea to be said; the platforms' own words are its variants."""

    __table_args__ = (sa.UniqueConstraint("agency_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id", index=True)
    story_id: int | None = Field(default=None, foreign_key="story.id", index=True)
    #: The post's own name in files; stays when the title changes.
    key: str = Field(max_length=80)
    type: PostType = Field(sa_type=db.named(PostType))
    tier: Tier = Field(sa_type=db.named(Tier))
    title: str = Field(max_length=200)
    template: str | None = Field(default=None, max_length=80)
    #: What a person typed into the template's blanks.
    blanks: dict[str, str] = Field(sa_type=sa.JSON)
    #: What a condolence waits for; nothing for every other type.
    venue_release_id: int | None = Field(default=None, foreign_key="venue_release.id")
    #: What its author said yes to when asked about it, such as `arrest`; sorted.
    declared: list[str] = Field(default=[], sa_type=sa.JSON)
    #: The kit it came with; empty when it was written here.
    kit: str = Field(default="", max_length=80)
    #: It may not be seen before.
    embargo_until: datetime | None = Field(default=None, sa_type=db.Utc)
    by_id: int = Field(foreign_key="person.id")
    created_at: datetime = Field(sa_type=db.Utc)


class Variant(db.Table, table=True):
    """A post's words for one platform and one language; two languages are two variants."""

    __table_args__ = (sa.UniqueConstraint("post_id", "platform", "language"),)

    id: int | None = Field(default=None, primary_key=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    platform: PlatformName = Field(sa_type=db.named(PlatformName))
    language: str = Field(max_length=16)
    text: str
    #: The address a platform shows as a card; a link inside the text needs none.
    link: str | None = None
    #: What a person adds beneath the post where the platform takes a first comment.
    first_comment: str = ""
    #: The words that keep a result honest, where these bring their own; else the story's.
    caveat: str = ""
    asset_id: int | None = Field(default=None, foreign_key="asset.id")
    poll_options: list[str] = Field(sa_type=sa.JSON)
    poll_minutes: int = 0
    #: Whose words they are; a machine's are a draft until a person accepts exactly these.
    origin: Origin = Field(default=Origin.PERSON, sa_type=db.named(Origin))
    accepted_by_id: int | None = Field(default=None, foreign_key="person.id")
    accepted_at: datetime | None = Field(default=None, sa_type=db.Utc)
    #: Digest of the words that were accepted; others need accepting again.
    accepted_words: str | None = Field(default=None, max_length=64)
    #: Everyone who wrote these words, in any revision; none of them can approve them.
    authors: list[int] = Field(sa_type=sa.JSON)
    by_id: int = Field(foreign_key="person.id")
    revision: int = 1
    revised_at: datetime = Field(sa_type=db.Utc)


class VenueRelease(db.Table, table=True):
    """That an agency made its own loss public, before others speak of it. Never changed."""

    __tablename__ = "venue_release"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    #: The agency whose loss it is.
    venue: str = Field(max_length=120)
    #: Who there released it, and where or how that was seen.
    released_by: str = Field(max_length=200)
    released_at: datetime = Field(sa_type=db.Utc)
    by_id: int = Field(foreign_key="person.id")
    noted_at: datetime = Field(sa_type=db.Utc)
