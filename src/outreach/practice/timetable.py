"""When people open their apps: weekly slots in local time, late on some days, skipped on others."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from outreach.lib import digest
from outreach.practice.instants import HOUR, MINUTE, SECOND, Instant, instant, moment

EVERY_DAY = 0b1111111
WORKDAYS = 0b0011111
WEEKEND = 0b1100000

#: Of the 256 ways a person's day can go, the first so many keep them off every app.
_DAYS_AWAY = 26
#: Each further way makes every opening of the day this much later: at most 13 minutes in all.
_LATER: Instant = 3 * SECOND


class Opening(NamedTuple):
    """One slot of a weekly timetable: a minute after local midnight, on some weekdays.

    `weekdays` has one bit a day, Monday lowest.
    """

    minute: int
    weekdays: int


class Timetable:
    """The days of a town of `people`: a person late or away is so on every app, for every post."""

    def __init__(self, *, seed: str, zone: ZoneInfo, people: int) -> None:
        self._seed = seed
        self._zone = zone
        self._people = people
        self._day_at: dict[int, int] = {}
        self._hours: dict[int, tuple[Instant, ...]] = {}
        self._ways: dict[int, bytes] = {}

    def openings(
        self, slots: Iterable[Opening], person: int, *, since: Instant, until: Instant
    ) -> Iterator[Instant]:
        """The moments in [since, until) at which the person opens the app, in order."""
        day = self._local_day(since)
        while (hours := self._hours_of(day))[0] < until:
            way = self._ways_of(day)[person]
            if way >= _DAYS_AWAY:
                late = way * _LATER
                weekday = 1 << (day - 1) % 7
                for minute, weekdays in slots:
                    if weekdays & weekday:
                        at = hours[minute // 60] + minute % 60 * MINUTE + late
                        if since <= at < until:
                            yield at
            day += 1

    def _local_day(self, at: Instant) -> int:
        """The local day, as an ordinal, on which the full hour before `at` falls."""
        hour = at // HOUR
        if hour not in self._day_at:
            self._day_at[hour] = moment(hour * HOUR).astimezone(self._zone).toordinal()
        return self._day_at[hour]

    def _hours_of(self, day: int) -> tuple[Instant, ...]:
        """Each local hour of a day as an instant; one the clocks jump over falls on the next."""
        if day not in self._hours:
            on = date.fromordinal(day)
            self._hours[day] = tuple(
                instant(datetime.combine(on, time(hour), tzinfo=self._zone)) for hour in range(24)
            )
        return self._hours[day]

    def _ways_of(self, day: int) -> bytes:
        """How the day goes for each person: one byte."""
        if day not in self._ways:
            self._ways[day] = draws(self._seed, "day", day).randbytes(self._people)
        return self._ways[day]


def draws(seed: str, *names: str | int) -> Random:
    """A source of chance that belongs to these names alone, whatever was drawn elsewhere."""
    return Random(int(digest.of([seed, *names]), 16))  # noqa: S311 - a simulation, not a secret
