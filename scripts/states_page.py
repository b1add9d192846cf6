"""The reference page of a post's states, made from the table of ways: a picture, every way, and
every guard with its meaning.
"""

import inspect
from collections.abc import Iterable, Iterator

from outreach.delivery.guards import BEFORE_THE_CALL, Guard
from outreach.delivery.states import WAYS, State, Way, Who

HEAD = """\
# States of a post

Every post on the calendar is in one of these states, and goes from one to the next only by a way in
this table. A crash leaves it in one of them, and the table says what happens then. This page is
made from `src/outreach/delivery/states.py` by `make docs`; the code takes its ways from the same
table, and a [check of every moment](faults.md) follows them.

## At a glance

"""

LEFT_OUT = """
Left out of the picture, so that it can be read: a person may take a post off the calendar from
{cancelled}; and a late answer with the platform's id makes it `published` from {late}.

## What a guard means

A way is open only while each of its guards holds.

| guard | what it means |
| --- | --- |
"""

LAST_GATE = """
Right before the call that makes a post public these are proved once more, in this order: {gate}.
"""


def page() -> str:
    guards = "".join(f"| {guard.value} | {words} |\n" for guard, words in _meanings())
    gate = "; ".join(guard.value for guard in BEFORE_THE_CALL)
    left_out = LEFT_OUT.format(
        cancelled=_named(way for way in WAYS if way.goal is State.CANCELLED),
        late=_named(way for way in WAYS if _is_late(way)),
    )
    states = "".join(_state(state) for state in State)
    return HEAD + _picture() + left_out + guards + LAST_GATE.format(gate=gate) + states


def _picture() -> str:
    drawn = [way for way in WAYS if way.goal is not State.CANCELLED and not _is_late(way)]
    arrows = dict.fromkeys((way.origin, way.goal, way.who) for way in drawn)
    lines = [f"    {origin} --> {goal}: {who}\n" for origin, goal, who in arrows]
    ends = [f"    {state} --> [*]\n" for state in State if not _from(state)]
    first = f"    [*] --> {State.DRAFT}\n"
    return "".join(["```mermaid\nstateDiagram-v2\n", first, *lines, *ends, "```\n"])


def _state(state: State) -> str:
    """A state as code and pages call it, and where it can go from there."""
    heading = f"\n## `{state}` (“{state.words}”)\n\n"
    rows = [
        f"| `{way.goal}` | {way.who} | {'; '.join(way.guards)} | {way.reason} |\n"
        for way in _from(state)
    ]
    head = "| goes to | taken by | when | why |\n| --- | --- | --- | --- |\n"
    return heading + (head + "".join(rows) if rows else "It stays so.\n")


def _from(state: State) -> list[Way]:
    return [way for way in WAYS if way.origin is state]


def _is_late(way: Way) -> bool:
    proof = way.goal is State.PUBLISHED and way.who is Who.SENDER
    return proof and way.origin is not State.SENDING


def _named(ways: Iterable[Way]) -> str:
    *all_but_last, last = [f"`{way.origin}`" for way in ways]
    return f"{', '.join(all_but_last)} or {last}"


def _meanings() -> Iterator[tuple[Guard, str]]:
    """What stands above each guard where it is declared."""
    above: list[str] = []
    for line in inspect.getsource(Guard).splitlines():
        words = line.strip()
        if words.startswith("#: "):
            above.append(words.removeprefix("#: "))
        elif above:
            yield Guard[words.split(" ", 1)[0]], " ".join(above)
            above = []
