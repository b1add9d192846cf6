"""A small model of the send: one post, two workers, a network that loses and delays, a platform
that shows late, and pauses. Its ways and guards are those of the very table that the code uses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from outreach.delivery.guards import BEFORE_THE_CALL, Guard
from outreach.delivery.states import WAYS, State, Way, Who


class At(StrEnum):
    """What a worker is doing."""

    IDLE = "idle"
    CLAIMED = "claimed"
    MARKED = "marked"
    PASSED = "passed"
    CALLING = "calling"
    ANSWERED = "answered"
    READING = "reading"
    READ = "read"


class Told(StrEnum):
    """What a worker was told, by the platform, by the account or by its own gate."""

    NOTHING = "nothing"
    RECEIPT = "receipt"
    REFUSED = "refused"
    LATER = "later"
    SIGN_IN = "sign in"
    NOT_LEFT = "not left"
    UNCLEAR = "unclear"
    FOUND = "found"
    ABSENT = "absent"
    SEVERAL = "several"
    UNREADABLE = "unreadable"


class Worker(NamedTuple):
    """One worker: what it does, whether its fence is still the row's, how old its mark is."""

    at: At = At.IDLE
    ours: bool = False
    fresh: bool = False
    told: Told = Told.NOTHING


class World(NamedTuple):
    """Everything there is at one moment."""

    state: State = State.DRAFT
    workers: tuple[Worker, Worker] = (Worker(), Worker())
    #: Whether the lease still runs, and whether the grace since the mark still does.
    leased: bool = False
    recent: bool = False
    paused: bool = False
    #: Whether only people can post where this one goes.
    by_hand: bool = False
    #: Requests on the wire whose sender waits no more; posts taken but not shown yet; posts shown.
    adrift: int = 0
    hidden: int = 0
    shown: int = 0

    @property
    def accepted(self) -> int:
        """How often the platform took the post."""
        return self.hidden + self.shown


class Step(NamedTuple):
    """One thing that happens: in words, whether it is a fault, and the world after it."""

    words: str
    after: World
    fault: bool = False
    way: Way | None = None
    #: A request passed the gate while sending was paused.
    under_pause: bool = False


@dataclass(frozen=True)
class Rules:
    """The ways and the last gate, as the code has them or with something taken out."""

    ways: tuple[Way, ...] = WAYS
    gate: tuple[Guard, ...] = BEFORE_THE_CALL
    #: The platform refuses the same words a second time.
    deduplicates: bool = False

    @cached_property
    def open_to(self) -> Mapping[tuple[State, Who], tuple[Way, ...]]:
        """The ways by where they begin and who takes them."""
        return {
            (state, who): tuple(w for w in self.ways if w.origin is state and w.who is who)
            for state in State
            for who in Who
        }

    def without(self, guard: Guard) -> "Rules":
        """The same, where nobody looks at one guard."""
        ways = tuple(
            replace(way, guards=tuple(each for each in way.guards if each is not guard))
            for way in self.ways
        )
        return replace(self, ways=ways, gate=tuple(each for each in self.gate if each != guard))


#: What a worker has to have been told for a guard to hold.
NEEDS: Mapping[Guard, frozenset[Told]] = {
    Guard.NOT_ACCEPTED: frozenset({Told.REFUSED, Told.LATER, Told.SIGN_IN, Told.NOT_LEFT}),
    Guard.REFUSED: frozenset({Told.REFUSED, Told.LATER}),
    Guard.UNCLEAR: frozenset({Told.UNCLEAR}),
    Guard.FOUND: frozenset({Told.FOUND}),
    Guard.READ_BEFORE_RESEND: frozenset({Told.ABSENT}),
    Guard.UNREADABLE: frozenset({Told.UNREADABLE}),
    Guard.UNDECIDABLE: frozenset({Told.SEVERAL, Told.UNREADABLE, Told.ABSENT}),
}
#: The same, where the one who goes is the sender.
SENDER_NEEDS: Mapping[Guard, frozenset[Told]] = {
    Guard.RECEIPT: frozenset({Told.RECEIPT}),
    Guard.NOT_CONNECTED: frozenset({Told.SIGN_IN}),
}
#: What has to be true of the world.
TRUE: Mapping[Guard, Callable[[World], bool]] = {
    Guard.HOLD: lambda world: not world.paused,
    Guard.COVERED: lambda world: world.paused,
    Guard.LEASE: lambda world: not world.leased,
    Guard.GRACE: lambda world: not world.recent,
    Guard.BY_HAND: lambda world: world.by_hand,
    Guard.BY_API: lambda world: not world.by_hand,
    Guard.SEEN: lambda world: world.shown > 0 or world.by_hand,
    Guard.NOT_SEEN: lambda world: world.shown == 0,
}


def holds(guard: Guard, who: Who, world: World, worker: Worker) -> bool:
    """Whether a guard holds. What is no matter of sending once may hold or not at any time."""
    if guard is Guard.FENCE:
        return worker.ours
    if guard in TRUE:
        return TRUE[guard](world)
    told = NEEDS.get(guard) or (SENDER_NEEDS.get(guard) if who is Who.SENDER else None)
    return told is None or worker.told in told
