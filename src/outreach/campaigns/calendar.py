"""The calendar as people look at it: a month in weeks from Sunday, or an agenda of days.

Days are those of the agency's own zone. Verbs that take a session read; the rest are values.
"""

import calendar
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from outreach import delivery, identity, posts
from outreach.platforms import PlatformName

_Rows: TypeAlias = Select[delivery.Placement, posts.Variant, posts.Post, identity.Account]

#: How far an agenda may look at once.
LONGEST_AGENDA = 92


@dataclass(frozen=True, slots=True)
class Entry:
    """One post as the calendar shows it."""

    placement_id: int
    post_id: int
    variant_id: int
    campaign_id: int | None
    title: str
    type: posts.PostType
    tier: posts.Tier
    platform: PlatformName
    #: The account's handle, and whether what it sends is public.
    account: str
    practice: bool
    state: delivery.State
    #: The instant, and the agency's wall clock at that instant.
    due_at: datetime
    local: datetime
    text: str
    trouble: str
    #: The digest of what stands there now, to which an answer is bound.
    digest: str = ""
    #: What the clock change of the zone did to the time a person chose.
    shift: delivery.Shift = delivery.Shift.NONE
    #: When it went out and where it can be seen, once it has.
    published_at: datetime | None = None
    permalink: str | None = None
    account_id: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """One day and its posts, in order of time."""

    on: date
    entries: tuple[Entry, ...]
    in_month: bool = True
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a grid: whole weeks, Sunday first, filled up from the months beside it."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def before(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The first day of the month after."""
        return (self.first + timedelta(days=31)).replace(day=1)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The days in a span that have posts, and the span."""

    first: date
    last: date
    days: tuple[Day, ...]


def entries(
    db: Session, agency_id: int, *, first: date, last: date, campaign_id: int | None = None
) -> tuple[Entry, ...]:
    """Every post on the agency's calendar from one local day through another, in order of time.

    Cancelled posts are not on the calendar.
    """
    zone = identity.zone(identity.agency(db, agency_id).time_zone)
    placement = delivery.Placement
    rows = _rows(agency_id).where(
        placement.state != delivery.State.CANCELLED,
        placement.due_at >= _start_of(first, zone),
        placement.due_at < _start_of(last + timedelta(days=1), zone),
    )
    if campaign_id is not None:
        rows = rows.where(placement.campaign_id == campaign_id)
    return tuple(_entry(*row, zone) for row in db.exec(rows))


def entries_in(
    db: Session, agency_id: int, states: Collection[delivery.State]
) -> tuple[Entry, ...]:
    """Every post of the agency that stands in one of these states, on whatever day, by time."""
    zone = identity.zone(identity.agency(db, agency_id).time_zone)
    rows = _rows(agency_id).where(col(delivery.Placement.state).in_(states))
    return tuple(_entry(*row, zone) for row in db.exec(rows))


def entries_of(db: Session, agency_id: int, post_ids: Collection[int]) -> tuple[Entry, ...]:
    """Everything that was ever placed of these posts, cancelled or not, in order of time."""
    zone = identity.zone(identity.agency(db, agency_id).time_zone)
    rows = _rows(agency_id).where(col(delivery.Placement.post_id).in_(post_ids))
    return tuple(_entry(*row, zone) for row in db.exec(rows))


def published_since(db: Session, agency_id: int, since: datetime) -> tuple[Entry, ...]:
    """Every post of the agency that went out since then, the last one first."""
    zone = identity.zone(identity.agency(db, agency_id).time_zone)
    at = col(delivery.Placement.published_at)
    rows = _rows(agency_id).where(at >= since).order_by(None).order_by(at.desc())
    return tuple(_entry(*row, zone) for row in db.exec(rows))


def month(found: Sequence[Entry], first: date, *, today: date) -> Month:
    """The month of `first` as a grid of whole weeks."""
    first = first.replace(day=1)
    by_day = _by_day(found)
    weeks = calendar.Calendar(calendar.SUNDAY).monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(
            tuple(
                Day(on, tuple(by_day[on]), in_month=on.month == first.month, is_today=on == today)
                for on in week
            )
            for week in weeks
        ),
    )


def month_span(first: date) -> tuple[date, date]:
    """The first and the last day that the grid of this month shows."""
    weeks = calendar.Calendar(calendar.SUNDAY).monthdatescalendar(first.year, first.month)
    return weeks[0][0], weeks[-1][-1]


def agenda(found: Sequence[Entry], first: date, last: date, *, today: date) -> Agenda:
    """The days of a span that have posts. A span that ends before it begins is one day."""
    last = min(max(first, last), first + timedelta(days=LONGEST_AGENDA - 1))
    by_day = _by_day(found)
    days = (Day(on, tuple(by_day[on]), is_today=on == today) for on in sorted(by_day))
    return Agenda(first, last, tuple(day for day in days if first <= day.on <= last))


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The day it is in the zone at that instant."""
    return at.astimezone(zone).date()


def _start_of(day: date, zone: ZoneInfo) -> datetime:
    """The instant a local day begins; where midnight is skipped, the first moment after."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def _rows(agency_id: int) -> _Rows:
    placement, variant = delivery.Placement, posts.Variant
    return (
        select(placement, variant, posts.Post, identity.Account)
        .join(variant, col(variant.id) == col(placement.variant_id))
        .join(posts.Post, col(posts.Post.id) == col(placement.post_id))
        .join(identity.Account, col(identity.Account.id) == col(placement.account_id))
        .where(placement.agency_id == agency_id)
        .order_by(col(placement.due_at), col(placement.id))
    )


def _by_day(found: Sequence[Entry]) -> defaultdict[date, list[Entry]]:
    by_day: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in sorted(found, key=lambda entry: (entry.due_at, entry.placement_id)):
        by_day[entry.local.date()].append(entry)
    return by_day


def _entry(
    placement: delivery.Placement,
    variant: posts.Variant,
    post: posts.Post,
    account: identity.Account,
    zone: ZoneInfo,
) -> Entry:
    return Entry(
        placement_id=placement.id or 0,
        post_id=placement.post_id,
        variant_id=placement.variant_id,
        campaign_id=placement.campaign_id,
        title=post.title,
        type=post.type,
        tier=post.tier,
        platform=placement.platform,
        account=account.handle,
        practice=account.practice,
        state=placement.state,
        due_at=placement.due_at,
        local=placement.due_at.astimezone(zone).replace(tzinfo=None),
        text=variant.text,
        trouble=placement.trouble,
        digest=placement.digest,
        shift=placement.shift,
        published_at=placement.published_at,
        permalink=placement.permalink or account.practice_page(placement.external_id),
        account_id=placement.account_id,
    )
