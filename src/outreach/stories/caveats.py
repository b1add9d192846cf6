"""An honest “but” stays beside its result: which outcomes a text quotes, and what goes with them.

Pure. A result is quoted by its figure in any spelling or rounding, by its own words, or by saying
that the same thing went the same way. It asks once too often rather than let a result stand alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from outreach.stories import wording
from outreach.stories.facts import StatedOutcome, StoryFacts
from outreach.stories.quantities import Quantity, quantities

#: How much of an outcome's telling words a sentence must share to be taken for it.
_SHARED = 0.6
#: How near, in telling words, a change and the thing that changed must stand.
_NEAR = 6


def missing_caveat(text: str, story: StoryFacts) -> str | None:
    """Why this text may not stand as it is; None when it may.

    A text that quotes an outcome must hold the story's caveat, word for word.
    """
    if story.caveat is None or _holds(text, story.caveat):
        return None
    quoted = quotes_outcome(text, story)
    if not quoted:
        return None
    result = quoted[0].figure or quoted[0].statement
    return (
        f"It tells a result of “{story.title}” ({result}) without the words that must stand "
        f"beside it. Add: “{story.caveat}”"
    )


def quotes_outcome(text: str, story: StoryFacts) -> list[StatedOutcome]:
    """The outcomes that a reader of the text would learn of, in the story's order."""
    known = _known(story)
    whole = _without(wording.normal(text), known.background)
    told = quantities(whole)
    said = [_stems(_without(sentence, known.background)) for sentence in wording.sentences(text)]
    return [
        result.outcome
        for result in known.results
        if _gives_figure(whole, told, result, known.quantities)
        or any(_says(words, result) for words in said)
    ]


@dataclass(frozen=True, slots=True)
class _Result:
    """One outcome, with what gives it away: its figure, its numbers, its telling words."""

    outcome: StatedOutcome
    figure: re.Pattern[str] | None
    numbers: tuple[Quantity, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is the same for every text about one story."""

    background: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    results: tuple[_Result, ...]


@lru_cache(maxsize=128)
def _known(story: StoryFacts) -> _Known:
    """A story is looked at once, however many texts are told from it."""
    background = tuple(_background(story))
    known = quantities(" ; ".join(background))
    results = tuple(
        _Result(
            outcome,
            _figure(outcome.figure),
            tuple(_told(outcome, known)),
            frozenset(_stems(wording.normal(outcome.statement))),
        )
        for outcome in story.outcomes
    )
    return _Known(background, known, results)


def _figure(written: str | None) -> re.Pattern[str] | None:
    if written is None:
        return None
    return re.compile(rf"(?<!\w){re.escape(wording.normal(written))}(?!\w)")


def _holds(text: str, caveat: str) -> bool:
    return wording.normal(caveat).rstrip(".") in wording.normal(text)


def _background(story: StoryFacts) -> list[str]:
    """The story's sentences that tell no result, longest first: quoting them quotes no outcome."""
    told = (story.title, story.problem_addressed, story.mission_statement or "", *story.activities)
    found = {sentence.rstrip(".") for text in told for sentence in wording.sentences(text)}
    return sorted(found, key=len, reverse=True)


def _without(sentence: str, background: Iterable[str]) -> str:
    for own in background:
        if " " in own:
            sentence = sentence.replace(own, " ; ")
    return sentence


def _gives_figure(
    text: str, said: Sequence[Quantity], result: _Result, known: Sequence[Quantity]
) -> bool:
    if result.figure is not None and result.figure.search(text):
        return True
    return any(
        quantity.tells(stated, exactly=_is_known(quantity, known))
        for quantity in said
        for stated in result.numbers
    )


def _told(outcome: StatedOutcome, known: Sequence[Quantity]) -> list[Quantity]:
    """The numbers of this outcome: its figure's, and its statement's where they are new."""
    figure = quantities(outcome.figure or "")
    statement = [each for each in quantities(outcome.statement) if not _is_known(each, known)]
    return [quantity for quantity in (*figure, *statement) if not quantity.year]


def _is_known(quantity: Quantity, known: Sequence[Quantity]) -> bool:
    return any(quantity.value == each.value and quantity.percent == each.percent for each in known)


def _says(words: Sequence[str], result: _Result) -> bool:
    told = result.words
    if len(told & set(words)) >= max(2, ceil(_SHARED * len(told))):
        return True
    things = told - _COMMON - _DOWN - _UP
    return any(told & way and _near(words, way, things) for way in (_DOWN, _UP))


def _near(words: Sequence[str], way: frozenset[str], things: frozenset[str]) -> bool:
    """Whether a change in this way stands close to one of these things."""
    changes = [at for at, word in enumerate(words) if word in way]
    return any(things & set(words[max(0, at - _NEAR) : at + _NEAR + 1]) for at in changes)


def _stems(sentence: str) -> list[str]:
    for pattern, word in _PHRASES:
        sentence = pattern.sub(word, sentence)
    return wording.stems(sentence)


def _vocabulary(words: str) -> frozenset[str]:
    return frozenset(wording.stem(word) for word in words.split())


_GO = r"\b(?:go|goes|going|gone|went|come|came|is|are|was|were)\s"
_PHRASES = ((re.compile(_GO + "up\\b"), "rise"), (re.compile(_GO + "down\\b"), "fall"))
_DOWN = _vocabulary(
    "cut decline decrease down drop fall fewer less lower lowest plunge plummet reduce reduction "
    "shrink slash "
    "baja bajan bajar bajó bajaron cae caen caer caída cayó cayeron descenso descendió "
    "descendieron disminución disminuye disminuyó disminuyeron menos reducción reduce redujo "
    "redujeron"
)
_UP = _vocabulary(
    "better climb gain grow growth higher highest improve improvement increase jump rise safer "
    "alza aumenta aumento aumentó aumentaron crece creció crecieron mejor mejora mejoró mejoraron "
    "sube suben subió subieron"
)
#: What most outcomes speak of, so that it tells nothing about which one is meant.
_COMMON = _vocabulary(
    "agency area city community department find first found local neighborhood officer people "
    "place police program project report resident result significant significantly target time "
    "town within "
    "agencia barrio calle comunidad ciudad gente lugar oficiales personas policía programa "
    "proyecto residentes tiempo vecinos zona"
)
