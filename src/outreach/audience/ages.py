"""The ages at which a post's numbers are asked, and which age a post has reached.

X charges one read per post and UTC day. The seven ages of the first day fall on the same two UTC
days as publication and the age of one day, so watching the first day closely costs nothing more.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR = 60
DAY = 24 * HOUR

#: In minutes since publication.
AGES = (
    *(15, 30, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 14 * HOUR),
    *(days * DAY for days in (1, 2, 3, 5, 7, 10, 14, 21, 28)),
)

#: A post older than this keeps the last numbers it was told.
GIVEN_UP_AFTER = timedelta(minutes=AGES[-1]) + timedelta(days=7)

#: A failed asking is tried again this many times within its age, evenly spread over half a step.
TRIES = 4

#: Never more often than this.
SHORTEST_PAUSE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of the last asking at one age."""

    at: datetime
    failed: bool


def reached(published_at: datetime, now: datetime) -> int | None:
    """The oldest planned age the post has reached; None before the first."""
    minutes = (now - published_at) / timedelta(minutes=1)
    return max((age for age in AGES if age <= minutes), default=None)


def due(published_at: datetime, asked: Mapping[int, Asked], now: datetime) -> int | None:
    """The age to ask for now, or None.

    Ages that passed while nobody asked are left out: a number of today is never kept as a number
    of yesterday. A failed asking is due again after a pause, until it would be late.
    """
    age = reached(published_at, now)
    if age is None or now - published_at > GIVEN_UP_AFTER:
        return None
    before = asked.get(age)
    if before is None:
        return age
    again = before.failed and now - before.at >= pause(age) and not late(published_at, age, now)
    return age if again else None


def next_at(published_at: datetime, now: datetime) -> datetime | None:
    """When the post reaches its next planned age; None after the last."""
    passed = bisect_right(AGES, (now - published_at) / timedelta(minutes=1))
    return published_at + timedelta(minutes=AGES[passed]) if passed < len(AGES) else None


def late(published_at: datetime, age: int, asked_at: datetime) -> bool:
    """Whether it was asked more than half a step after its age: it then says more of the next."""
    return asked_at - published_at - timedelta(minutes=age) > half_step(age)


def pause(age: int) -> timedelta:
    """How long to wait before asking again after a failure at this age."""
    return max(SHORTEST_PAUSE, half_step(age) / TRIES)


def half_step(age: int) -> timedelta:
    """Half the way to the next planned age; for the last one, half the way it came."""
    place = AGES.index(age)
    step = AGES[place + 1] - age if place + 1 < len(AGES) else age - AGES[place - 1]
    return timedelta(minutes=step) / 2
