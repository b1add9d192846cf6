"""Chains of approval: which steps a post needs after its author, read from `chains.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from outreach import errors
from outreach.errors import Fault
from outreach.identity import Step

#: What people of the agency give; the others are answers from outside.
BY_PEOPLE = frozenset(Step) - {Step.PARTNER, Step.VENUE_AGENCY}

_FIELDS = frozenset({"name", "kinds", "when", "steps", "why"})


class Trait(StrEnum):
    """What may be true of a post and decides who has to say yes."""

    #: Its author said that it speaks of an arrest or touches an open case.
    CASE_LINKED = "case_linked"
    #: It came with a kit, and its words are those of the kit.
    KIT_UNCHANGED = "kit_unchanged"
    #: It tells the story of another agency.
    OTHER_AGENCY = "other_agency"
    #: It tells a story whose named parties have to agree.
    TELLS_STORY = "tells_story"
    #: It quotes somebody's own words.
    QUOTES_PEOPLE = "quotes_people"


#: A step that is asked only where this is true of the post.
_ONLY_WHERE = {Step.PARTNER: Trait.TELLS_STORY, Step.PEOPLE_QUOTED: Trait.QUOTES_PEOPLE}


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps in order, for the posts they fit."""

    name: str
    #: None: every kind of post.
    kinds: frozenset[str] | None
    when: frozenset[Trait]
    steps: tuple[Step, ...]
    why: str

    def fits(self, kind: str, traits: frozenset[Trait]) -> bool:
        return (self.kinds is None or kind in self.kinds) and self.when <= traits


@cache
def steps_for(kind: str, traits: frozenset[Trait]) -> tuple[Step, ...]:
    """The steps of the first shipped chain that fits, without those that have nothing to ask.

    A kind that no chain names needs a second reader and the chief.
    """
    fitting = (chain.steps for chain in shipped() if chain.fits(kind, traits))
    steps = next(fitting, (Step.SECOND_READER, Step.CHIEF))
    return tuple(step for step in steps if _ONLY_WHERE.get(step) in {None, *traits})


@cache
def shipped() -> tuple[Chain, ...]:
    """The chains that come with Outreach."""
    file = resources.files(__package__) / "chains.yaml"
    return read_chains(file.read_text(encoding="utf-8"), file.name)


def read_chains(text: str, name: str) -> tuple[Chain, ...]:
    """The chains of a file. Refuses an unknown field, step or trait, and a chain nobody decides."""
    try:
        held = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise errors.BadInput(f"{name} is not YAML: {fault}") from None
    rows = held.get("chains") if isinstance(held, dict) and set(held) == {"chains"} else None
    if not isinstance(rows, list) or not rows:
        raise errors.BadInput(f"{name} must hold a list named “chains”, and nothing else.")
    faults = [
        Fault(f"{name}, chain {number}", what)
        for number, row in enumerate(rows, 1)
        for what in _faults(row)
    ]
    if faults:
        raise errors.BadInput(f"{name} cannot be used.", tuple(faults))
    return tuple(_chain(row) for row in rows)


def _faults(row: object) -> list[str]:
    if not isinstance(row, dict):
        return ["is no chain: give name, steps, why, and kinds or when."]
    found = [f"“{key}” is no field of a chain." for key in row if key not in _FIELDS]
    found += [
        f"“{key}” is missing." for key in ("name", "why") if not isinstance(row.get(key), str)
    ]
    steps, known = _words(row, "steps"), set(Step)
    found += [f"“{step}” is no step." for step in steps if step not in known]
    found += [f"“{trait}” is no trait." for trait in _words(row, "when") if trait not in set(Trait)]
    if len(steps) != len(set(steps)):
        found.append("names a step twice.")
    if not set(steps) & BY_PEOPLE - set(_ONLY_WHERE):
        found.append("has no step that a person of the agency always gives.")
    if not _words(row, "kinds") and not _words(row, "when"):
        found.append("fits every post: give kinds or when.")
    return found


def _words(row: Mapping[str, object], field: str) -> list[str]:
    held = row.get(field, [])
    return [str(each) for each in held] if isinstance(held, list) else [f"{field}: {held}"]


def _chain(row: Mapping[str, object]) -> Chain:
    kinds = _words(row, "kinds")
    return Chain(
        name=str(row["name"]),
        kinds=frozenset(kinds) if kinds else None,
        when=frozenset(map(Trait, _words(row, "when"))),
        steps=tuple(map(Step, _words(row, "steps"))),
        why=str(row["why"]),
    )
