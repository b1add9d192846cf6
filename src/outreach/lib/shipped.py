"""Where the folders that ship with the program are: beside the code in a wheel, else at the top."""

from pathlib import Path
from typing import Literal, TypeAlias

Name: TypeAlias = Literal["campaigns", "templates", "media", "migrations"]

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "_shipped", _PACKAGE.parents[1])


def folder(name: Name) -> Path:
    """The shipped folder of that name. Refuses an installation that has lost it."""
    for place in _PLACES:
        if (place / name).is_dir():
            return place / name
    raise FileNotFoundError(
        f"The folder “{name}” that ships with Outreach is missing. Install Outreach again."
    )
