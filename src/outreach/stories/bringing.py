"""One story brought into the library: what is new of it is added, what differs is revised."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from outreach.identity import Actor
from outreach.stories import languages, library
from outreach.stories.facts import StoryFacts
from outreach.stories.models import Story


def bring(db: Session, story: StoryFacts, *, by: Actor, now: datetime) -> tuple[Story, str]:
    """Draft a story the library lacks, revise one that differs, and add its languages: what was
    done is “added”, “revised” or “unchanged”.
    """
    row, what = _bring_own(db, story, by=by, now=now)
    for words in story.translations:
        kept = library.whole(db, row)
        if languages.made_from_now(words, kept) not in kept.translations:
            languages.translate(db, kept.id, words, by=by, now=now)
            what = what if what == "added" else "revised"
    return row, what


def differs(db: Session, row: Story, story: StoryFacts) -> bool:
    """Whether the story in its own language is another one than the library has."""
    kept = library.whole(db, row).facts
    return replace(kept, translations=()) != replace(story, translations=())


def _bring_own(db: Session, story: StoryFacts, *, by: Actor, now: datetime) -> tuple[Story, str]:
    """The story in its own language."""
    row = library.named(db, story.key, by.agency_id)
    if row is None:
        return library.draft(db, story, by=by, now=now), "added"
    if not differs(db, row, story):
        return row, "unchanged"
    number = library.number_of(row)
    return library.revise(db, number, story, revision=row.revision, by=by, now=now), "revised"
