"""The library: write a story, change it, publish it, retire it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from outreach import errors, records
from outreach.identity import Action, Actor
from outreach.stories import plain, rows, soundness
from outreach.stories.facts import StoryFacts
from outreach.stories.models import Story, StoryStatus
from outreach.stories.rows import WholeStory


def draft(db: Session, story: StoryFacts, *, by: Actor, now: datetime) -> Story:
    """Add a story to the agency's library as a draft. Refuses faults and an id that is taken.

    Its words in more languages are given by `translate`, here and in `revise`.
    """
    by.must(Action.WRITE)
    _refuse(soundness.faults(story), "The story cannot be saved.")
    if named(db, story.key, by.agency_id) is not None:
        raise errors.Conflict(
            f"There is already a story with the id “{story.key}”. "
            "Change that one, or choose another id."
        )
    row = Story(
        agency_id=by.agency_id,
        status=StoryStatus.DRAFT,
        by_id=by.person_id,
        created_at=now,
        revised_at=now,
        **rows.columns(story),
    )
    db.add(row)
    db.flush()
    rows.write_parts(db, number_of(row), story)
    _record(db, "stories.drafted", row, by=by, now=now)
    return row


def revise(
    db: Session, story_id: int, story: StoryFacts, *, revision: int, by: Actor, now: datetime
) -> Story:
    """Change a story. `revision` is the one the person saw; refuses to overwrite a newer one.

    A published story keeps what publishing asks for: no figure without its source.
    """
    by.must(Action.WRITE)
    row = get(db, story_id, by.agency_id)
    if row.revision != revision:
        raise errors.Conflict(
            f"“{row.title}” was changed by somebody else while you were writing. Nothing of yours "
            "is lost: compare your words with the newest version and save again."
        )
    if story.key != row.key:
        raise errors.BadInput(f"A story keeps its id. Leave “{row.key}” as it is.")
    _refuse(unfit(row, story), f"“{row.title}” cannot be changed like this.")
    for column, value in rows.columns(story).items():
        setattr(row, column, value)
    row.revision, row.revised_at = row.revision + 1, now
    db.add(row)
    rows.write_parts(db, story_id, story)
    _record(db, "stories.revised", row, by=by, now=now)
    return row


def unfit(row: Story, story: StoryFacts) -> tuple[errors.Fault, ...]:
    """Why these facts may not take the place of those the row has now."""
    if row.status is StoryStatus.RETIRED:
        return (errors.Fault(row.key, "it is retired.", "Publish it again before changing it."),)
    found = soundness.faults(story)
    return found + (soundness.obstacles(story) if row.status is StoryStatus.PUBLISHED else ())


def publish(db: Session, story_id: int, *, by: Actor, now: datetime) -> Story:
    """Put a story into the library, for posts to be made from. Refuses a figure without a source.

    An incomplete story may be published: it is shown as incomplete, and nobody fills it in.
    """
    by.must(Action.WRITE)
    row = get(db, story_id, by.agency_id)
    _refuse(soundness.obstacles(whole(db, row)), f"“{row.title}” cannot be published yet.")
    return _turn(db, row, StoryStatus.PUBLISHED, by=by, now=now)


def retire(db: Session, story_id: int, *, by: Actor, now: datetime) -> Story:
    """Keep a story for the record only: no new posts. It may be published again."""
    by.must(Action.WRITE)
    return _turn(db, get(db, story_id, by.agency_id), StoryStatus.RETIRED, by=by, now=now)


def get(db: Session, story_id: int, agency_id: int) -> Story:
    """One story of the agency. Refuses one of another agency as if it were not there."""
    row = db.get(Story, story_id)
    if row is None or row.agency_id != agency_id:
        raise errors.NotFound("There is no such story.")
    return row


def named(db: Session, key: str, agency_id: int) -> Story | None:
    """The agency's story of that id, if there is one."""
    return db.exec(select(Story).where(Story.key == key, Story.agency_id == agency_id)).first()


def whole(db: Session, story: Story) -> WholeStory:
    """A story with its partners, activities, outcomes, sources and answers, as one value."""
    return rows.read(db, [story])[0]


def wholes(db: Session, story_ids: Collection[int]) -> dict[int, WholeStory]:
    """Those of these stories that are there, as values, by number; a few queries for all."""
    if not story_ids:
        return {}
    found = db.exec(select(Story).where(col(Story.id).in_(story_ids))).all()
    return {story.id: story for story in rows.read(db, found)}


def number_of(row: Story) -> int:
    """The number of a story that has been saved."""
    assert row.id is not None  # noqa: S101 - flushed by the verb that made it
    return row.id


def _turn(db: Session, row: Story, status: StoryStatus, *, by: Actor, now: datetime) -> Story:
    if row.status is not status:
        row.status = status
        db.add(row)
        _record(db, f"stories.{status}", row, by=by, now=now)
    return row


def _refuse(found: Sequence[errors.Fault], message: str) -> None:
    if found:
        raise errors.BadInput(message, tuple(found))


def _record(db: Session, kind: str, row: Story, *, by: Actor, now: datetime) -> None:
    """Keep the act and every word of the story at that moment, so that no version is ever lost."""
    db.flush()
    story = whole(db, row)
    records.append(
        db,
        kind,
        ("story", story.id),
        agency_id=row.agency_id,
        by_id=by.person_id,
        at=now,
        body={"revision": row.revision, "words": story.words, "story": plain.from_story(story)},
    )
