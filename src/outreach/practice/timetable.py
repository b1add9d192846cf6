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


class _Day(NamedTuple):
    """One local day: its bit of the week, its hours as instants, and how it goes for each person.

    An hour the clocks jump over falls on the next one.
    """

    weekday: int
    hours: tuple[Instant, ...]
    ways: bytes


class Timetable:
    """The days of a town of `people`: a person late or away is so on every app, for every post."""

    def __init__(self, *, seed: str, zone: ZoneInfo, people: int) -> None:
        self._seed = seed
        self._zone = zone
        self._people = people
        self._day_at: dict[int, int] = {}
        self._days: dict[int, _Day] = {}

    def openings(
        self, slots: Iterable[Opening], person: int, *, since: Instant, until: Instant
    ) -> Iterator[Instant]:
        """The moments in [since, until) at which the person opens the app, in order."""
        number = self._local_day(since)
        while (day := self._days.get(number) or self._look_up(number)).hours[0] < until:
            way = day.ways[person]
            if way >= _DAYS_AWAY:
                for minute, weekdays in slots:
                    if weekdays & day.weekday:
                        at = day.hours[minute // 60] + minute % 60 * MINUTE + way * _LATER
                        if since <= at < until:
                            yield at
            number += 1

    def _local_day(self, at: Instant) -> int:
        """The local day, as an ordinal, on which the full hour before `at` falls."""
        hour = at // HOUR
        if hour not in self._day_at:
            self._day_at[hour] = moment(hour * HOUR).astimezone(self._zone).toordinal()
        return self._day_at[hour]

    def _look_up(self, number: int) -> _Day:
        on = date.fromordinal(number)
        clock = (datetime.combine(on, time(hour), tzinfo=self._zone) for hour in range(24))
        day = self._days[number] = _Day(
            weekday=1 << on.weekday(),
            hours=tuple(instant(hour) for hour in clock),
            ways=draws(self._seed, "day", number).randbytes(self._people),
        )
        return day


def draws(seed: str, *names: str | int) -> Random:
    """A source of chance that belongs to these names alone, whatever was drawn elsewhere."""
    return Random(int(digest.of([seed, *names]), 16))  # noqa: S311 - a simulation, not a secret
