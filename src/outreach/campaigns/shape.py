"""What is wrong with a file's shape, in our words, placed by names a person can find. Pure."""

from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from outreach.errors import Fault

#: What the checks of shape say in our words: what is wrong, and its mend.
_SAID = {
    "unexpected_keyword_argument": ("is not a field.", "Remove it, or correct its spelling."),
    "missing": ("is missing.", "Add it."),
    "string_too_short": ("is empty.", "Write it, or remove the line."),
    "string_pattern_mismatch": ("is not spelled as it must be.", "Look at the shipped file."),
}


def faults(data: object, error: ValidationError) -> tuple[Fault, ...]:
    """Each fault with its place: `posts, a-hello, day`."""
    return tuple(_fault(data, each) for each in error.errors())


def _fault(data: object, error: ErrorDetails) -> Fault:
    place: list[str] = []
    for step in error["loc"]:
        data = _inside(data, step)
        own = data.get("id") if isinstance(step, int) and isinstance(data, Mapping) else None
        place.append(str(own or (step + 1 if isinstance(step, int) else step)))
    message = error["msg"].removeprefix("Value error, ")
    plain = (f"{message[:1].lower()}{message[1:]}.", "Mend it in the file.")
    return Fault(", ".join(place), *_SAID.get(error["type"], plain))


def _inside(data: object, step: int | str) -> object:
    try:
        return data[step]  # type: ignore[index]
    except (KeyError, IndexError, TypeError):
        return None
