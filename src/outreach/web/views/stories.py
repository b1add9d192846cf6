"""What the story pages show: the cards of the library, and one story with who agreed to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import urlencode

from sqlmodel import Session

from outreach import errors, posts, stories
from outreach.stories import (
    CitedSource,
    Confidence,
    Evaluation,
    PartnerYes,
    Sector,
    StatedOutcome,
    StoryStatus,
    WholeStory,
)
from outreach.web import forms
from outreach.web.views import languages
from outreach.web.words import Said, Tone, plural

#: How many stories stand on one page of the library.
PAGE = 24
FIELDS = 5

SECTORS: Mapping[Sector, str] = MappingProxyType(
    {Sector.PUBLIC: "Public", Sector.PRIVATE: "Private", Sector.COMMUNITY: "Community"}
)
EVIDENCE: Mapping[Evaluation, str] = MappingProxyType(
    {
        Evaluation.ANECDOTE: "Somebody's account of what happened",
        Evaluation.MONITORING: "Counts kept while the work went on",
        Evaluation.PRE_POST: "The same measure before and after",
        Evaluation.COMPARISON: "Compared with places or people without the work",
        Evaluation.RANDOMISED: "A trial with places or people chosen by lot",
    }
)
CONFIDENCE: Mapping[Confidence, str] = MappingProxyType(
    {
        Confidence.HIGH: "High: several good sources agree",
        Confidence.MEDIUM: "Medium: good in the main, with gaps",
        Confidence.LOW: "Low: little was found",
    }
)
STATUSES: Mapping[StoryStatus, str] = MappingProxyType(
    {
        StoryStatus.PUBLISHED: "In the library",
        StoryStatus.DRAFT: "Drafts",
        StoryStatus.RETIRED: "Retired",
    }
)
#: The lists of the forms, in (value, label) pairs.
CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "principles": tuple((str(n), f"{n}. {p.title}") for n, p in stories.PRINCIPLES.items()),
        "roles": tuple((code, f"{code}. {r.text}") for code, r in stories.COMMUNITY_ROLES.items()),
        "sectors": tuple(SECTORS.items()),
        "evidence": tuple(EVIDENCE.items()),
        "confidence": tuple(CONFIDENCE.items()),
        "statuses": tuple(STATUSES.items()),
    }
)
ANSWERS: Mapping[PartnerYes, Said] = MappingProxyType(
    {
        PartnerYes.NOT_SOUGHT: Said("Not asked yet", Tone.IDLE, "help"),
        PartnerYes.ASKED: Said("Asked, no answer yet", Tone.WARN, "schedule"),
        PartnerYes.GIVEN: Said("Said yes", Tone.GOOD, "check"),
        PartnerYes.REFUSED: Said("Said no", Tone.BAD, "do-not-disturb"),
        PartnerYes.WITHDRAWN: Said("Took the yes back", Tone.BAD, "undo"),
    }
)
OLD_YES = Said("Said yes to earlier words", Tone.WARN, "autorenew")


@dataclass(frozen=True, slots=True)
class Card:
    """One story in the library's list."""

    story: WholeStory
    #: Which of the five fields its sources leave open, each as a sentence.
    open_fields: tuple[str, ...]
    yes: Said

    @property
    def complete(self) -> Said:
        """How many of the five fields are stated."""
        if not self.open_fields:
            return Said("All five fields", Tone.GOOD, "check")
        return Said(f"{FIELDS - len(self.open_fields)} of {FIELDS} fields", Tone.WARN, "draft")


@dataclass(frozen=True, slots=True)
class Party:
    """A named party and what it last said to being named in this story."""

    who: str
    answer: stories.PartyAnswer
    said: Said
    sector: Sector | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One outcome with where it was read and what a careful reader would ask."""

    outcome: StatedOutcome
    source: CitedSource | None
    evidence: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story."""

    card: Card
    results: tuple[Result, ...]
    #: By sector, in the order public, private, community.
    partners: tuple[tuple[str, tuple[Party, ...]], ...]
    #: Everyone who has to agree before a real account may tell it.
    parties: tuple[Party, ...]
    #: What keeps it off real accounts, each as a sentence.
    blocks: tuple[str, ...]
    #: What keeps it out of the library, each as a sentence.
    obstacles: tuple[str, ...]
    posts: tuple[posts.Post, ...]
    #: Each language beside its own, and how far its words can be trusted.
    languages: tuple[tuple[stories.SpokenLanguage, Said], ...]
    #: The usual languages that it has no words in.
    untold: tuple[str, ...]

    @property
    def story(self) -> WholeStory:
        return self.card.story


@dataclass(frozen=True, slots=True)
class Library:
    """One page of the library: the stories that match, and where the next page begins."""

    cards: tuple[Card, ...]
    #: The address of the next page, or nothing.
    more: str
    sought: bool


def library(db: Session, agency_id: int, asked: forms.Form) -> Library:
    """The stories that match what was asked. What cannot be understood narrows nothing."""
    after = asked.value("after")
    found = stories.search(
        db,
        agency_id,
        _sought(asked),
        after=int(after) if after.isdecimal() else None,
        limit=PAGE + 1,
    )
    shown, names = found[:PAGE], ("words", "principle", "sector", "status")
    query = {name: asked.value(name) for name in names if asked.value(name)}
    more = f"/stories?{urlencode({**query, 'after': shown[-1].id})}" if found[PAGE:] else ""
    return Library(tuple(card(story) for story in shown), more, bool(query))


def card(story: WholeStory) -> Card:
    """The story as the list shows it."""
    return Card(story, stories.not_stated(story), _all_said(story))


def page(db: Session, story: WholeStory) -> StoryPage:
    """Everything the story's own page shows."""
    sources = {source.key: source for source in story.sources}
    parties = _parties(story)
    known = {party.who: party for party in parties}
    return StoryPage(
        card(story),
        tuple(_result(outcome, sources) for outcome in story.outcomes),
        tuple(
            (_sector(sector), tuple(known[p.name] for p in story.partners if p.sector is sector))
            for sector in (*story.sectors, None)
            if any(p.sector is sector for p in story.partners)
        ),
        parties,
        stories.cleared_for(story, practice=False),
        tuple(f"{fault.where}: {fault.what} {fault.mend}" for fault in _obstacles(story)),
        tuple(posts.listing(db, story.agency_id, story_id=story.id, limit=12)),
        tuple((each, languages.told(each)) for each in story.languages),
        languages.missing(story),
    )


def _sought(asked: forms.Form) -> stories.Sought:
    principle, sector, status = (asked.value(name) for name in ("principle", "sector", "status"))
    return stories.Sought(
        words=asked.value("words"),
        principle=int(principle) if principle.isdecimal() else None,
        sector=Sector(sector) if sector in list(Sector) else None,
        status=StoryStatus(status) if status in list(StoryStatus) else None,
    )


def _result(outcome: StatedOutcome, sources: Mapping[str, CitedSource]) -> Result:
    evidence = EVIDENCE[outcome.evaluation] if outcome.evaluation else "Not stated"
    return Result(outcome, sources.get(outcome.source or ""), evidence, outcome.doubts)


def _sector(sector: Sector | None) -> str:
    return "Sector not stated" if sector is None else SECTORS[sector]


def _obstacles(story: WholeStory) -> Iterator[errors.Fault]:
    """What keeps the story out of the library, each named by its place in the story."""
    for fault in stories.obstacles(story):
        place = fault.where.partition(", ")[2] or fault.where
        yield replace(fault, where=place[:1].upper() + place[1:])


def _parties(story: WholeStory) -> tuple[Party, ...]:
    partners = {partner.name: partner for partner in story.partners}
    return tuple(
        Party(
            answer.who,
            answer,
            said(answer),
            partners[answer.who].sector if answer.who in partners else None,
            partners[answer.who].part if answer.who in partners else None,
        )
        for answer in story.answers
    )


def said(answer: stories.PartyAnswer) -> Said:
    """What a party answered, in a word; a yes to earlier words is told apart."""
    return ANSWERS[answer.yes] if answer.current else OLD_YES


def _all_said(story: WholeStory) -> Said:
    """The answers of all parties as one: a no weighs more than a yes that is missing."""
    against = (PartnerYes.REFUSED, PartnerYes.WITHDRAWN)
    if any(answer.yes in against for answer in story.answers):
        return Said("A partner said no", Tone.BAD, "do-not-disturb")
    yes = sum(answer.yes is PartnerYes.GIVEN and answer.current for answer in story.answers)
    if yes == len(story.answers):
        return Said("Everyone said yes", Tone.GOOD, "check")
    if any(answer.yes is not PartnerYes.NOT_SOUGHT for answer in story.answers):
        return Said(f"{yes} of {plural(len(story.answers), 'yes', 'yeses')}", Tone.WARN, "schedule")
    return Said("Practice only", Tone.PRACTICE, "practice")
