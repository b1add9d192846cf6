"""Story files: read whole or not at all, with every fault named; and written again."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from outreach import errors
from outreach.errors import Fault
from outreach.lib.digest import Plain
from outreach.stories import columns, documents, plain
from outreach.stories.facts import StoryFacts
from outreach.stories.formats import FileFormat, format_of

MAX_BYTES = 5_000_000


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


def write_stories(stories: Sequence[StoryFacts], file_format: FileFormat) -> str:
    """The stories as a file; reading it gives the same stories."""
    if file_format is FileFormat.CSV:
        return columns.to_csv(stories)
    write = documents.to_yaml if file_format is FileFormat.YAML else documents.to_json
    return write([plain.from_story(story) for story in stories])


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


_READ: Mapping[FileFormat, Callable[[str], Plain]] = MappingProxyType(
    {
        FileFormat.YAML: documents.from_yaml,
        FileFormat.JSON: documents.from_json,
        FileFormat.CSV: columns.from_csv,
    }
)
