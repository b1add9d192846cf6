"""The values a report is made of. Nothing here can hold people of two platforms in one number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from outreach.audience import wording
from outreach.audience.overlap import Bounds
from outreach.platforms import PlatformName, ReadingState, Split

#: Of several numbers that are one to the reader, the first of these that occurs is said.
_SAID_FIRST = (
    ReadingState.VALUE,
    ReadingState.FAILED,
    ReadingState.WITHHELD,
    ReadingState.NOT_OFFERED,
)


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a post or an account as last told, or why there is none.

    `state` is None while nobody has asked. A number that could not be told lately keeps its last
    value and the moment it was told; `why` then says what went wrong since.
    """

    metric: str
    split: Split = Split.ALL
    state: ReadingState | None = None
    value: int | None = None
    asked_at: datetime | None = None
    why: str = ""
    source: str = ""
    definition: str = ""

    @property
    def title(self) -> str:
        """What it counts, in words."""
        return wording.titled(self.metric, self.split)

    @property
    def shown(self) -> str:
        """The number as people read it, or the words in its place. Never a false zero."""
        return wording.shown(self.state, self.value)


@dataclass(frozen=True, slots=True)
class Point:
    """One number on a line: when it was asked, and None where the line has a gap."""

    at: datetime
    age_minutes: int
    value: int | None
    late: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class PostLine:
    """One published post with its numbers."""

    placement_id: int
    post_id: int
    title: str
    platform: PlatformName
    account_id: int
    handle: str
    practice: bool
    published_at: datetime
    permalink: str | None
    numbers: tuple[Number, ...]
    growth: tuple[Point, ...]
    #: From then on nobody saw it; what was counted until then still counts.
    taken_down_at: datetime | None = None

    def named(self, zone: tzinfo) -> str:
        """Its title, with the day it was taken down, if it was."""
        if self.taken_down_at is None:
            return self.title
        local = self.taken_down_at.astimezone(zone)
        return f"{self.title} (taken down on {local:%b} {local.day})"

    def number(self, metric: str, split: Split = Split.ALL) -> Number:
        """That number; one nobody has asked for says so."""
        for number in self.numbers:
            if number.metric == metric and number.split is split:
                return number
        if self.platform.by_hand:
            return Number(metric, split, ReadingState.NOT_OFFERED, why=wording.BY_HAND)
        return Number(metric, split, self._unanswered)

    @property
    def showings(self) -> Number:
        """How often it was shown, in the platform's own measure."""
        return self.number(wording.SHOWN_BY.get(self.platform, "views"))

    @property
    def _unanswered(self) -> ReadingState | None:
        """What it means that an asking brought no such number: the fate of those it did bring."""
        shared = shared_state(self.numbers)
        return ReadingState.NOT_OFFERED if shared is ReadingState.VALUE else shared


def shared_state(numbers: Iterable[Number]) -> ReadingState | None:
    """What is to be said of several numbers as one: told if any is, not asked if none was."""
    states = {number.state for number in numbers}
    return next((state for state in _SAID_FIRST if state in states), None)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over posts of one platform: showings or acts, never accounts."""

    metric: str
    split: Split
    value: int | None
    told: int
    posts: int
    #: What became of the asking, all posts taken together.
    state: ReadingState | None

    @property
    def title(self) -> str:
        """What it counts, in words."""
        return wording.titled(self.metric, self.split)

    @property
    def complete(self) -> bool:
        """Whether every post is in it."""
        return self.told == self.posts

    @property
    def shown(self) -> str:
        """The sum as people read it; what is not in it is said beside it."""
        if self.value is None:
            return wording.shown(self.state, None)
        return f"{self.value:,}" if self.complete else f"{self.value:,} or more"


@dataclass(frozen=True, slots=True)
class PlatformLine:
    """All posts on one platform."""

    platform: PlatformName
    posts: int
    totals: tuple[Total, ...]
    reach: Bounds
    reach_why: str
    #: What became of asking how often posts were shown, who of those does not follow, and how many
    #: accounts there were; all posts taken together.
    state: ReadingState | None
    split_state: ReadingState | None
    reach_state: ReadingState | None

    @property
    def title(self) -> str:
        return wording.PLATFORMS[self.platform]

    def total(self, metric: str, split: Split = Split.ALL) -> Total | None:
        """That sum; None where the platform has no such number."""
        return next(
            (one for one in self.totals if one.metric == metric and one.split is split), None
        )

    @property
    def showings(self) -> Total | None:
        """How often the posts were shown, in the platform's own measure."""
        return self.total(wording.SHOWN_BY.get(self.platform, "views"))

    @property
    def shown(self) -> str:
        """That sum as people read it, or the words in its place."""
        return wording.shown(self.state, None) if self.showings is None else self.showings.shown


@dataclass(frozen=True, slots=True)
class WindowLine:
    """One de-duplicated number of a whole account over the days that end with `ends_on`."""

    days: int
    ends_on: date
    number: Number


@dataclass(frozen=True, slots=True)
class DayPoint:
    """Followers at the end of one day; None where the line has a gap."""

    on: date
    value: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Followers at the end of a day."""

    on: date
    value: int


@dataclass(frozen=True, slots=True)
class Change:
    """Follows or unfollows added up over the days of `first` through `last`; `told` were told."""

    value: int | None
    told: int
    first: date
    last: date
    state: ReadingState | None
    why: str

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def shown(self) -> str:
        """The sum as people read it."""
        if self.value is None:
            return wording.shown(self.state, None)
        return f"{self.value:,}" if self.told == self.days else f"{self.value:,} or more"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account: its followers over the time of the report, and its newest windows.

    `followers` is a line, so it has two days that were told or none.
    """

    account_id: int
    platform: PlatformName
    handle: str
    name: str
    practice: bool
    start: Standing | None
    end: Standing | None
    #: What became of asking for followers.
    state: ReadingState | None
    gained: Change
    lost: Change
    followers: tuple[DayPoint, ...]
    windows: tuple[WindowLine, ...]

    @property
    def net(self) -> int | None:
        """Followers at the end less followers at the start."""
        if self.start is None or self.end is None or self.start.on >= self.end.on:
            return None
        return self.end.value - self.start.value


@dataclass(frozen=True, slots=True)
class Missing:
    """Numbers that are not there, all for the same reason."""

    platform: PlatformName
    title: str
    state: ReadingState | None
    why: str
    posts: int


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of whom some posts reached, and what is not."""

    title: str
    agency: str
    place: str
    time_zone: str
    practice: bool
    starts_on: date
    ends_on: date
    made_at: datetime
    posts: tuple[PostLine, ...]
    platforms: tuple[PlatformLine, ...]
    accounts: tuple[AccountLine, ...]
    missing: tuple[Missing, ...]
    new_people: str = wording.NEW_PEOPLE
