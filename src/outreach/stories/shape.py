"""Where in a file something is wrong: its line, its place in names, why, and its mend. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from outreach.errors import Fault

#: The way to a value: names of fields, and numbers of a list's items from 0.
Path: TypeAlias = tuple[str | int, ...]

#: What the checks of shape say in our words: what is wrong, and its mend.
_SAID = {
    "unexpected_keyword_argument": ("is not a field.", "Remove it, or correct its spelling."),
    "missing": ("is missing.", "Add it."),
    "string_too_short": ("is empty.", "Write it, or remove the line."),
    "string_pattern_mismatch": ("is not spelled as it must be.", "Look at the shipped file."),
}


#: The one written in C reads a whole kit in a few hundredths of a second.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that is wrong at one place of a file, and its mend."""

    path: Path
    what: str
    mend: str = ""


class Placed:
    """A file's text with the line of every value in it."""

    def __init__(self, text: str, data: object) -> None:
        self._root = yaml.compose(text, Loader=_LOADER)
        self._data = data

    def misshapen(self, error: ValidationError) -> tuple[Fault, ...]:
        """Each fault of the shape, in our words."""
        return self.faults(_wrong(each) for each in error.errors())

    def faults(self, wrongs: Iterable[Wrong]) -> tuple[Fault, ...]:
        """Each with its line and place: `line 41, posts, a-hello, day_offset`."""
        return tuple(
            Fault(f"line {self._line(each.path)}, {self._named(each.path)}", each.what, each.mend)
            for each in wrongs
        )

    def _line(self, path: Path) -> int:
        """The line where the deepest value begins that the path leads to."""
        node, line = self._root, 1
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = [pair for pair in node.value if pair[0].value == str(step)]
                if found:
                    line, node = found[0][0].start_mark.line + 1, found[0][1]
            elif isinstance(node, yaml.SequenceNode) and step in range(len(node.value)):
                node = node.value[int(step)]
                line = node.start_mark.line + 1
        return line

    def _named(self, path: Path) -> str:
        data, named = self._data, []
        for step in path:
            data = _inside(data, step)
            own = data.get("id") if isinstance(step, int) and isinstance(data, Mapping) else None
            named.append(str(own or (step + 1 if isinstance(step, int) else step)))
        return ", ".join(named)


def _wrong(error: ErrorDetails) -> Wrong:
    message = error["msg"].removeprefix("Value error, ")
    plain = (f"{message[:1].lower()}{message[1:]}.", "Mend it in the file.")
    return Wrong(error["loc"], *_SAID.get(error["type"], plain))


def _inside(data: object, step: int | str) -> object:
    """One step into what a file holds, which may be anything; None where there is no such step."""
    try:
        return data[step]  # type: ignore[index]  # caught below
    except (KeyError, IndexError, TypeError):
        return None
