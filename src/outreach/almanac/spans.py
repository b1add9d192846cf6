"""Days in a row, the first and the last included, and the weeks and months they lie in. Pure."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one day through another. Refuses an end before the beginning."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A span ends on its first day or later.")

    @classmethod
    def one(cls, day: date) -> "Span":
        """A single day."""
        return cls(day, day)

    @classmethod
    def days(cls, first: date, count: int) -> "Span":
        """So many days from the first on."""
        return cls(first, first + timedelta(days=count - 1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=number) for number in range(self.length))

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def meets(self, other: "Span") -> bool:
        """Whether a day is in both."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        """As people write it: “May 10 to 16, 2026”."""
        if self.length == 1:
            return f"{self.first:%B %-d, %Y}"
        if self.first.year != self.last.year:
            return f"{self.first:%B %-d, %Y} to {self.last:%B %-d, %Y}"
        if self.first.month != self.last.month:
            return f"{self.first:%B %-d} to {self.last:%B %-d, %Y}"
        return f"{self.first:%B %-d} to {self.last:%-d, %Y}"


def last_day(year: int, month: int) -> int:
    """The number of the month's last day."""
    return calendar.monthrange(year, month)[1]


def week_begin(day: date, starts: int) -> date:
    """The first day of the week that holds this day; `starts` is 0 for Monday to 6 for Sunday."""
    return day - timedelta(days=(day.weekday() - starts) % 7)
