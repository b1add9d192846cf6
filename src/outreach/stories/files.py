"""Story files: read them whole or not at all, bring them into the library, write them out again."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from sqlmodel import Session

from outreach import errors
from outreach.errors import Fault
from outreach.identity import Action, Actor
from outreach.lib.digest import Plain
from outreach.stories import columns, documents, finding, library, plain, soundness
from outreach.stories.facts import StoryFacts
from outreach.stories.models import Story, StoryStatus

MAX_BYTES = 5_000_000


class FileFormat(StrEnum):
    """How a story file is written."""

    #: The format of the shipped stories; the easiest to write by hand.
    YAML = "yaml"
    #: For programs.
    JSON = "json"
    #: For spreadsheets.
    CSV = "csv"


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


def format_of(path: Path) -> FileFormat:
    """The format that a file's name promises. Refuses other names."""
    found = _ENDINGS.get(path.suffix.lower())
    if found is None:
        raise errors.BadInput(
            f"“{path.name}” is not a story file by its name. Use .yaml, .yml, .json or .csv."
        )
    return found


def read_stories(path: Path) -> tuple[StoryFacts, ...]:
    """The stories of a file, all or none. Refuses with every fault: its story, field and mend."""
    file_format = format_of(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise errors.BadInput(
            f"“{path}” cannot be opened ({error.strerror}). Check the name and try again."
        ) from None
    return parse_stories(data, file_format)


def parse_stories(data: bytes, file_format: FileFormat) -> tuple[StoryFacts, ...]:
    """The stories in these bytes, all of them or none, with the same refusals."""
    listed = _READ[file_format](_text(data))
    if not isinstance(listed, list) or not listed:
        raise errors.BadInput(
            "The file holds no list of stories. In YAML, begin each story with “- id: …” at the "
            "margin; in JSON, put them in [ ]; in CSV, write one row for each."
        )
    told = [plain.to_story(each, number) for number, each in enumerate(listed, start=1)]
    stories = tuple(story for story, _ in told)
    found = [fault for _, faults in told for fault in faults] + _repeated(stories)
    if found:
        raise errors.BadInput("The file has faults. Nothing was taken from it.", tuple(found))
    return stories


def import_stories(
    db: Session, path: Path, *, by: Actor, now: datetime, publish: bool = False
) -> ImportResult:
    """Bring a file's stories into the agency's library, in the caller's transaction: all or none.

    A new story is a draft. A story that differs from the file is revised; one that does not is left
    alone, so the same file twice changes nothing. With `publish`, drafts that the file names are
    published. Stories that the file does not name stay as they are.
    """
    by.must(Action.WRITE)
    return take_in(db, read_stories(path), by=by, now=now, publish=publish)


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
        row, what = _bring(db, story, by=by, now=now)
        done[what].append(story.key)
        if publish and row.status is StoryStatus.DRAFT:
            library.publish(db, library.number_of(row), by=by, now=now)
    return ImportResult(**{what: tuple(keys) for what, keys in done.items()})


def export_stories(db: Session, agency_id: int, file_format: FileFormat) -> str:
    """Every story of the agency as one file, by title; importing it again changes nothing."""
    stories = finding.search(db, agency_id, limit=None)
    if file_format is FileFormat.CSV:
        return columns.to_csv(stories)
    write = documents.to_yaml if file_format is FileFormat.YAML else documents.to_json
    return write([plain.from_story(story) for story in stories])


def _bring(db: Session, story: StoryFacts, *, by: Actor, now: datetime) -> tuple[Story, str]:
    row = library.named(db, story.key, by.agency_id)
    if row is None:
        return library.draft(db, story, by=by, now=now), "added"
    if library.whole(db, row).facts == story:
        return row, "unchanged"
    number = library.number_of(row)
    return library.revise(db, number, story, revision=row.revision, by=by, now=now), "revised"


def _refuse_unfit(db: Session, stories: Sequence[StoryFacts], *, by: Actor, publish: bool) -> None:
    """Find before the first change everything that the library would refuse during it."""
    found: list[Fault] = []
    for story in stories:
        row = library.named(db, story.key, by.agency_id)
        if row is not None and library.whole(db, row).facts != story:
            found += library.unfit(row, story)
        if publish and (row is None or row.status is StoryStatus.DRAFT):
            found += soundness.obstacles(story)
    if found:
        raise errors.BadInput("The file has faults. Nothing was imported.", tuple(found))


def _repeated(stories: Sequence[StoryFacts]) -> list[Fault]:
    counted = Counter(story.key for story in stories)
    return [
        Fault(f"{key}, id", f"is the id of {count} stories.", "Give each story its own id.")
        for key, count in counted.items()
        if key and count > 1
    ]


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise errors.BadInput(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB. Split it into several files."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = Fault(f"line {line}", "is not UTF-8 text.", "Save the file as UTF-8.")
        raise errors.BadInput("The file cannot be read.", (fault,)) from None


_ENDINGS: Mapping[str, FileFormat] = MappingProxyType(
    {
        ".yaml": FileFormat.YAML,
        ".yml": FileFormat.YAML,
        ".json": FileFormat.JSON,
        ".csv": FileFormat.CSV,
    }
)
_READ: Mapping[FileFormat, Callable[[str], Plain]] = MappingProxyType(
    {
        FileFormat.YAML: documents.from_yaml,
        FileFormat.JSON: documents.from_json,
        FileFormat.CSV: columns.from_csv,
    }
)
