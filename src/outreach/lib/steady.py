"""Whether the wall clock can be believed: it is watched against one that never jumps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from outreach.lib.clock import Clock

#: The wall clock has jumped when it is further off than this.
JUMP = timedelta(seconds=30)
#: Two clocks, or two looks at one, agree when they are no further apart than this.
ALIKE = timedelta(seconds=1)
#: With no other clock to ask, one that jumped must run evenly for this long to be believed again.
EVEN_FOR = timedelta(seconds=60)
#: How fast a machine's clock may be slowed or hurried by its time server, as a share of time.
SLEW = 0.001


@dataclass(frozen=True, slots=True)
class Look:
    """Both clocks, read together."""

    wall: datetime
    #: Seconds that never jump.
    steady: float

    def later(self, steady: float) -> datetime:
        """What the wall clock would show then if it did not jump in between."""
        return self.wall + timedelta(seconds=steady - self.steady)


@dataclass(frozen=True, slots=True)
class Watch:
    """What is believed: the last good look, and since when the wall clock tells another time."""

    good: Look
    odd: Look | None = None
    #: How far off the wall clock was at the last look.
    off: timedelta = timedelta(0)

    @property
    def jumped(self) -> bool:
        """Whether nothing may be sent until the clocks agree."""
        return abs(self.off) > JUMP


def look(watch: Watch, now: Look, other: datetime | None = None) -> Watch:
    """The watch after one more look. `other` is what a clock elsewhere shows at this moment.

    A wall clock that went astray is believed again when the other clock agrees with it; where there
    is none, when it has run evenly for a while.
    """
    off = now.wall - watch.good.later(now.steady)
    if other is not None:
        return _beside(now, other)
    if abs(off) <= ALIKE:
        return Watch(_slewed(watch.good, now, off))
    odd = watch.odd
    if odd is None or abs(now.wall - odd.later(now.steady)) > ALIKE:
        return Watch(watch.good, now, off)
    if now.steady - odd.steady >= EVEN_FOR.total_seconds():
        return Watch(now)
    return Watch(watch.good, odd, off)


def safe(watch: Watch, now: Look) -> datetime:
    """The time by which something may be due: never later than what is believed."""
    return min(now.wall, watch.good.later(now.steady))


def _beside(now: Look, other: datetime) -> Watch:
    """Two clocks that agree are believed at once. Where they do not, the other one is, and this one
    does not become right by running evenly.
    """
    apart = now.wall - other
    if abs(apart) <= JUMP:
        return Watch(now)
    return Watch(Look(other, now.steady), now, apart)


def _slewed(good: Look, now: Look, off: timedelta) -> Look:
    """Follow the wall clock no faster than a time server would move it."""
    most = timedelta(seconds=(now.steady - good.steady) * SLEW)
    return Look(good.later(now.steady) + max(-most, min(off, most)), now.steady)


class WatchedClock:
    """A clock that never runs ahead of what is believed, and says when it is not. Safe to share."""

    def __init__(self, clock: Clock, monotonic: Callable[[], float]) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._lock = Lock()
        self._watch = Watch(self._look())

    def now(self) -> datetime:
        with self._lock:
            now = self._look()
            self._watch = look(self._watch, now)
            return safe(self._watch, now)

    @property
    def jumped(self) -> bool:
        """Whether the wall clock is not to be believed now."""
        self.now()
        return self._watch.jumped

    def compare(self, other: datetime) -> None:
        """Look at the clock beside another one, read just now."""
        with self._lock:
            self._watch = look(self._watch, self._look(), other)

    @property
    def sentence(self) -> str:
        """What is the matter; nothing when the clock is believed."""
        if not self.jumped:
            return ""
        off = self._watch.off
        way = "ahead" if off > timedelta(0) else "back"
        return (
            f"This machine's clock jumped {_span(abs(off))} {way}, so nothing is sent until it "
            "can be believed again. Look at the machine's time settings."
        )

    def _look(self) -> Look:
        return Look(self._clock.now(), self._monotonic())


def _span(off: timedelta) -> str:
    seconds = int(off.total_seconds())
    return f"{seconds // 60} minutes" if seconds >= 120 else f"{seconds} seconds"
