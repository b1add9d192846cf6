"""The story form: from a story's facts to fields, from what was typed to facts, and faults back."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BaseModel
from sqlmodel import Session

from outreach import errors, identity, stories
from outreach.stories import (
    CitedSource,
    Confidence,
    Evaluation,
    FeaturedAgency,
    NamedPartner,
    Sector,
    StatedOutcome,
    StoryFacts,
    Years,
)
from outreach.web import forms

#: Words in one spelling, as story files bring them.
Text = Annotated[str, AfterValidator(lambda text: unicodedata.normalize("NFC", text))]


class PartnerRow(BaseModel):
    name: Text
    sector: Sector | None = None
    part: Text | None = None


class ActivityRow(BaseModel):
    what: Text


class OutcomeRow(BaseModel):
    statement: Text
    figure: Text | None = None
    source: Text | None = None
    baseline: Text | None = None
    period: Text | None = None
    evaluation: Evaluation | None = None


class SourceRow(BaseModel):
    key: Text = ""
    url: Text
    title: Text
    kind: Text | None = None


class StoryForm(BaseModel):
    """What the form asks, in the order of the five fields."""

    title: Text
    language: str = "en"
    featured_name: Text
    featured_city: Text
    featured_state: Text
    featured_note: Text | None = None
    problem_addressed: Text
    partners: list[PartnerRow]
    mission_statement: Text | None = None
    mission_note: Text | None = None
    activities: list[ActivityRow]
    outcomes: list[OutcomeRow]
    outcomes_note: Text | None = None
    caveat: Text | None = None
    principles: list[int]
    community_roles: list[str]
    audiences: list[str]
    first_year: int | None = None
    last_year: int | None = None
    years_note: Text | None = None
    sources: list[SourceRow]
    confidence: Confidence | None = None
    confidence_notes: Text | None = None
    #: The revision the person saw; 0 for a new story.
    revision: int = 0


def blank(agency: identity.Agency) -> forms.Form:
    """A new story's form, which begins with the agency itself as the one it is about."""
    return forms.filled(
        {
            "featured_name": agency.name,
            "featured_city": agency.city,
            "featured_state": agency.state,
            "language": agency.language,
        }
    )


def filled(story: stories.WholeStory) -> forms.Form:
    """The form with everything the story states."""
    rows = (
        *_rows("partners", ({"name": p.name, "sector": p.sector, "part": p.part}
                            for p in story.partners)),
        *_rows("activities", ({"what": what} for what in story.activities)),
        *_rows("outcomes", (_outcome_fields(outcome) for outcome in story.outcomes)),
        *_rows("sources", ({"key": s.key, "url": s.url, "title": s.title, "kind": s.kind}
                           for s in story.sources)),
    )  # fmt: skip
    same = {name: getattr(story, name) for name in _SAME}
    return forms.filled(
        same
        | dict(rows)
        | {
            "featured_name": story.featured.name,
            "featured_city": story.featured.city,
            "featured_state": story.featured.state,
            "featured_note": story.featured.note,
            "first_year": story.years.first,
            "last_year": story.years.last,
            "years_note": story.years.note,
            "revision": story.revision,
        }
    )


def facts(given: StoryForm, key: str) -> StoryFacts:
    """What was typed, as a story. Nothing is guessed."""
    return StoryFacts(
        key=key,
        title=given.title,
        language=given.language,
        featured=FeaturedAgency(
            given.featured_name, given.featured_city, given.featured_state, given.featured_note
        ),
        problem_addressed=given.problem_addressed,
        partners=tuple(NamedPartner(p.name, p.sector, p.part) for p in given.partners),
        mission_statement=given.mission_statement,
        mission_note=given.mission_note,
        activities=tuple(row.what for row in given.activities),
        outcomes=tuple(StatedOutcome(**row.model_dump()) for row in given.outcomes),
        outcomes_note=given.outcomes_note,
        caveat=given.caveat,
        principles=tuple(given.principles),
        community_roles=tuple(given.community_roles),
        audiences=tuple(given.audiences),
        years=Years(given.first_year, given.last_year, given.years_note),
        sources=tuple(_sources(given.sources)),
        confidence=given.confidence,
        confidence_notes=given.confidence_notes,
    )


def new_key(db: Session, title: str, agency_id: int) -> str:
    """A story's own name in files, made from its title; numbered when it is taken."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70].strip("-") or "story"
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    return next(name for name in names if stories.named(db, name, agency_id) is None)


def placed(refused: errors.BadInput) -> errors.BadInput:
    """The library's faults, each at the field of the form where it is mended."""
    return errors.BadInput(
        refused.message,
        tuple(replace(fault, where=_field_of(fault.where)) for fault in refused.faults),
    )


def differences(mine: forms.Form, newest: forms.Form) -> tuple[tuple[str, str], ...]:
    """Each field where the newest version says something else, and what it says there."""
    names = dict.fromkeys([*newest.values, *mine.values])
    return tuple(
        (forms.shown(name), "; ".join(newest.values.get(name, ())) or "Nothing")
        for name in names
        if name.partition(".")[0] in _ASKED
        if sorted(mine.values.get(name, ())) != sorted(newest.values.get(name, ()))
    )


def overtaken(
    mine: forms.Form, newest: stories.WholeStory, moved_on: errors.Conflict
) -> tuple[forms.Form, stories.WholeStory, tuple[tuple[str, str], ...]]:
    """The form again after somebody else saved: every word kept, and what theirs says instead.

    Saving it once more is then a choice made with open eyes, so it carries the newest revision.
    """
    told = mine.refused(errors.BadInput(str(moved_on)))
    seen = {**told.values, "revision": (str(newest.revision),)}
    return replace(told, values=seen), newest, differences(mine, filled(newest))


def audiences(form: forms.Form) -> list[tuple[str, str]]:
    """This story's own audiences in its order, and then the usual ones."""
    own = form.values.get("audiences", ())
    names = dict.fromkeys([*filter(None, own), *stories.AUDIENCES])
    return [(name, name.capitalize()) for name in names]


def _sources(rows: list[SourceRow]) -> Iterator[CitedSource]:
    """Sources left without a short name get the next free one: S1, S2 and so on."""
    taken = {row.key for row in rows}
    free = (name for number in count(1) if (name := f"S{number}") not in taken)
    for row in rows:
        yield CitedSource(row.key or next(free), row.url, row.title, row.kind)


def _rows(group: str, rows: Iterator[Mapping[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    for number, row in enumerate(rows):
        for name, value in row.items():
            yield f"{group}.{number}.{name}", value


def _outcome_fields(outcome: StatedOutcome) -> dict[str, str | None]:
    return {name: getattr(outcome, name) for name in OutcomeRow.model_fields}


def _field_of(where: str) -> str:
    """A place as the library names it ("some-id, partner 2, name") as a field of the form.

    What names a field already, or the story as a whole, stays as it is.
    """
    _, of_a_story, place = where.partition(", ")
    if not of_a_story:
        return where
    row = re.fullmatch(r"(partner|key outcome|source) (\d+)(?:, (\w+))?", place)
    if row is None:
        return _FIELDS.get(place, place)
    group = _GROUPS[row[1]]
    return f"{group}.{int(row[2]) - 1}.{_FIELDS.get(row[3] or 'source', row[3] or 'source')}"


#: Fields that the form and a story call alike.
_SAME = (
    *("title", "language", "problem_addressed", "mission_statement", "mission_note"),
    *("outcomes_note", "caveat", "principles", "community_roles", "audiences"),
    *("confidence", "confidence_notes"),
)
_ASKED = frozenset(StoryForm.model_fields) - {"revision", "language"}
_GROUPS = MappingProxyType({"partner": "partners", "key outcome": "outcomes", "source": "sources"})
_FIELDS = MappingProxyType(
    {
        "id": "key",
        "text": "statement",
        "partners_involved": "partners",
        "collaboration_principles": "principles",
        "years, end": "last_year",
        "agency, name": "featured_name",
        "agency, city": "featured_city",
        "agency, state": "featured_state",
        "agency, note": "featured_note",
    }
)
