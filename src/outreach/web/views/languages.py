"""A story's languages: each field beside its words in another one, and who answers for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, Field

from outreach import errors, stories
from outreach.errors import BadInput, Fault
from outreach.identity import Action
from outreach.stories import (
    Origin,
    OutcomeWords,
    PartnerWords,
    SpokenLanguage,
    StoryFacts,
    StoryWords,
    WholeStory,
)
from outreach.web import forms, words
from outreach.web.deps import Visit

#: A source longer than this is translated in a field of several lines.
ONE_LINE = 90
#: The room's places as fields of the form.
_PLACES = {
    "partner": "partner_{}_{}",
    "key outcome": "outcome_{}_{}",
    "activities_undertaken": "activity_{}",
}


class WordsForm(BaseModel):
    """What the form asks beside the fields of the story."""

    translator: str = Field(max_length=120)
    origin: Origin
    made_from: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One field of the story: what it says, and where its translation is typed."""

    field: str
    label: str
    source: str

    @property
    def rows(self) -> int:
        return min(6, 1 + len(self.source) // ONE_LINE)


@dataclass(frozen=True, slots=True)
class Translating:
    """A story beside its words in another language."""

    story: WholeStory
    language: str
    pairs: tuple[Pair, ...]
    spoken: SpokenLanguage | None
    #: Whether this person may take a machine's words for right.
    may_accept: bool


def translating(visit: Visit, story: WholeStory, language: str) -> Translating:
    """The story beside its words. Refuses a language that is none, and the story's own."""
    if language == story.language or not stories.is_language(language):
        raise errors.NotFound("There is no such language of this story.")
    spoken = stories.spoken(story, language)
    return Translating(story, language, tuple(_pairs(story)), spoken, acceptable(visit, spoken))


def acceptable(visit: Visit, spoken: SpokenLanguage | None) -> bool:
    """Whether these words wait for a yes that this person can give."""
    if spoken is None or spoken.settled or not spoken.current:
        return False
    may = visit.by.may(Action.APPROVE) or visit.by.may(Action.WRITE)
    return may and spoken.put_by != visit.by.person_id


def start(shown: Translating) -> forms.Form:
    """The form with the words there are; names of partners stay as they are."""
    story, spoken = shown.story, shown.spoken
    names = {f"partner_{n}_name": p.name for n, p in enumerate(story.partners, 1)}
    kept = _kept(spoken.words) if spoken else {"origin": Origin.PERSON.value}
    return forms.filled({**names, **kept, "made_from": story.words})


def save(visit: Visit, shown: Translating, form: forms.Form) -> None:
    """Keep the words. Refuses with each fault at its field; a story that changed meanwhile too."""
    given = forms.read(WordsForm, form)
    if given.made_from != shown.story.words:
        raise errors.Conflict(
            "The story was changed while you were writing. Yours are still in the form: compare "
            "them with the newest story and save again."
        )
    said = _words(shown.story, form, given, shown.language)
    try:
        stories.translate(visit.db, shown.story.id, said, by=visit.by, now=visit.now)
    except BadInput as refused:
        faults = tuple(_placed(shown, fault) for fault in refused.faults)
        raise BadInput("Nothing was saved yet.", faults) from None


def accept(visit: Visit, story: WholeStory, language: str, seen: str) -> None:
    """Take the words for right that were seen. Refuses others that are there by now."""
    spoken = stories.spoken(story, language)
    if spoken is not None and str(spoken.put_at) != seen:
        raise errors.Conflict("The words changed while you were reading. Read them once more.")
    stories.accept(visit.db, story.id, language, by=visit.by, now=visit.now)


def told(spoken: SpokenLanguage) -> words.Said:
    """How far the words of a language can be trusted, in a word."""
    if not spoken.current:
        return words.Said("The story changed since", words.Tone.WARN, "autorenew")
    if not spoken.settled:
        return words.Said("Draft by a machine", words.Tone.WARN, "draft")
    return words.Said("Up to date", words.Tone.GOOD, "check")


def missing(story: WholeStory) -> tuple[str, ...]:
    """The usual languages that the story has no words in."""
    there = {story.language, *(each.words.language for each in story.languages)}
    return tuple(code for code in words.LANGUAGES if code not in there)


def _pairs(story: StoryFacts) -> Iterator[Pair]:
    yield Pair("title", "Title", story.title)
    yield Pair("problem_addressed", "1. Problem addressed", story.problem_addressed)
    for n, partner in enumerate(story.partners, 1):
        yield Pair(f"partner_{n}_name", f"2. Partner {n}, name", partner.name)
        if partner.part:
            yield Pair(f"partner_{n}_part", f"Partner {n}, what they did", partner.part)
    if story.mission_statement:
        yield Pair("mission_statement", "3. Mission statement", story.mission_statement)
    for n, activity in enumerate(story.activities, 1):
        yield Pair(f"activity_{n}", f"4. Activity {n}", activity)
    for n, outcome in enumerate(story.outcomes, 1):
        yield Pair(f"outcome_{n}_text", f"5. Outcome {n}", outcome.statement)
        if outcome.figure:
            yield Pair(f"outcome_{n}_figure", f"Outcome {n}, figure", outcome.figure)
    if story.caveat:
        yield Pair("caveat", "Caveat", story.caveat)


def _kept(said: StoryWords) -> dict[str, object]:
    """The words by field; a story that changed may have fewer or more fields by now."""
    values: dict[str, object] = {
        "translator": said.translator,
        "origin": said.origin.value,
        "title": said.title,
        "problem_addressed": said.problem_addressed,
        "mission_statement": said.mission_statement,
        "caveat": said.caveat,
        "proper_names": "\n".join(said.proper_names),
    }
    for n, partner in enumerate(said.partners, 1):
        values |= {f"partner_{n}_name": partner.name, f"partner_{n}_part": partner.part}
    values |= {f"activity_{n}": each for n, each in enumerate(said.activities, 1)}
    for n, outcome in enumerate(said.outcomes, 1):
        values |= {f"outcome_{n}_text": outcome.statement, f"outcome_{n}_figure": outcome.figure}
    return values


def _words(story: StoryFacts, form: forms.Form, given: WordsForm, language: str) -> StoryWords:
    def maybe(field: str) -> str | None:
        return form.value(field) or None

    partners, activities, outcomes = (
        range(1, len(each) + 1) for each in (story.partners, story.activities, story.outcomes)
    )
    return StoryWords(
        language=language,
        translator=given.translator,
        origin=given.origin,
        title=form.value("title"),
        problem_addressed=form.value("problem_addressed"),
        partners=tuple(
            PartnerWords(form.value(f"partner_{n}_name"), maybe(f"partner_{n}_part"))
            for n in partners
        ),
        mission_statement=maybe("mission_statement"),
        activities=tuple(form.value(f"activity_{n}") for n in activities),
        outcomes=tuple(
            OutcomeWords(form.value(f"outcome_{n}_text"), maybe(f"outcome_{n}_figure"))
            for n in outcomes
        ),
        caveat=maybe("caveat"),
        proper_names=tuple(filter(None, map(str.strip, form.value("proper_names").splitlines()))),
    )


def _placed(shown: Translating, fault: Fault) -> Fault:
    """The fault at its field: “partner 2, part” is `partner_2_part`."""
    where = fault.where.removeprefix(f"{shown.story.key}, {shown.language}, ")
    for place, field in _PLACES.items():
        if where.startswith(f"{place} "):
            number, _, part = where.removeprefix(f"{place} ").partition(", ")
            return Fault(field.format(number, part), fault.what, fault.mend)
    return Fault(where, fault.what, fault.mend)
