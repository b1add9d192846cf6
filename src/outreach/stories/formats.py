"""The formats of a story file, and how its name tells which."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from outreach import errors


class FileFormat(StrEnum):
    """How a story file is written."""

    #: The format of the shipped stories; the easiest to write by hand.
    YAML = "yaml"
    #: For programs.
    JSON = "json"
    #: For spreadsheets.
    CSV = "csv"


def format_of(path: Path) -> FileFormat:
    """The format that a file's name promises. Refuses other names."""
    found = _ENDINGS.get(path.suffix.lower())
    if found is None:
        raise errors.BadInput(
            f"“{path.name}” is not a story file by its name. Use .yaml, .yml, .json or .csv."
        )
    return found


_ENDINGS: Mapping[str, FileFormat] = MappingProxyType(
    {
        ".yaml": FileFormat.YAML,
        ".yml": FileFormat.YAML,
        ".json": FileFormat.JSON,
        ".csv": FileFormat.CSV,
    }
)
