"""What a story needs: to be saved at all, to be published, to be complete."""

import re
from collections.abc import Iterator

from outreach.errors import Fault
from outreach.stories import principles
from outreach.stories.facts import StoryFacts
from outreach.stories.states import STATES

MAX_CAVEAT = 200

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*")

_Finding = tuple[str, str, str]


def not_stated(story: StoryFacts) -> tuple[str, ...]:
    """Which of the five fields the story leaves open, each as a sentence. Empty: it is complete."""
    fields = (
        (story.problem_addressed, "The problem addressed is not stated."),
        (story.partners, "The partners involved are not stated."),
        (story.mission_statement, "The mission statement is not stated."),
        (story.activities, "The activities undertaken are not stated."),
        (story.outcomes, "No key outcome is stated."),
    )
    return tuple(sentence for value, sentence in fields if not value)


def obstacles(story: StoryFacts) -> tuple[Fault, ...]:
    """What keeps a story out of the library: every figure needs the source it was read in."""
    return tuple(
        Fault(
            f"{story.key}, key outcome {number}",
            f"the figure “{outcome.figure}” has no source.",
            "Name the source it was read in, or leave the figure out.",
        )
        for number, outcome in enumerate(story.outcomes, start=1)
        if outcome.figure is not None and outcome.source is None
    )


def faults(story: StoryFacts) -> tuple[Fault, ...]:
    """Everything that keeps a story from being saved at all, each with its field and its mend."""
    place = story.key or story.title or "a story"
    return tuple(
        Fault(f"{place}, {field}", what, mend)
        for check in (
            _words_missing,
            _state_unknown,
            _too_long,
            _said_twice,
            _tags_unknown,
            _sources_broken,
            _years_swapped,
        )
        for field, what, mend in check(story)
    )


def _words_missing(story: StoryFacts) -> Iterator[_Finding]:
    if not _KEY.fullmatch(story.key):
        yield "id", f"“{story.key}” is no id.", "Use small letters, digits and single hyphens."
    if not LANGUAGE.fullmatch(story.language):
        yield "language", f"“{story.language}” is no language.", "Write a code such as en or es."
    if not story.partners:
        yield (
            "partners_involved",
            "names nobody.",
            "A collaboration story needs at least one partner: name who worked with the police.",
        )
    for field, value in _needed(story):
        if not value.strip():
            yield field, "is missing.", "A story cannot stand without it: write it."


def _state_unknown(story: StoryFacts) -> Iterator[_Finding]:
    state = story.featured.state.strip()
    if state and state not in STATES:
        yield (
            "agency, state",
            f"“{state}” is no state or territory of the United States.",
            "Write its two letters, such as AZ.",
        )


def _needed(story: StoryFacts) -> Iterator[tuple[str, str]]:
    yield "title", story.title
    yield "agency, name", story.featured.name
    yield "agency, city", story.featured.city
    yield "agency, state", story.featured.state
    yield "problem_addressed", story.problem_addressed
    for number, partner in enumerate(story.partners, start=1):
        yield f"partner {number}, name", partner.name
    for number, outcome in enumerate(story.outcomes, start=1):
        yield f"key outcome {number}, text", outcome.statement
    for number, source in enumerate(story.sources, start=1):
        yield f"source {number}, id", source.key
        yield f"source {number}, title", source.title


def _too_long(story: StoryFacts) -> Iterator[_Finding]:
    for field, value, most in _lengths(story):
        if value is not None and len(value) > most:
            yield field, f"is {len(value)} characters long.", f"Keep it to {most}."
    if story.caveat is not None and "\n" in story.caveat:
        yield "caveat", "has more than one line.", "Write one sentence."


def _lengths(story: StoryFacts) -> Iterator[tuple[str, str | None, int]]:
    """Each text that a column bounds, and its bound."""
    yield "id", story.key, 80
    yield "title", story.title, 200
    yield "language", story.language, 16
    yield "agency, name", story.featured.name, 120
    yield "agency, city", story.featured.city, 80
    yield "agency, state", story.featured.state, 40
    yield "agency, note", story.featured.note, 400
    yield "caveat", story.caveat, MAX_CAVEAT
    for name in story.audiences:
        yield "audiences", name, 80
    for number, partner in enumerate(story.partners, start=1):
        yield f"partner {number}, name", partner.name, 200
        yield f"partner {number}, part", partner.part, 300
    for number, outcome in enumerate(story.outcomes, start=1):
        yield f"key outcome {number}, figure", outcome.figure, 200
        yield f"key outcome {number}, baseline", outcome.baseline, 200
        yield f"key outcome {number}, period", outcome.period, 120
    for number, source in enumerate(story.sources, start=1):
        yield f"source {number}, id", source.key, 16
        yield f"source {number}, url", source.url, 500
        yield f"source {number}, title", source.title, 300
        yield f"source {number}, kind", source.kind, 40


def _tags_unknown(story: StoryFacts) -> Iterator[_Finding]:
    for number in story.principles:
        if number not in principles.PRINCIPLES:
            yield "collaboration_principles", f"has {number}.", "The principles are 1 to 7."
    for role in story.community_roles:
        if role not in principles.COMMUNITY_ROLES:
            yield "community_roles", f"has “{role}”.", "The roles are C1 to C8."


def _said_twice(story: StoryFacts) -> Iterator[_Finding]:
    told = (
        ("partners_involved", [partner.name for partner in story.partners]),
        ("collaboration_principles", [str(number) for number in story.principles]),
        ("community_roles", list(story.community_roles)),
        ("audiences", list(story.audiences)),
        ("sources", [source.key for source in story.sources]),
    )
    for field, values in told:
        for value in sorted({value for value in values if values.count(value) > 1}):
            yield field, f"has “{value}” more than once.", "Keep one."


def _sources_broken(story: StoryFacts) -> Iterator[_Finding]:
    keys = {source.key for source in story.sources}
    for number, source in enumerate(story.sources, start=1):
        if not _WEB_ADDRESS.fullmatch(source.url):
            yield (
                f"source {number}, url",
                f"“{source.url}” is no web address.",
                "Begin it with https:// or http://.",
            )
    for number, outcome in enumerate(story.outcomes, start=1):
        if outcome.source is not None and outcome.source not in keys:
            yield (
                f"key outcome {number}, source",
                f"“{outcome.source}” is not among the story's sources.",
                "Add it to sources, or name one that is there.",
            )


def _years_swapped(story: StoryFacts) -> Iterator[_Finding]:
    first, last = story.years.first, story.years.last
    if first is not None and last is not None and last < first:
        yield "years, end", f"{last} is before the start, {first}.", "Mend one of the two."
