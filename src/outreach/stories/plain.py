"""A story as plain data, the shape of story files: facts to data, and data to facts.

Blank text is nothing. Text is brought to NFC with LF line ends, so that the same words are the same
story, whatever wrote them.
"""

from collections.abc import Mapping
from dataclasses import replace

from outreach.errors import Fault
from outreach.lib.digest import Plain
from outreach.stories import soundness, translations
from outreach.stories.facts import (
    CitedSource,
    Confidence,
    Evaluation,
    FeaturedAgency,
    NamedPartner,
    Origin,
    OutcomeWords,
    PartnerWords,
    Sector,
    StatedOutcome,
    StoryFacts,
    StoryWords,
    Years,
)
from outreach.stories.fields import Fields

STORY = (
    *("id", "title", "language", "agency", "problem_addressed", "partners_involved"),
    *("partner_yes", "mission_statement", "mission_note", "activities_undertaken"),
    *("key_outcomes", "outcomes_note", "caveat", "collaboration_principles", "community_roles"),
    *("audiences", "years", "sources", "confidence", "confidence_notes", "translations"),
)
AGENCY = ("name", "city", "state", "note")
PARTNER = ("name", "part", "sector")
OUTCOME = ("text", "figure", "source", "baseline", "period", "evaluation")
YEARS = ("start", "end", "note")
SOURCE = ("id", "url", "title", "kind")
#: What a story says in another language, and the facts about that translation before it.
WORDS = (
    *("title", "problem_addressed", "partners_involved", "mission_statement"),
    *("activities_undertaken", "key_outcomes", "caveat", "proper_names"),
)
TRANSLATION = ("language", "translator", "origin", "made_from", *WORDS)


def from_story(story: StoryFacts) -> dict[str, Plain]:
    """The story as a file holds it, the five fields in their order; null is “not stated”."""
    told: dict[str, Plain] = {
        "id": story.key,
        "title": story.title,
        "language": story.language,
        "agency": _row(
            AGENCY,
            story.featured.name,
            story.featured.city,
            story.featured.state,
            story.featured.note,
        ),
        "problem_addressed": story.problem_addressed,
        "partners_involved": [_row(PARTNER, p.name, p.part, p.sector) for p in story.partners],
        "mission_statement": story.mission_statement,
        "mission_note": story.mission_note,
        "activities_undertaken": list(story.activities) or None,
        "key_outcomes": [
            _row(OUTCOME, o.statement, o.figure, o.source, o.baseline, o.period, o.evaluation)
            for o in story.outcomes
        ]
        or None,
        "outcomes_note": story.outcomes_note,
        "caveat": story.caveat,
        "collaboration_principles": list(story.principles),
        "community_roles": list(story.community_roles),
        "audiences": list(story.audiences),
        "years": {"start": story.years.first, "end": story.years.last, "note": story.years.note},
        "sources": [_row(SOURCE, s.key, s.url, s.title, s.kind) for s in story.sources],
        "confidence": None if story.confidence is None else story.confidence.value,
        "confidence_notes": story.confidence_notes,
    }
    if story.translations:
        told["translations"] = [from_words(words) for words in story.translations]
    return told


def from_words(words: StoryWords) -> dict[str, Plain]:
    """A translation as a file holds it."""
    told: dict[str, Plain] = {
        "language": words.language,
        "translator": words.translator,
        "origin": words.origin.value,
        "made_from": words.made_from or None,
        "title": words.title,
        "problem_addressed": words.problem_addressed,
        "partners_involved": [_row(("name", "part"), p.name, p.part) for p in words.partners],
        "mission_statement": words.mission_statement,
        "activities_undertaken": list(words.activities) or None,
        "key_outcomes": [_row(("text", "figure"), o.statement, o.figure) for o in words.outcomes]
        or None,
        "caveat": words.caveat,
        "proper_names": list(words.proper_names) or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def to_story(data: Plain, number: int) -> tuple[StoryFacts, list[Fault]]:
    """The story that plain data tells, and all its faults. With a fault, it is not to be used."""
    found: list[Fault] = []
    name = data.get("id") if isinstance(data, Mapping) else None
    story = Fields(data, name if isinstance(name, str) and name else f"story {number}", found)
    told = _dated(_told(story.only(STORY)))
    already = {fault.where for fault in found}
    found += [fault for fault in soundness.faults(told) if fault.where not in already]
    for words in told.translations:
        found += [fault for fault in translations.faults(told, words) if fault.where not in already]
    return told, found


def to_words(data: Plain) -> StoryWords:
    """A translation that was kept as plain data."""
    return _words(Fields(data, "a translation", []))


def _row(names: tuple[str, ...], *values: str | None) -> dict[str, Plain]:
    """A mapping without the optional things that are not stated."""
    return {
        name: None if value is None else str(value)
        for name, value in zip(names, values, strict=True)
        if value is not None or name in ("figure", "source", "note")
    }


def _dated(story: StoryFacts) -> StoryFacts:
    """The story, its translations bound to the words they were made from: its own, if not said."""
    bound = (replace(each, made_from=each.made_from or story.words) for each in story.translations)
    return replace(story, translations=tuple(bound))


def _told(story: Fields) -> StoryFacts:
    agency = story.inside("agency").only(AGENCY)
    years = story.inside("years").only(YEARS)
    _refuse_yes(story)
    return StoryFacts(
        key=story.needed("id"),
        title=story.needed("title"),
        language=story.text("language") or "en",
        featured=FeaturedAgency(
            agency.needed("name"),
            agency.needed("city"),
            agency.needed("state"),
            agency.text("note"),
        ),
        problem_addressed=story.needed("problem_addressed"),
        partners=tuple(_partner(each) for each in story.each("partners_involved", "partner")),
        mission_statement=story.text("mission_statement"),
        mission_note=story.text("mission_note"),
        activities=story.texts("activities_undertaken"),
        outcomes=tuple(_outcome(each) for each in story.each("key_outcomes", "key outcome")),
        outcomes_note=story.text("outcomes_note"),
        caveat=story.text("caveat"),
        principles=story.numbers("collaboration_principles"),
        community_roles=story.texts("community_roles"),
        audiences=story.texts("audiences"),
        years=Years(years.number("start"), years.number("end"), years.text("note")),
        sources=tuple(_source(each) for each in story.each("sources", "source")),
        confidence=story.choice("confidence", Confidence),
        confidence_notes=story.text("confidence_notes"),
        translations=_translations(story),
    )


def _translations(story: Fields) -> tuple[StoryWords, ...]:
    told = [
        _words(Fields(each.data, _place(story, each), story.found).only(TRANSLATION))
        for each in story.each("translations", "translation")
    ]
    languages = [words.language for words in told]
    for language in sorted({each for each in languages if languages.count(each) > 1}):
        story.fault("translations", f"has “{language}” more than once.", "Keep one of them.")
    return tuple(told)


def _place(story: Fields, translation: Fields) -> str:
    """A translation is called by its language, where it has one."""
    language = translation.value("language")
    return f"{story.place}, {language}" if isinstance(language, str) else translation.place


def _words(words: Fields) -> StoryWords:
    return StoryWords(
        language=words.needed("language"),
        translator=words.needed("translator"),
        origin=_origin(words),
        made_from=words.text("made_from") or "",
        title=words.needed("title"),
        problem_addressed=words.needed("problem_addressed"),
        partners=tuple(_partner_words(each) for each in words.each("partners_involved", "partner")),
        mission_statement=words.text("mission_statement"),
        activities=words.texts("activities_undertaken"),
        outcomes=tuple(_outcome_words(each) for each in words.each("key_outcomes", "key outcome")),
        caveat=words.text("caveat"),
        proper_names=words.texts("proper_names"),
    )


def _origin(words: Fields) -> Origin:
    """Who made the words has to be said: left out, a machine's could pass for a person's."""
    if words.text("origin") is None and not words.faulty("origin"):
        words.fault("origin", "is missing.", f"Write one of {', '.join(Origin)}.")
    return words.choice("origin", Origin) or Origin.MACHINE


def _partner_words(partner: Fields) -> PartnerWords:
    if isinstance(partner.data, str):
        partner = Fields({"name": partner.data}, partner.place, partner.found)
    partner.only(("name", "part"))
    return PartnerWords(partner.needed("name"), partner.text("part"))


def _outcome_words(outcome: Fields) -> OutcomeWords:
    if isinstance(outcome.data, str):
        outcome = Fields({"text": outcome.data}, outcome.place, outcome.found)
    outcome.only(("text", "figure"))
    return OutcomeWords(outcome.needed("text"), outcome.text("figure"))


def _partner(partner: Fields) -> NamedPartner:
    if isinstance(partner.data, str):
        partner = Fields({"name": partner.data}, partner.place, partner.found)
    name = partner.only(PARTNER).needed("name")
    return NamedPartner(name, partner.choice("sector", Sector), partner.text("part"))


def _outcome(outcome: Fields) -> StatedOutcome:
    outcome.only(OUTCOME)
    return StatedOutcome(
        outcome.needed("text"),
        outcome.text("figure"),
        outcome.text("source"),
        outcome.text("baseline"),
        outcome.text("period"),
        outcome.choice("evaluation", Evaluation),
    )


def _source(source: Fields) -> CitedSource:
    source.only(SOURCE)
    return CitedSource(
        source.needed("id"), source.needed("url"), source.needed("title"), source.text("kind")
    )


def _refuse_yes(story: Fields) -> None:
    """A yes is a person's answer to exact words: noted in the library, never read from a file."""
    yes = story.text("partner_yes")
    if yes not in (None, "not_sought"):
        story.fault(
            "partner_yes",
            f"says “{yes}”.",
            "A file cannot give a partner's yes: write not_sought, and note each answer on the "
            "story's page.",
        )
