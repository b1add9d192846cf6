"""A story's words in more languages: what makes them whole, and the story told in one of them.

Pure. Every field the story states is there in the other language, and nothing more.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from outreach.errors import Fault
from outreach.stories import wording
from outreach.stories.facts import NamedPartner, StoryFacts, StoryWords
from outreach.stories.soundness import LANGUAGE, MAX_CAVEAT

_Finding = tuple[str, str, str]
#: One field in both languages: its name, the story's words and the other's, and the longest it is.
_Pair = tuple[str, str | None, str | None, int | None]

LONGEST_CODE = 16
_OVERRIDES = re.compile("[\u202d\u202e]")


def in_language(story: StoryFacts, words: StoryWords) -> StoryFacts:
    """The same story told in the language of `words`, which are whole."""
    partners = zip(story.partners, words.partners, strict=True)
    outcomes = zip(story.outcomes, words.outcomes, strict=True)
    return replace(
        story,
        language=words.language,
        title=words.title,
        problem_addressed=words.problem_addressed,
        partners=tuple(NamedPartner(own.name, p.sector, own.part) for p, own in partners),
        mission_statement=words.mission_statement,
        activities=words.activities,
        outcomes=tuple(
            replace(outcome, statement=own.statement, figure=own.figure)
            for outcome, own in outcomes
        ),
        caveat=words.caveat,
        translations=(),
    )


def is_language(code: str) -> bool:
    """Whether this is written like the code of a language."""
    return bool(LANGUAGE.fullmatch(code)) and len(code) <= LONGEST_CODE


def needed(story: StoryFacts) -> str:
    """Which words it takes to tell the story in another language, in one line."""
    counted = (
        (len(story.partners), "partner", "partners"),
        (len(story.activities), "activity", "activities"),
        (len(story.outcomes), "key outcome", "key outcomes"),
    )
    fields = ["the title", "the problem addressed"]
    fields += ["the mission statement"] if story.mission_statement else []
    fields += [f"{count} {one if count == 1 else many}" for count, one, many in counted if count]
    fields += ["the caveat"] if story.caveat else []
    return ", ".join(fields[:-1]) + f" and {fields[-1]}"


def faults(story: StoryFacts, words: StoryWords) -> tuple[Fault, ...]:
    """All that keeps these words from standing for the story's, each with its field and mend.

    Words made from an earlier version of the story need not fit this one: they tell no post.
    """
    place = f"{story.key}, {words.language or 'a translation'}"
    stale = words.made_from not in ("", story.words)
    found, uneven = [*_about(story, words)], [] if stale else [*_uneven(story, words)]
    if not uneven and not stale:
        names = _names(story, words)
        found += (fault for pair in _pairs(story, words) for fault in _field_faults(pair, names))
    found += uneven
    return tuple(Fault(f"{place}, {field}", what, mend) for field, what, mend in found)


def _about(story: StoryFacts, words: StoryWords) -> Iterator[_Finding]:
    if not is_language(words.language):
        yield "language", f"“{words.language}” is no language.", "Write a code such as es."
    elif words.language == story.language:
        yield "language", "is the story's own.", "Change the story's own fields instead."
    if not words.translator.strip():
        yield "translator", "is missing.", "Name the person or the program that put it so."
    elif len(words.translator) > 120:
        yield "translator", f"is {len(words.translator)} characters long.", "Keep it to 120."
    for name in words.proper_names:
        if not any(name in text for text in _told(story)):
            yield "proper_names", f"has “{name}”, which the story does not say.", "Remove it."


def _uneven(story: StoryFacts, words: StoryWords) -> Iterator[_Finding]:
    """Where the story has more or fewer of something than these words."""
    lists = (
        ("partners_involved", len(story.partners), len(words.partners)),
        ("activities_undertaken", len(story.activities), len(words.activities)),
        ("key_outcomes", len(story.outcomes), len(words.outcomes)),
    )
    for field, wanted, given in lists:
        if wanted != given:
            yield field, f"has {given} where the story has {wanted}.", "Give each, in its order."


def _pairs(story: StoryFacts, words: StoryWords) -> Iterator[_Pair]:
    yield "title", story.title, words.title, 200
    yield "problem_addressed", story.problem_addressed, words.problem_addressed, None
    yield "mission_statement", story.mission_statement, words.mission_statement, None
    yield "caveat", story.caveat, words.caveat, MAX_CAVEAT
    for number, (partner, own) in enumerate(zip(story.partners, words.partners, strict=True), 1):
        yield f"partner {number}, name", None, own.name or "", 200
        yield f"partner {number}, part", partner.part, own.part, 300
    for number, (what, said) in enumerate(zip(story.activities, words.activities, strict=True), 1):
        yield f"activities_undertaken {number}", what, said, None
    for number, (outcome, told) in enumerate(zip(story.outcomes, words.outcomes, strict=True), 1):
        yield f"key outcome {number}, text", outcome.statement, told.statement, None
        yield f"key outcome {number}, figure", outcome.figure, told.figure, 200


def _field_faults(pair: _Pair, names: list[str]) -> Iterator[_Finding]:
    field, told, said, most = pair
    name = field.startswith("partner ") and field.endswith(", name")
    if (told or name) and not (said or "").strip():
        yield field, "is missing.", "The story states it, so say it in this language too."
    if said and not told and not name:
        yield field, "is not in the story.", "A translation adds nothing: remove it."
    if said and most is not None and len(said) > most:
        yield field, f"is {len(said)} characters long.", f"Keep it to {most}."
    if said and _OVERRIDES.search(said):
        yield field, "holds a character that turns the direction of writing.", "Type it again."
    if told and said and _same(told, said, names):
        yield (
            field,
            "says the same as the story's own language.",
            "Translate it, or list what is a name under proper_names.",
        )


def _same(told: str, said: str, names: list[str]) -> bool:
    """Whether nothing was translated: the same words, and more in them than names and numbers."""
    left = wording.normal(told)
    if left != wording.normal(said):
        return False
    for name in names:
        left = left.replace(name, " ")
    return any(character.isalpha() for character in left)


def _names(story: StoryFacts, words: StoryWords) -> list[str]:
    """Names that are no words of a language, longest first."""
    own = (story.featured.name, story.featured.city, *(each.name for each in story.partners))
    found = {wording.normal(name) for name in (*own, *words.proper_names)}
    return sorted(filter(None, found), key=len, reverse=True)


def _told(story: StoryFacts) -> Iterator[str]:
    yield from (story.title, story.problem_addressed, story.mission_statement or "")
    yield from story.activities
    yield from (each.statement for each in story.outcomes)
    yield from filter(None, (each.figure for each in story.outcomes))
    yield from filter(None, (each.part for each in story.partners))
    yield story.caveat or ""
