"""Days that agencies speak of: what they are, when they fall, and where they meet. Pure.

A date that somebody has yet to announce is an estimate until a person of the agency has confirmed
it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass as plain_dataclass
from dataclasses import field
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints
from pydantic.dataclasses import dataclass

from outreach.almanac.rules import Announced, Rule, Table
from outreach.almanac.spans import Span

#: A longer one, such as a month, colours its days too little to speak of each.
SHORT = 10
#: How far a confirmed date may be from the expected one that it stands for.
NEAR = 60

_STRICT = ConfigDict(extra="forbid")
_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=80)]
_Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
_Hashtag = Annotated[str, StringConstraints(pattern=r"^#[A-Z]\w+$")]


class Tone(StrEnum):
    """In what voice a day is kept."""

    #: People mourn or remember: no cheer, no jokes.
    SOLEMN = "solemn"
    #: People are glad, and thank or greet each other.
    CELEBRATORY = "celebratory"
    #: Something useful is explained.
    INFORMATIONAL = "informational"


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Observance:
    """One day, week or month: its rule, its tone, and how sure its dates are."""

    id: _Id
    name: _Words
    rule: Rule
    tone: Tone
    found: Literal["read", "computed", "general"]
    confidence: Literal["high", "medium", "low"]
    principles: tuple[Annotated[int, Field(ge=1, le=7)], ...] = ()
    audiences: tuple[_Words, ...] = ()
    #: A family of which an agency keeps one: by its state, or as it chooses.
    variant_of: _Id | None = None
    regions: tuple[_Words, ...] = ()
    not_in: tuple[_Words, ...] = ()
    #: What people call it besides its name, in any language.
    also: tuple[_Words, ...] = ()
    hashtag: _Hashtag | None = None
    #: A person of that community should read the words first.
    community_review: bool = False
    #: Somebody sets the dates each year.
    confirm_yearly: bool = False
    note: str = ""
    sources: tuple[_Address, ...] = ()

    @property
    def eve(self) -> bool:
        """Whether it begins with the sunset of the evening before."""
        return isinstance(self.rule, Table) and self.rule.eve

    @property
    def told(self) -> str:
        """Its rule as people say it."""
        return self.rule.told

    def suits(self, state: str) -> bool:
        """Whether agencies of that state keep it by custom."""
        here = state.strip().casefold()
        if here in {region.casefold() for region in self.not_in}:
            return False
        return not self.regions or here in {region.casefold() for region in self.regions}


@plain_dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What an agency has made its own: its state, its choices, and the dates it confirmed."""

    state: str = ""
    #: The ids chosen among the variants of a family.
    chosen: frozenset[str] = frozenset()
    confirmed: Mapping[str, Sequence[Span]] = field(default_factory=dict)


#: An agency that has made nothing its own yet.
ANYWHERE = Here()


@plain_dataclass(frozen=True, slots=True)
class Occurrence:
    """One observance in its days of one year."""

    observance: Observance
    span: Span
    #: Nobody has confirmed these days yet.
    estimated: bool = False

    @property
    def is_short(self) -> bool:
        return self.span.length <= SHORT

    @property
    def words(self) -> str:
        """Its name and tone in words, for people and screen readers alike."""
        sure = ", estimated" if self.estimated else ""
        return f"{self.observance.name} ({self.observance.tone}{sure})"


def kept(among: Sequence[Observance], here: Here) -> tuple[Observance, ...]:
    """Those that an agency keeps: of a family the one it chose, or else the one of its state."""
    decided = {each.variant_of for each in among if each.variant_of and each.id in here.chosen}
    return tuple(
        each
        for each in among
        if (each.id in here.chosen if each.variant_of in decided else each.suits(here.state))
    )


def occurrences(observance: Observance, year: int, here: Here = ANYWHERE) -> tuple[Occurrence, ...]:
    """When it begins in that year: never, once or more. A confirmed date replaces its estimate."""
    expected = [
        Occurrence(observance, span, _is_estimate(observance, nearby))
        for nearby in (year - 1, year, year + 1)
        for span in observance.rule.spans(nearby)
    ]
    for confirmed in here.confirmed.get(observance.id, ()):
        beside = [each for each in expected if _apart(each.span, confirmed) <= NEAR]
        if beside:
            expected.remove(min(beside, key=lambda each: _apart(each.span, confirmed)))
        expected.append(Occurrence(observance, confirmed))
    in_year = {each.span: each for each in expected if each.span.first.year == year}
    return tuple(in_year[span] for span in sorted(in_year))


def during(among: Sequence[Observance], span: Span, here: Here) -> tuple[Occurrence, ...]:
    """Everything that falls in these days, the shortest first: a day comes before a month."""
    years = range(span.first.year - 1, span.last.year + 1)
    found = [
        each
        for observance in kept(among, here)
        for year in years
        for each in occurrences(observance, year, here)
        if each.span.meets(span)
    ]
    return tuple(sorted(found, key=lambda each: (each.span.length, each.span, each.observance.id)))


def named(among: Sequence[Observance], text: str) -> frozenset[str]:
    """The ids of those a text speaks of, by name or by what people call them. A name inside a
    longer one is not meant: “Peace Officers Memorial Day” is no Memorial Day.
    """
    said, found = f" {_spoken(text)} ", set()
    names = [(_spoken(name), each.id) for each in among for name in (each.name, *each.also)]
    for name, observance_id in sorted(names, key=lambda one: len(one[0]), reverse=True):
        if f" {name} " in said:
            found.add(observance_id)
            said = said.replace(f" {name} ", " ; ")
    return frozenset(found)


def notes(found: Sequence[Occurrence]) -> tuple[str, ...]:
    """What whoever plans a post for that day should hear: a solemn day, and days that meet.

    Months are left out: a caution that stands over thirty days is read by nobody.
    """
    short = [each for each in found if each.is_short]
    solemn = [each for each in short if each.observance.tone is Tone.SOLEMN]
    said_of = []
    if solemn:
        unsure = any(each.estimated for each in solemn)
        said_of.append(
            f"{_listed(solemn)} {'is' if len(solemn) == 1 else 'are'} kept solemnly"
            f"{', and a date is not confirmed yet' if unsure else ''}. "
            "Read the post in that light, or choose another day."
        )
    if len({each.observance.tone for each in short}) > 1 or len(short) > max(1, len(solemn)):
        said_of.append(f"{_listed(short)} meet on this day. Say one well, or choose another day.")
    return tuple(said_of)


@lru_cache(maxsize=512)
def _spoken(text: str) -> str:
    """The words alone, in small letters: “Indigenous Peoples’ Day!” is “indigenous peoples day”."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("'", "").replace("’", "")))


def _listed(found: Sequence[Occurrence]) -> str:
    names = [each.observance.name for each in found]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _is_estimate(observance: Observance, year: int) -> bool:
    rule = observance.rule
    if isinstance(rule, Announced) and rule.is_known(year):
        return False
    return observance.confirm_yearly or isinstance(rule, Announced)


def _apart(one: Span, other: Span) -> int:
    return abs((one.first - other.first).days)
