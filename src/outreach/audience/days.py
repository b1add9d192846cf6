"""Which days an account's windows are asked for: yesterday, gaps, and what came before.

Platforms keep these windows for about 90 days and they cannot be rebuilt afterwards, so a new
account is asked backwards, day by day, until a day tells nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

#: No platform we read keeps daily windows for longer.
KEPT_FOR_DAYS = 90

#: Days of one account asked in one pass, so that going back never uses up a rate limit.
A_PASS = 14

#: How long to wait before a failed day is asked again, and for how many days that is worth it.
PAUSE = timedelta(hours=6)
MENDED_FOR_DAYS = 7


class Told(StrEnum):
    """What asking for one day brought."""

    #: At least one window had a number.
    SOMETHING = "something"
    #: At least one number could not be had this time.
    FAILED = "failed"
    #: The platform has nothing for this day, and so nothing for the days before.
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was asked for, when, and what it brought."""

    told: Told
    asked_at: datetime


def last_full_day(local_today: date) -> date:
    """The newest day that is over where the agency is."""
    return local_today - timedelta(days=1)


def to_ask(known: Mapping[date, Day], newest: date, now: datetime) -> tuple[date, ...]:
    """The days to ask for now, newest first."""
    return tuple(islice(_missing(known, newest, now), A_PASS))


def _missing(known: Mapping[date, Day], newest: date, now: datetime) -> Iterator[date]:
    for back in range(KEPT_FOR_DAYS):
        on = newest - timedelta(days=back)
        day = known.get(on)
        if day is None:
            yield on
        elif day.told is Told.NOTHING:
            return
        elif day.told is Told.FAILED and back < MENDED_FOR_DAYS and now - day.asked_at >= PAUSE:
            yield on
