"""Everything the model can do, followed to its end, and what went wrong on the way."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from outreach.delivery.states import ASKS, ENDED, State, Way

from .model import Rules, Step, Told, World
from .model_steps import steps

#: Where a post may rest: it is over, or a person has been asked.
RESTS = ENDED | ASKS | {State.DRAFT, State.HELD}
#: What a post that is out may be called: it is, or somebody is looking.
OUT = frozenset(
    {State.PUBLISHED, State.SENDING, State.UNKNOWN, State.RECONCILING, State.NEEDS_PERSON}
)


class Wrong(StrEnum):
    """What must never happen."""

    TWICE = "posted twice"
    DENIED = "posted, and recorded as not posted"
    INVENTED = "recorded as posted, and not posted"
    UNDER_PAUSE = "sent under a pause"
    LOST = "lost: nothing would ever come of it"


@dataclass(frozen=True, slots=True)
class Search:
    """All the moments of a model, the ways taken in it, and the shortest story of each wrong."""

    moments: int
    taken: frozenset[Way]
    wrong: Mapping[Wrong, tuple[str, ...]]


Came = dict[World, tuple[World, Step] | None]


@cache
def search(rules: Rules, *, most: int = 200_000) -> Search:
    """Follow everything that can happen. A moment in which something is wrong is an end."""
    came: Came = {World(): None, World(by_hand=True): None}
    before: dict[World, list[World]] = {}
    taken: set[Way] = set()
    wrong: dict[Wrong, tuple[str, ...]] = {}
    front = deque(came)
    while front:
        world = front.popleft()
        for step in steps(rules, world):
            taken.update([step.way] if step.way else ())
            if not step.fault:
                before.setdefault(step.after, []).append(world)
            if step.after in came:
                continue
            came[step.after] = (world, step)
            if len(came) > most:
                raise AssertionError(f"The model has more than {most} moments.")
            found = _wrong(step)
            for each in found:
                wrong.setdefault(each, _story(came, step.after))
            if not found:
                front.append(step.after)
    for world in () if wrong else came.keys() - _saved(came, before):
        wrong.setdefault(Wrong.LOST, _story(came, world))
    return Search(len(came), frozenset(taken), wrong)


def _wrong(step: Step) -> list[Wrong]:
    world = step.after
    found = []
    if world.accepted > 1:
        found.append(Wrong.TWICE)
    if world.state is State.PUBLISHED and not world.accepted:
        found.append(Wrong.INVENTED)
    if world.accepted and world.state not in OUT and not _carried(world):
        found.append(Wrong.DENIED)
    if step.under_pause:
        found.append(Wrong.UNDER_PAUSE)
    return found


def _carried(world: World) -> bool:
    """Whether somebody still holds the proof that it is out."""
    return any(worker.told is Told.RECEIPT for worker in world.workers)


def _saved(came: Iterable[World], before: Mapping[World, list[World]]) -> set[World]:
    """Every moment from which a rest can be reached without any further fault."""
    saved = {world for world in came if world.state in RESTS}
    front = deque(saved)
    while front:
        for earlier in before.get(front.popleft(), ()):
            if earlier not in saved:
                saved.add(earlier)
                front.append(earlier)
    return saved


def _story(came: Came, world: World) -> tuple[str, ...]:
    told: list[str] = []
    step = came[world]
    while step is not None:
        told.append(step[1].words)
        step = came[step[0]]
    return tuple(reversed(told))
