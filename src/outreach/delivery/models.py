"""Tables of the send: what goes where and when, every attempt, every hold."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db
from outreach.delivery.coverage import Order, read
from outreach.delivery.states import LIVE, State
from outreach.lib.clock import Shift
from outreach.platforms import PlatformName

_LIVE = sa.text(f"state IN ({', '.join(repr(state.value) for state in sorted(LIVE))})")
_SCHEDULED = sa.text("state = 'scheduled'")
_ON = sa.text("lifted_at IS NULL")
_IN_FLIGHT = sa.text("state = 'sending'")
_TAKEN = sa.text("state IN ('claimed', 'sending')")
_WAITS = sa.text("state = 'scheduled' AND not_before IS NOT NULL")


class Placement(db.Table, table=True):
    """One variant, to one account, at one time. This row is the schedule and the queue."""

    __table_args__ = (
        sa.Index(
            "uq_placement_live",
            "variant_id",
            "account_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        sa.Index(
            "uq_placement_sending",
            "account_id",
            unique=True,
            sqlite_where=_IN_FLIGHT,
            postgresql_where=_IN_FLIGHT,
        ),
        sa.Index("ix_placement_due", "state", "due_at", "id"),
        # The claim looks at each account by itself: what comes first there, what is taken there.
        sa.Index(
            "ix_placement_turn",
            "account_id",
            "due_at",
            "id",
            sqlite_where=_SCHEDULED,
            postgresql_where=_SCHEDULED,
        ),
        sa.Index("ix_placement_taken", "account_id", sqlite_where=_TAKEN, postgresql_where=_TAKEN),
        sa.Index("ix_placement_waits", "not_before", sqlite_where=_WAITS, postgresql_where=_WAITS),
        sa.Index("ix_placement_measured", "state", "published_at"),
        sa.Index("ix_placement_calendar", "agency_id", "due_at"),
        sa.UniqueConstraint("account_id", "external_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    post_id: int = Field(foreign_key="post.id", index=True)
    variant_id: int = Field(foreign_key="variant.id")
    account_id: int = Field(foreign_key="account.id")
    platform: PlatformName = Field(sa_type=db.named(PlatformName))
    state: State = Field(default=State.DRAFT, sa_type=db.named(State))

    #: The wall-clock time a person chose, the zone it was chosen in, and the instant it means.
    local_time: str = Field(max_length=19)
    time_zone: str = Field(max_length=64)
    shift: Shift = Field(default=Shift.NONE, sa_type=db.named(Shift))
    due_at: datetime = Field(sa_type=db.Utc)
    window_minutes: int

    #: Digest of exactly what would leave: words, alternatives, image bytes, account, due time.
    digest: str = Field(max_length=64)
    #: Ours, the same for every attempt.
    key: str = Field(max_length=36, unique=True)
    placed_by: int = Field(foreign_key="person.id")

    attempts: int = 0
    fence: int = 0
    lease_until: datetime | None = Field(default=None, sa_type=db.Utc)
    marked_at: datetime | None = Field(default=None, sa_type=db.Utc)
    not_before: datetime | None = Field(default=None, sa_type=db.Utc)
    #: What the adapter noted between two calls, such as the id of an unpublished draft.
    journal: str | None = Field(default=None, max_length=200)
    reads: int = 0

    external_id: str | None = Field(default=None, max_length=100)
    permalink: str | None = Field(default=None, max_length=400)
    published_at: datetime | None = Field(default=None, sa_type=db.Utc)
    #: The last thing that went wrong or needs doing, as a sentence.
    trouble: str = Field(default="", max_length=500)

    @property
    def last_at(self) -> datetime:
        """After this instant it may not go out any more."""
        return self.due_at + timedelta(minutes=self.window_minutes)


#: The rows without the objects, for what is done to many at once.
PLACEMENT: sa.Table = Placement.__table__  # type: ignore[attr-defined]  # SQLModel adds it


class Outcome(StrEnum):
    """How one attempt ended."""

    #: Not ended yet; after a crash the sweep says what became of it.
    OPEN = "open"
    #: It is out.
    PUBLISHED = "published"
    #: Surely not sent.
    UNSENT = "unsent"
    #: Refused for good.
    REFUSED = "refused"
    #: The account's credentials were refused.
    NEEDS_SIGN_IN = "needs_sign_in"
    #: Nobody knows yet.
    UNKNOWN = "unknown"


class Attempt(db.Table, table=True):
    """One try at sending. Written before anything leaves."""

    __table_args__ = (sa.UniqueConstraint("placement_id", "fence"),)

    id: int | None = Field(default=None, primary_key=True)
    placement_id: int = Field(foreign_key="placement.id")
    fence: int
    claimed_at: datetime = Field(sa_type=db.Utc)
    marked_at: datetime | None = Field(default=None, sa_type=db.Utc)
    ended_at: datetime | None = Field(default=None, sa_type=db.Utc)
    outcome: Outcome = Field(default=Outcome.OPEN, sa_type=db.named(Outcome))
    detail: str = Field(default="", max_length=500)


ATTEMPT: sa.Table = Attempt.__table__  # type: ignore[attr-defined]  # SQLModel adds it


class Hold(db.Table, table=True):
    """An order that stops sending from this moment. Only a person lifts it."""

    __table_args__ = (sa.Index("ix_hold_on", "agency_id", sqlite_where=_ON, postgresql_where=_ON),)

    id: int | None = Field(default=None, primary_key=True)
    #: Whose person ordered it; what it covers is said by the scope.
    agency_id: int = Field(foreign_key="agency.id", index=True)
    #: A `Scope` as text, so that one of a later release can be met and obeyed.
    scope: str = Field(max_length=32)
    #: Which account, campaign, topic, platform or language; nothing where the scope says it all.
    about: str = Field(default="", max_length=80)
    #: The recommendation it follows, if it follows one.
    advisory_id: int | None = Field(default=None, foreign_key="advisory.id")
    reason: str = Field(default="", max_length=500)
    by_id: int = Field(foreign_key="person.id")
    started_at: datetime = Field(sa_type=db.Utc)
    lifted_by: int | None = Field(default=None, foreign_key="person.id")
    lifted_at: datetime | None = Field(default=None, sa_type=db.Utc)

    @property
    def order(self) -> Order:
        """What it says to the send."""
        return Order(self.id or 0, self.agency_id, read(self.scope, self.about), self.about)


class Advisory(db.Table, table=True):
    """A hub asks agencies to pause something. It stops nothing by itself."""

    id: int | None = Field(default=None, primary_key=True)
    #: Who asks, as agencies know them.
    issuer: str = Field(max_length=120)
    #: Why, in their words.
    words: str = Field(max_length=500)
    scope: str = Field(max_length=32)
    about: str = Field(default="", max_length=80)
    by_id: int = Field(foreign_key="person.id")
    given_at: datetime = Field(sa_type=db.Utc)
    #: From then on it asks for nothing any more.
    withdrawn_at: datetime | None = Field(default=None, sa_type=db.Utc)


class AdvisoryAnswer(db.Table, table=True):
    """What one agency made of an advisory."""

    __tablename__ = "advisory_answer"
    __table_args__ = (sa.UniqueConstraint("advisory_id", "agency_id"),)

    id: int | None = Field(default=None, primary_key=True)
    advisory_id: int = Field(foreign_key="advisory.id")
    agency_id: int = Field(foreign_key="agency.id", index=True)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)
    #: The hold that follows it; nothing where the agency decided otherwise.
    hold_id: int | None = Field(default=None, foreign_key="hold.id")


#: When a gate that no hold ever turned was turned.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class HoldGate(db.Table, table=True):
    """The one row on which holds and marks meet. Without it nothing is sent.

    The first migration makes the row.
    """

    __tablename__ = "hold_gate"

    id: int = Field(default=1, primary_key=True)
    turned_at: datetime = Field(sa_type=db.Utc)
    turns: int = 0


class Heartbeat(db.Table, table=True):
    """When each part that runs by itself last did its round."""

    part: str = Field(primary_key=True, max_length=32)
    at: datetime = Field(sa_type=db.Utc)
    note: str = Field(default="", max_length=300)
