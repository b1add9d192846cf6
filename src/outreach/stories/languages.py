"""Telling a story in more languages: its words put into one, accepted by a person, taken back."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from outreach import errors, records
from outreach.identity import Action, Actor
from outreach.lib.digest import Plain
from outreach.stories import library, plain, rows, translations
from outreach.stories.facts import StoryFacts, StoryWords
from outreach.stories.models import Story, Translation
from outreach.stories.rows import SpokenLanguage, WholeStory


def translate(
    db: Session, story_id: int, words: StoryWords, *, by: Actor, now: datetime
) -> WholeStory:
    """Give a story its words in one more language, or change those it has there.

    Refuses words that leave out or add a field, and a field that was not translated. Changed words
    lose the acceptance they had; the same words change nothing.
    """
    by.must(Action.WRITE)
    row = library.get(db, story_id, by.agency_id)
    story = library.whole(db, row)
    found = translations.faults(story, words)
    if found:
        raise errors.BadInput(f"“{row.title}” cannot be told in these words.", found)
    kept = _kept(db, story_id, words.language)
    made = made_from_now(words, story)
    if kept is None:
        kept = Translation(story_id=story_id, language=words.language, **_columns(made, by, now))
    elif rows.words_of(kept) == made:
        return story
    for column, value in _columns(made, by, now).items():
        setattr(kept, column, value)
    kept.accepted_by_id = kept.accepted_at = None
    db.add(kept)
    _record(db, "stories.translated", row, by=by, now=now, body=plain.from_words(made))
    return library.whole(db, row)


def accept(db: Session, story_id: int, language: str, *, by: Actor, now: datetime) -> WholeStory:
    """Take the words of a language for right: a person read them beside the story.

    Refuses words that were made from an earlier version of the story, and everyone who ever put
    words of that language there: words need a second pair of eyes.
    """
    by.must(Action.APPROVE if by.may(Action.APPROVE) else Action.WRITE)
    row = library.get(db, story_id, by.agency_id)
    kept = _must_have(db, row, language)
    story = library.whole(db, row)
    if kept.made_from != story.words:
        raise errors.Conflict(
            f"“{row.title}” was changed after its words in “{language}” were made. "
            "Bring them up to date, then accept them."
        )
    if by.person_id in _writers(db, row, kept):
        raise errors.NotAllowed(
            "You put these words here. Let another person who reads the language accept them."
        )
    if kept.accepted_at is None:
        kept.accepted_by_id, kept.accepted_at = by.person_id, now
        db.add(kept)
        body: dict[str, Plain] = {"words": plain.from_words(rows.words_of(kept))}
        _record(db, "stories.translation_accepted", row, by=by, now=now, body=body)
    return library.whole(db, row)


def withdraw(db: Session, story_id: int, language: str, *, by: Actor, now: datetime) -> WholeStory:
    """Take the words of a language back: no post is made from them any more."""
    by.must(Action.WRITE)
    row = library.get(db, story_id, by.agency_id)
    db.delete(_must_have(db, row, language))
    _record(db, "stories.translation_withdrawn", row, by=by, now=now, body={"language": language})
    return library.whole(db, row)


def spoken(story: WholeStory, language: str) -> SpokenLanguage | None:
    """How the story stands in a language other than its own; None when it has no words in it."""
    return next((each for each in story.languages if each.words.language == language), None)


def unspoken(story: WholeStory, language: str) -> str | None:
    """Why the story cannot be told in a language; None when its words are there and up to date."""
    if language == story.language:
        return None
    found = spoken(story, language)
    if found is None:
        return (
            f"“{story.title}” has no words of its own in “{language}”. It needs "
            f"{translations.needed(story)} in that language: add them to the story."
        )
    if not found.current:
        return (
            f"“{story.title}” was changed after its words in “{language}” were made. "
            "Bring them up to date."
        )
    return None


def told_in(story: WholeStory, language: str) -> StoryFacts:
    """The story in one of its languages. Refuses one that it has no current words in."""
    reason = unspoken(story, language)
    if reason is not None:
        raise errors.BadInput(reason)
    found = spoken(story, language)
    return story.facts if found is None else translations.in_language(story.facts, found.words)


def unaccepted(story: WholeStory, language: str) -> str | None:
    """Why words made from the story in a language are a draft only; None when they are not."""
    found = spoken(story, language)
    if found is None or found.settled:
        return None
    return (
        f"The words of “{story.title}” in “{language}” were made by a machine "
        f"({found.words.translator}), and nobody has accepted them. Let a person who reads the "
        "language compare them with the story."
    )


def made_from_now(words: StoryWords, story: StoryFacts) -> StoryWords:
    """The same words, with the digest of the story's own when they name no other."""
    return replace(words, made_from=words.made_from or story.words)


def _kept(db: Session, story_id: int, language: str) -> Translation | None:
    return db.exec(
        select(Translation).where(
            Translation.story_id == story_id, Translation.language == language
        )
    ).first()


def _must_have(db: Session, row: Story, language: str) -> Translation:
    kept = _kept(db, library.number_of(row), language)
    if kept is None:
        raise errors.NotFound(f"“{row.title}” has no words in “{language}”.")
    return kept


def _writers(db: Session, row: Story, kept: Translation) -> frozenset[int | None]:
    """Who put words of this language there, at any time, as the records tell."""
    told = records.of(db, ("story", library.number_of(row)), agency_id=row.agency_id)
    ours = (each for each in told if each.kind == "stories.translated")
    wrote = {each.by_id for each in ours if each.body["language"] == kept.language}
    return frozenset({kept.by_id, *wrote})


def _columns(words: StoryWords, by: Actor, now: datetime) -> dict[str, Any]:
    told = plain.from_words(words)
    return {
        "translator": words.translator,
        "origin": words.origin,
        "words": {name: value for name, value in told.items() if name in plain.WORDS},
        "made_from": words.made_from,
        "by_id": by.person_id,
        "at": now,
    }


def _record(
    db: Session, kind: str, row: Story, *, by: Actor, now: datetime, body: dict[str, Plain]
) -> None:
    db.flush()
    records.append(
        db,
        kind,
        ("story", library.number_of(row)),
        agency_id=row.agency_id,
        by_id=by.person_id,
        at=now,
        body=body,
    )
