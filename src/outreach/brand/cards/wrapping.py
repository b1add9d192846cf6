"""Where a line may break, and how words are shared out over lines so that none looks left over."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

#: Chinese characters, kana and their full-width marks: a line may break beside each.
_WIDE = (
    "[\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60]"
)
#: Marks that must not begin a line, and marks that must not end one (W3C, clreq, 3.1.3).
_CLOSING = "[，。、；：？！）》〉」』】〕〗”’…—·～％,.;:?!)\\]}%]"
_OPENING = "[（《〈「『【〔〖“‘(\\[{]"
#: A hyphen, dash or stroke between two words of at least three letters.
_HYPHEN = r"(?<=\w\w\w[-–—/])(?=\w\w\w)"
_UNIT = re.compile(
    f"{_OPENING}*(?:{_WIDE}|(?:(?!{_WIDE}|{_OPENING}).)+?(?:{_HYPHEN}|(?={_WIDE}|{_OPENING}|$)))"
    f"{_CLOSING}*"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that lines may break between, with the width of each and of the space before it."""

    pieces: tuple[str, ...]
    widths: tuple[float, ...]
    spaces: tuple[float, ...]


def measured(text: str, width: Callable[[str], float]) -> Run:
    """The text in its smallest pieces, each measured once."""
    space = width(" ")
    found = list(_pieces(text))
    return Run(
        tuple(piece for piece, _ in found),
        tuple(width(piece) for piece, _ in found),
        tuple(space if spaced else 0.0 for _, spaced in found),
    )


def count(run: Run, column: float) -> int | None:
    """The fewest lines that hold the run; None when a piece is wider than the column."""
    return None if max(run.widths) > column else len(_wrapped(run, column))


def balanced(run: Run, column: float) -> tuple[str, ...]:
    """The run in as few lines as the column allows, and those as even as can be."""
    narrow, wide = max(run.widths), column
    lines = _wrapped(run, wide)
    while wide - narrow > column / 200:
        middle = (narrow + wide) / 2
        tried = _wrapped(run, middle)
        if len(tried) > len(lines):
            narrow = middle
        else:
            lines, wide = tried, middle
    starts = [0, *accumulate(lines)]
    return tuple(_line(run, start, end) for start, end in pairwise(starts))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Each piece, and whether a space parts it from the one before."""
    for word in text.split(" "):
        parts = _UNIT.findall(word)
        parts = parts if "".join(parts) == word else [word]
        yield from ((part, number == 0) for number, part in enumerate(parts) if part)


def _line(run: Run, start: int, end: int) -> str:
    parts = zip(run.pieces[start:end], run.spaces[start:end], strict=True)
    return "".join(f" {piece}" if space else piece for piece, space in parts).strip()


def _wrapped(run: Run, column: float) -> list[int]:
    """How many pieces stand on each line when each line takes as many as it can."""
    lines: list[int] = []
    used = column
    for width, space in zip(run.widths, run.spaces, strict=True):
        if lines and used + space + width <= column:
            lines[-1] += 1
            used += space + width
        else:
            lines.append(1)
            used = width
    return lines
