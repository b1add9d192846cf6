"""Tables of what follows a post that is out: amendments, and new posts that correct old ones."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db
from outreach.delivery.amends.states import AMENDED, AmendKind, AmendState
from outreach.platforms import PlatformName

_OPEN = sa.text(f"state NOT IN ({', '.join(repr(state.value) for state in sorted(AMENDED))})")


class Told(StrEnum):
    """What the platform answered when it was last asked to change the post."""

    #: No answer came.
    NOTHING = "nothing"
    #: It did what was asked.
    DONE = "done"
    #: It says that there is no such post.
    GONE = "gone"


class Amendment(db.Table, table=True):
    """One order to take a post down or to correct its words. Written before anything leaves."""

    __table_args__ = (
        sa.Index(
            "uq_amendment_open",
            "placement_id",
            "kind",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        sa.Index("ix_amendment_state", "state", "not_before"),
        sa.Index("ix_amendment_placement", "placement_id", "kind", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    placement_id: int = Field(foreign_key="placement.id")
    platform: PlatformName = Field(sa_type=db.named(PlatformName))
    kind: AmendKind = Field(sa_type=db.named(AmendKind))
    state: AmendState = Field(default=AmendState.ASKED, sa_type=db.named(AmendState))
    reason: str = Field(max_length=500)
    #: One person ordered it without a second, because somebody may come to harm.
    at_once: bool = False
    asked_by: int = Field(foreign_key="person.id")
    asked_at: datetime = Field(sa_type=db.Utc)
    #: Whose order made it leave; of a correction, the one who gave the last yes.
    ordered_by: int | None = Field(default=None, foreign_key="person.id")
    ordered_at: datetime | None = Field(default=None, sa_type=db.Utc)

    #: The words that stood when it was asked for, and, of a correction, those that shall stand.
    before: str = ""
    text: str = ""
    #: Digest of what will stand afterwards; a yes to a correction is bound to it.
    digest: str = Field(default="", max_length=64)

    told: Told = Field(default=Told.NOTHING, sa_type=db.named(Told))
    #: The words read on the platform right before it was asked; nothing where that failed.
    stood: str | None = None
    #: The words read on the platform afterwards; nothing where the post is gone.
    stands: str | None = None

    attempts: int = 0
    reads: int = 0
    fence: int = 0
    lease_until: datetime | None = Field(default=None, sa_type=db.Utc)
    marked_at: datetime | None = Field(default=None, sa_type=db.Utc)
    not_before: datetime | None = Field(default=None, sa_type=db.Utc)
    #: The last thing that went wrong or needs doing, as a sentence.
    trouble: str = Field(default="", max_length=500)
    ended_at: datetime | None = Field(default=None, sa_type=db.Utc)
    #: Who says so, where no program could read it back.
    seen_by: int | None = Field(default=None, foreign_key="person.id")


class FollowUp(db.Table, table=True):
    """A new post that corrects one that is out, where the old one's words cannot be changed."""

    __tablename__ = "follow_up"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    #: The post that is corrected.
    placement_id: int = Field(foreign_key="placement.id", index=True)
    #: The new post.
    post_id: int = Field(foreign_key="post.id", unique=True)
    reason: str = Field(max_length=500)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)
