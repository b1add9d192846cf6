"""A story's rows and its facts: one turned into the other, many stories at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from outreach import identity
from outreach.lib.digest import Plain
from outreach.stories import plain
from outreach.stories.facts import (
    CitedSource,
    FeaturedAgency,
    NamedPartner,
    Origin,
    StatedOutcome,
    StoryFacts,
    StoryWords,
    Years,
)
from outreach.stories.models import (
    Activity,
    Answer,
    Outcome,
    Partner,
    PartnerYes,
    Source,
    Story,
    StoryStatus,
    StoryTag,
    TagKind,
    Translation,
)

_Part: TypeAlias = Partner | Activity | Outcome | Source | StoryTag
_T = TypeVar("_T", Partner, Activity, Outcome, Source, StoryTag)
_PARTS: tuple[type[_Part], ...] = (Partner, Activity, Outcome, Source, StoryTag)


@dataclass(frozen=True, slots=True)
class PartyAnswer:
    """What one named party last said about being named in this story."""

    who: str
    yes: PartnerYes = PartnerYes.NOT_SOUGHT
    #: The answer was given to exactly the words the story has now.
    current: bool = True
    said_by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """One more language the story exists in, and how far its words can be trusted."""

    words: StoryWords
    #: The words were made from those the story has now.
    current: bool
    #: The person who read a machine's words and took them for right.
    accepted_by: str = ""
    accepted_at: datetime | None = None
    #: The person who put the words here, and when; that person is not the one who accepts them.
    put_by: int = 0
    put_at: datetime | None = None

    @property
    def settled(self) -> bool:
        """Whether a person answers for the words."""
        return self.words.origin is Origin.PERSON or self.accepted_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeStory(StoryFacts):
    """A story as it stands in the library: its facts, its state, what the named parties said."""

    id: int
    agency_id: int
    status: StoryStatus
    revision: int
    revised_at: datetime
    #: One for each partner, and first the featured agency unless it keeps this library itself.
    answers: tuple[PartyAnswer, ...]
    #: The languages it exists in beside its own, by code.
    languages: tuple[SpokenLanguage, ...] = ()

    @property
    def facts(self) -> StoryFacts:
        """The same facts without where they stand."""
        return StoryFacts(**{field.name: getattr(self, field.name) for field in fields(StoryFacts)})


def columns(story: StoryFacts) -> dict[str, Any]:
    """The story's own columns."""
    return {
        "key": story.key,
        "title": story.title,
        "language": story.language,
        "featured_name": story.featured.name,
        "featured_city": story.featured.city,
        "featured_state": story.featured.state,
        "featured_note": story.featured.note,
        "problem_addressed": story.problem_addressed,
        "mission_statement": story.mission_statement,
        "mission_note": story.mission_note,
        "outcomes_note": story.outcomes_note,
        "caveat": story.caveat,
        "first_year": story.years.first,
        "last_year": story.years.last,
        "years_note": story.years.note,
        "confidence": story.confidence,
        "confidence_notes": story.confidence_notes,
    }


def write_parts(db: Session, story_id: int, story: StoryFacts) -> None:
    """Put the story's partners, activities, outcomes, sources and tags in place of those it had."""
    for part in _PARTS:
        db.execute(sa.delete(part).where(col(part.story_id) == story_id))
    tags = (
        *((TagKind.PRINCIPLE, str(number)) for number in story.principles),
        *((TagKind.COMMUNITY_ROLE, role) for role in story.community_roles),
        *((TagKind.AUDIENCE, name) for name in story.audiences),
    )
    given: tuple[tuple[type[_Part], Sequence[Mapping[str, Any]]], ...] = (
        (Partner, [_values(partner) for partner in story.partners]),
        (Activity, [{"what": what} for what in story.activities]),
        (Outcome, [_values(outcome) for outcome in story.outcomes]),
        (Source, [_values(source) for source in story.sources]),
        (StoryTag, [{"kind": kind, "value": value} for kind, value in tags]),
    )
    for part, rows in given:
        db.add_all(part(story_id=story_id, position=at, **row) for at, row in enumerate(rows))
    db.flush()


def read(db: Session, rows: Sequence[Story]) -> list[WholeStory]:
    """The stories of these rows, in their order; one query for each kind of part, however many."""
    ids = [row.id for row in rows if row.id is not None]
    parts = _StoryParts(
        {row.agency_id: identity.agency(db, row.agency_id).name for row in rows},
        _by_story(db, Partner, ids),
        _by_story(db, Activity, ids),
        _by_story(db, Outcome, ids),
        _by_story(db, Source, ids),
        _by_story(db, StoryTag, ids),
        _last_answers(db, ids),
        _translations(db, ids),
    )
    return [_whole(row, parts) for row in rows]


@dataclass(frozen=True, slots=True)
class _StoryParts:
    keepers: Mapping[int, str]
    partners: Mapping[int, list[Partner]]
    activities: Mapping[int, list[Activity]]
    outcomes: Mapping[int, list[Outcome]]
    sources: Mapping[int, list[Source]]
    tags: Mapping[int, list[StoryTag]]
    answers: Mapping[int, Mapping[str, Answer]]
    translations: Mapping[int, list[tuple[Translation, str]]]


def _whole(row: Story, parts: _StoryParts) -> WholeStory:
    assert row.id is not None  # noqa: S101 - read from the database
    story = _facts(row, row.id, parts)
    own = story.featured.name.casefold() == parts.keepers[row.agency_id].casefold()
    parties = [partner.name for partner in story.partners]
    if not own and story.featured.name not in parties:
        parties.insert(0, story.featured.name)
    said, words = parts.answers[row.id], story.words
    return WholeStory(
        **{field.name: getattr(story, field.name) for field in fields(StoryFacts)},
        id=row.id,
        agency_id=row.agency_id,
        status=row.status,
        revision=row.revision,
        revised_at=row.revised_at,
        answers=tuple(_said(who, said.get(who), words) for who in parties),
        languages=tuple(_language(kept, by, words) for kept, by in parts.translations[row.id]),
    )


def _facts(row: Story, story_id: int, parts: _StoryParts) -> StoryFacts:
    tags = parts.tags[story_id]
    return StoryFacts(
        key=row.key,
        title=row.title,
        language=row.language,
        featured=FeaturedAgency(
            row.featured_name, row.featured_city, row.featured_state, row.featured_note
        ),
        problem_addressed=row.problem_addressed,
        partners=tuple(NamedPartner(p.name, p.sector, p.part) for p in parts.partners[story_id]),
        mission_statement=row.mission_statement,
        mission_note=row.mission_note,
        activities=tuple(activity.what for activity in parts.activities[story_id]),
        outcomes=tuple(
            StatedOutcome(o.statement, o.figure, o.source, o.baseline, o.period, o.evaluation)
            for o in parts.outcomes[story_id]
        ),
        outcomes_note=row.outcomes_note,
        caveat=row.caveat,
        principles=tuple(int(tag.value) for tag in tags if tag.kind is TagKind.PRINCIPLE),
        community_roles=tuple(tag.value for tag in tags if tag.kind is TagKind.COMMUNITY_ROLE),
        audiences=tuple(tag.value for tag in tags if tag.kind is TagKind.AUDIENCE),
        years=Years(row.first_year, row.last_year, row.years_note),
        sources=tuple(CitedSource(s.key, s.url, s.title, s.kind) for s in parts.sources[story_id]),
        confidence=row.confidence,
        confidence_notes=row.confidence_notes,
        translations=tuple(words_of(kept) for kept, _ in parts.translations[story_id]),
    )


def words_of(row: Translation) -> StoryWords:
    """What a row of the library says in its language."""
    about: dict[str, Plain] = {
        "language": row.language,
        "translator": row.translator,
        "origin": row.origin.value,
        "made_from": row.made_from,
    }
    return plain.to_words(row.words | about)


def _language(row: Translation, accepted_by: str, words: str) -> SpokenLanguage:
    return SpokenLanguage(
        words_of(row), row.made_from == words, accepted_by, row.accepted_at, row.by_id, row.at
    )


def _said(who: str, answer: Answer | None, words: str) -> PartyAnswer:
    if answer is None:
        return PartyAnswer(who)
    return PartyAnswer(who, answer.yes, answer.words == words, answer.said_by, answer.at)


def _values(part: NamedPartner | StatedOutcome | CitedSource) -> dict[str, Any]:
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _by_story(db: Session, part: type[_T], ids: Sequence[int]) -> Mapping[int, list[_T]]:
    found: dict[int, list[_T]] = defaultdict(list)
    for row in db.exec(_question(part), params={"ids": ids}):
        found[row.story_id].append(row)
    return found


@cache
def _question(part: type[_T]) -> SelectOfScalar[_T]:
    """What is asked for the parts of some stories; to put it anew costs more than its answer."""
    these = col(part.story_id).in_(sa.bindparam("ids", expanding=True))
    return select(part).where(these).order_by(col(part.position))


def _last_answers(db: Session, ids: Sequence[int]) -> Mapping[int, Mapping[str, Answer]]:
    found: dict[int, dict[str, Answer]] = defaultdict(dict)
    rows = select(Answer).where(col(Answer.story_id).in_(ids)).order_by(col(Answer.id))
    for answer in db.exec(rows):
        found[answer.story_id][answer.who] = answer
    return found


def _translations(db: Session, ids: Sequence[int]) -> Mapping[int, list[tuple[Translation, str]]]:
    """Each story's translations, by language, with the name of whoever accepted them."""
    rows = db.exec(
        select(Translation)
        .where(col(Translation.story_id).in_(ids))
        .order_by(col(Translation.language))
    ).all()
    names = identity.names_of(db, {row.accepted_by_id for row in rows if row.accepted_by_id})
    found: dict[int, list[tuple[Translation, str]]] = defaultdict(list)
    for row in rows:
        found[row.story_id].append((row, names.get(row.accepted_by_id or 0, "")))
    return found
