"""Files in and out of the library: all stories of a file or none; the library as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from outreach import errors
from outreach.errors import Fault
from outreach.identity import Action, Actor
from outreach.stories import bringing, files, finding, library, soundness
from outreach.stories.facts import StoryFacts
from outreach.stories.formats import FileFormat
from outreach.stories.models import StoryStatus


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a file changed, by the ids of its stories."""

    added: tuple[str, ...]
    revised: tuple[str, ...]
    unchanged: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{len(self.added)} added, {len(self.revised)} revised, {len(self.unchanged)} unchanged"
        )


def import_stories(
    db: Session, path: Path, *, by: Actor, now: datetime, publish: bool = False
) -> ImportResult:
    """Bring a file's stories into the agency's library, in the caller's transaction: all or none.

    A new story is a draft. A story that differs from the file is revised; one that does not is left
    alone, so the same file twice changes nothing. With `publish`, drafts that the file names are
    published. Stories, and languages of a story, that the file does not name stay as they are.
    """
    by.must(Action.WRITE)
    return take_in(db, files.read_stories(path), by=by, now=now, publish=publish)


def take_in(
    db: Session,
    stories: Sequence[StoryFacts],
    *,
    by: Actor,
    now: datetime,
    publish: bool = False,
) -> ImportResult:
    """Bring stories that were read already into the library, in the same way: all or none."""
    by.must(Action.WRITE)
    _refuse_unfit(db, stories, by=by, publish=publish)
    done: dict[str, list[str]] = {"added": [], "revised": [], "unchanged": []}
    for story in stories:
        row, what = bringing.bring(db, story, by=by, now=now)
        done[what].append(story.key)
        if publish and row.status is StoryStatus.DRAFT:
            library.publish(db, library.number_of(row), by=by, now=now)
    return ImportResult(**{what: tuple(keys) for what, keys in done.items()})


def export_stories(db: Session, agency_id: int, file_format: FileFormat) -> str:
    """Every story of the agency as one file, by title; importing it again changes nothing."""
    stories = finding.search(db, agency_id, limit=None)
    return files.write_stories(stories, file_format)


def _refuse_unfit(db: Session, stories: Sequence[StoryFacts], *, by: Actor, publish: bool) -> None:
    """Find before the first change everything that the library would refuse during it."""
    found: list[Fault] = []
    for story in stories:
        row = library.named(db, story.key, by.agency_id)
        if row is not None and bringing.differs(db, row, story):
            found += library.unfit(row, story)
        if publish and (row is None or row.status is StoryStatus.DRAFT):
            found += soundness.obstacles(story)
    if found:
        raise errors.BadInput("The file has faults. Nothing was imported.", tuple(found))
