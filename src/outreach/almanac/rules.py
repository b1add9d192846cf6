"""The nine ways in which a day of the year is fixed, and the dates each yields. Pure.

A rule yields a list for each year: a lunar date can fall twice in one year or not at all, a fifth
Monday is not in every month, and announced dates are unknown until somebody has said them.
"""

import calendar
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field, model_validator
from pydantic.dataclasses import dataclass

from outreach.almanac import spans
from outreach.almanac.spans import Span

_STRICT = ConfigDict(extra="forbid")

MonthNumber = Annotated[int, Field(ge=1, le=12)]
DayNumber = Annotated[int, Field(ge=1, le=31)]
Ordinal = Annotated[int, Field(ge=-1, le=5)]
Away = Annotated[int, Field(ge=-60, le=60)]


class Weekday(StrEnum):
    """The days of the week, in Python's order."""

    #: The first.
    MONDAY = "monday"
    #: The second.
    TUESDAY = "tuesday"
    #: The third.
    WEDNESDAY = "wednesday"
    #: The fourth.
    THURSDAY = "thursday"
    #: The fifth.
    FRIDAY = "friday"
    #: The sixth.
    SATURDAY = "saturday"
    #: The seventh.
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        return list(Weekday).index(self)


@dataclass(frozen=True, slots=True, config=_STRICT)
class Fixed:
    """One day of one month."""

    kind: Literal["fixed"]
    month: MonthNumber
    day: DayNumber

    @property
    def told(self) -> str:
        return f"{calendar.month_name[self.month]} {self.day}"

    def spans(self, year: int) -> Iterator[Span]:
        if self.day <= spans.last_day(year, self.month):
            yield Span.one(date(year, self.month, self.day))


@dataclass(frozen=True, slots=True, config=_STRICT)
class WholeMonth:
    """A whole month."""

    kind: Literal["month"]
    month: MonthNumber

    @property
    def told(self) -> str:
        return f"the whole of {calendar.month_name[self.month]}"

    def spans(self, year: int) -> Iterator[Span]:
        last = spans.last_day(year, self.month)
        yield Span(date(year, self.month, 1), date(year, self.month, last))


@dataclass(frozen=True, slots=True, config=_STRICT)
class MonthDay:
    """A day of the year, as a range begins or ends with."""

    month: MonthNumber
    day: DayNumber

    @property
    def told(self) -> str:
        return f"{calendar.month_name[self.month]} {self.day}"

    def within(self, year: int) -> date:
        """That day; in a month that is too short, the month's last."""
        return date(year, self.month, min(self.day, spans.last_day(year, self.month)))


@dataclass(frozen=True, slots=True, config=_STRICT)
class Range:
    """From one day through another. One that ends before it begins ends in the next year."""

    kind: Literal["range"]
    start: MonthDay
    end: MonthDay

    @property
    def told(self) -> str:
        return f"{self.start.told} to {self.end.told}"

    def spans(self, year: int) -> Iterator[Span]:
        first, last = self.start.within(year), self.end.within(year)
        yield Span(first, last if last >= first else self.end.within(year + 1))


@dataclass(frozen=True, slots=True, config=_STRICT)
class NthWeekday:
    """The first to fifth of a weekday in a month, or with -1 the last."""

    kind: Literal["nth_weekday"]
    month: MonthNumber
    weekday: Weekday
    n: Ordinal

    @model_validator(mode="after")
    def _counted(self) -> "NthWeekday":
        if self.n == 0:
            raise ValueError("n is 1 to 5, or -1 for the last")
        return self

    @property
    def told(self) -> str:
        day = self.weekday.capitalize()
        return f"{_ORDINALS[self.n]} {day} of {calendar.month_name[self.month]}"

    def spans(self, year: int) -> Iterator[Span]:
        last = spans.last_day(year, self.month)
        month = (date(year, self.month, day) for day in range(1, last + 1))
        wanted = self.weekday.number
        found = [day for day in month if day.weekday() == wanted]
        index = self.n - 1 if self.n > 0 else self.n
        if index < len(found):
            yield Span.one(found[index])


@dataclass(frozen=True, slots=True, config=_STRICT)
class NthFullWeek:
    """The n-th week that lies wholly within a month."""

    kind: Literal["nth_full_week"]
    month: MonthNumber
    n: Annotated[int, Field(ge=1, le=4)]
    week_starts: Weekday = Weekday.SUNDAY

    @property
    def told(self) -> str:
        week = f"{_ORDINALS[self.n]} full week of {calendar.month_name[self.month]}"
        return f"{week}, from {self.week_starts.capitalize()}"

    def spans(self, year: int) -> Iterator[Span]:
        first = spans.week_begin(date(year, self.month, 7), self.week_starts.number)
        week = Span.days(first + timedelta(weeks=self.n - 1), 7)
        if week.last.month == self.month:
            yield week


@dataclass(frozen=True, slots=True, config=_STRICT)
class WeekOf:
    """The week of seven days that holds the first day of another rule."""

    kind: Literal["week_of"]
    anchor: "Anchor"
    week_starts: Weekday = Weekday.SUNDAY

    @property
    def told(self) -> str:
        begins = self.week_starts.capitalize()
        return f"the week, from {begins}, that holds {_named(self.anchor.told)}"

    def spans(self, year: int) -> Iterator[Span]:
        for held in self.anchor.spans(year):
            yield Span.days(spans.week_begin(held.first, self.week_starts.number), 7)


@dataclass(frozen=True, slots=True, config=_STRICT)
class Offset:
    """From so many days after the first day of another rule, through so many (below 0: before)."""

    kind: Literal["offset"]
    anchor: "Anchor"
    start: Away
    end: Away

    @model_validator(mode="after")
    def _forward(self) -> "Offset":
        if self.end < self.start:
            raise ValueError("end is not before start")
        return self

    @property
    def told(self) -> str:
        return _away(self.start, self.end, _named(self.anchor.told))

    def spans(self, year: int) -> Iterator[Span]:
        for held in self.anchor.spans(year):
            yield Span(
                held.first + timedelta(days=self.start), held.first + timedelta(days=self.end)
            )


@dataclass(frozen=True, slots=True, config=_STRICT)
class Table:
    """Days read from a table, for calendars that no formula here follows."""

    kind: Literal["table"]
    calendar: Literal["chinese", "islamic", "hebrew", "hindu"]
    days: Annotated[int, Field(ge=1, le=31)]
    #: Whether it begins with the sunset of the evening before.
    eve: bool
    known: tuple[date, ...]

    @property
    def told(self) -> str:
        return f"by the {self.calendar.capitalize()} calendar"

    def spans(self, year: int) -> Iterator[Span]:
        return (Span.days(day, self.days) for day in sorted(self.known) if day.year == year)


@dataclass(frozen=True, slots=True, config=_STRICT)
class Announced:
    """Days that somebody says each year; until then an estimate, or nothing."""

    kind: Literal["announced"]
    known: Mapping[int, tuple[date, date]] = Field(default_factory=dict)
    estimate: "Anchor | None" = None

    @model_validator(mode="after")
    def _ordered(self) -> "Announced":
        for year, (first, last) in self.known.items():
            if first.year != year or last < first:
                raise ValueError(f"the dates of {year} begin in {year} and end after they begin")
        return self

    @property
    def told(self) -> str:
        usual = f"; usually {self.estimate.told}" if self.estimate else ""
        return f"announced each year{usual}"

    def spans(self, year: int) -> Iterator[Span]:
        """What was announced, or what is expected."""
        if year in self.known:
            yield Span(*self.known[year])
        elif self.estimate is not None:
            yield from self.estimate.spans(year)

    def is_known(self, year: int) -> bool:
        return year in self.known


Anchor: TypeAlias = Annotated[
    Fixed | WholeMonth | Range | NthWeekday | NthFullWeek | WeekOf | Offset,
    Field(discriminator="kind"),
]
Rule: TypeAlias = Annotated[
    Fixed | WholeMonth | Range | NthWeekday | NthFullWeek | WeekOf | Offset | Table | Announced,
    Field(discriminator="kind"),
]


def _named(words: str) -> str:
    """The words with their article; a date has none."""
    return f"the {words}" if words[0].islower() else words


def _away(start: int, end: int, anchor: str) -> str:
    if start == end:
        return f"{_days(start)} {'after' if start > 0 else 'before'} {anchor}"
    if end == 0:
        return f"from {_days(start)} before {anchor} through that day"
    side = "after" if start > 0 else "before"
    return f"from {abs(start)} to {_days(end)} {side} {anchor}"


def _days(count: int) -> str:
    return "1 day" if abs(count) == 1 else f"{abs(count)} days"


_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
