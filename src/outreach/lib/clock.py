"""Time: where `now` comes from, and how a wall-clock time in a zone becomes one instant."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from threading import Lock
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """The one place `now` comes from. Always an aware UTC datetime."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class VirtualClock:
    """A clock moved by hand: rehearsals, the demo and tests. Safe to share between threads."""

    def __init__(self, start: datetime) -> None:
        self._lock = Lock()
        self._now = as_utc(start)

    def now(self) -> datetime:
        with self._lock:
            return self._now

    def advance(self, by: timedelta) -> datetime:
        with self._lock:
            self._now += by
            return self._now

    def set(self, at: datetime) -> None:
        with self._lock:
            self._now = as_utc(at)


class Shift(StrEnum):
    """What the clock change of a zone did to a wall-clock time."""

    #: The time exists exactly once.
    NONE = "none"
    #: The time does not exist (clocks jump over it); it was moved forward by the size of the gap.
    GAP = "gap"
    #: The time happens twice (clocks fall back); the first of the two was taken.
    FOLD = "fold"


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant: in UTC, as the wall clock of the zone shows it, and what the clock change
    did.
    """

    at: datetime
    local: datetime
    shift: Shift


def as_utc(at: datetime) -> datetime:
    """The same instant in UTC. Refuses a time without a zone, which could mean any of 38
    instants.
    """
    if at.tzinfo is None:
        raise ValueError("A time without a zone was given where an instant is needed.")
    return at.astimezone(UTC)


def resolve(local: datetime, zone: ZoneInfo) -> Moment:
    """The instant meant by a wall-clock time (no zone attached) in `zone`.

    A time in the spring gap moves forward by the gap's size; a time in the autumn fold means its
    first occurrence. Both are reported, so that a person can be told.
    """
    if local.tzinfo is not None:
        raise ValueError("A wall-clock time must come without a zone.")
    first = local.replace(tzinfo=zone, fold=0)
    second = local.replace(tzinfo=zone, fold=1)
    at = first.astimezone(UTC)
    shown = at.astimezone(zone).replace(tzinfo=None)
    if shown != local:
        return Moment(at, shown, Shift.GAP)
    if first.utcoffset() != second.utcoffset():
        return Moment(at, local, Shift.FOLD)
    return Moment(at, local, Shift.NONE)
