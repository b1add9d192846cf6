"""Words set in type: at the largest size of their scale that the room allows, or refused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil
from typing import Literal, TypeAlias

from outreach import errors
from outreach.brand.cards import faces, wrapping
from outreach.brand.cards.words import clean, has_letters_from_right, refuse_turning
from outreach.brand.palette import Colour

Side: TypeAlias = Literal["start", "middle", "end"]

#: The type scale in pixels. A kind of words names the steps it may stand on, never a size between.
SCALE = (
    320, 288, 256, 228, 204, 180, 160, 142, 128, 116, 104, 96, 88, 80, 74,
    68, 62, 57, 52, 48, 44, 40, 37, 34, 32, 30, 28, 26, 24, 22, 20,
)  # fmt: skip


def steps(largest: int, smallest: int) -> tuple[int, ...]:
    """The steps of the scale between two sizes, both included."""
    return tuple(size for size in SCALE if smallest <= size <= largest)


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of words is set."""

    #: What a person who has to shorten them calls them.
    name: str
    weight: faces.Weight
    #: The sizes it may have, from the best down.
    sizes: Sequence[int]
    #: The most lines it may have.
    lines: int
    #: From one base line to the next, in sizes; more where the letters are tall.
    leading: float = 1.12
    #: Room below the line for letters that hang, kept even where none does; a figure needs none.
    hanging: bool = True

    def scaled(self, by: float) -> "Style":
        """The same style on a card that is seen from farther away, or shown smaller."""
        return _scaled(self, by)


@lru_cache(maxsize=256)
def _scaled(style: Style, by: float) -> Style:
    return replace(style, sizes=steps(round(style.sizes[0] * by), style.sizes[-1]))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the card, in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    def mirrored(self, width: int) -> "Box":
        """The same box on a card of that width, seen in a mirror."""
        return replace(self, left=width - self.right)


@dataclass(frozen=True, slots=True)
class Block:
    """Words set at one size; nothing of them reaches outside their height."""

    style: Style
    size: int
    text: str
    #: The longest a line may be, at the size all is measured at.
    room: float
    height: int
    #: From the top to the first base line, and from each to the next.
    first: int
    leading: int

    @property
    def overhang(self) -> int:
        """How far a letter may lean out of its line at either end."""
        return 2 + self.size // 16

    @property
    def lines(self) -> tuple[str, ...]:
        """The words line by line, the lines as even as they can be."""
        return _lines(self.text, self.style.weight, self.style.name, self.room)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its place, in its colour. The box is wider than the lines by the overhang."""

    block: Block
    box: Box
    colour: Colour
    side: Side = "start"


def placed(block: Block, colour: Colour, at: tuple[int, int, int], side: Side = "start") -> Placed:
    """A block at a left, a top and a width."""
    left, top, width = at
    over = block.overhang
    return Placed(block, Box(left - over, top, width + 2 * over, block.height), colour, side)


@dataclass(frozen=True, slots=True)
class _Prepared:
    run: wrapping.Run
    rise: float
    fall: float


@lru_cache(maxsize=2_000)
def settings(style: Style, text: str, column: int) -> tuple[Block, ...]:
    """The ways to set these words that fit the column, the best first. No words are no block."""
    prepared = _prepared(text, style.weight, style.name)
    if prepared is None:
        return ()
    ways = (_set(prepared, style, text, size=size, column=column) for size in style.sizes)
    return tuple(block for block in ways if block is not None)


def fitted(style: Style, text: str, column: int, height: int = 10_000) -> Block | None:
    """The best way that is no higher than that; None for no words. Refuses words too long."""
    if not clean(text):
        return None
    for block in settings(style, text, column):
        if block.height <= height:
            return block
    raise too_long(style.name, text)


def too_long(name: str, text: str) -> errors.BadInput:
    """What is said of words that no size makes fit."""
    shown = clean(text)
    shown = shown if len(shown) <= 60 else f"{shown[:57]}…"
    return errors.BadInput(f"The {name} does not fit on a card. Shorten “{shown}”.")


@lru_cache(maxsize=2_000)
def _prepared(text: str, weight: faces.Weight, name: str) -> _Prepared | None:
    """The words measured, whatever their size will be; None for no words."""
    words = clean(text)
    if not words:
        return None
    refuse_turning(words, name)
    faces.refuse_unknown(words, weight, name, shaping=faces.can_shape())
    run = wrapping.measured(words, lambda piece: faces.length(piece, weight))
    return _Prepared(run, *faces.reach(words, weight))


def _keeps(style: Style, text: str, room: float) -> bool:
    """Whether whole lines keep to the room: Arabic words may be wider together than each alone."""
    lines = _lines(text, style.weight, style.name, room)
    return all(faces.length(line, style.weight) <= room for line in lines)


@lru_cache(maxsize=2_000)
def _lines(text: str, weight: faces.Weight, name: str, room: float) -> tuple[str, ...]:
    prepared = _prepared(text, weight, name)
    return wrapping.balanced(prepared.run, room) if prepared else ()


def _set(prepared: _Prepared, style: Style, text: str, *, size: int, column: int) -> Block | None:
    """The words at one size; None when a word is too wide or the lines are too many."""
    room = column * faces.MEASURED_AT / size
    lines = wrapping.count(prepared.run, room)
    if lines is None or lines > style.lines:
        return None
    if has_letters_from_right(text) and not _keeps(style, text, room):
        return None
    rise, fall = prepared.rise * size, prepared.fall * size
    if style.hanging:
        rise, fall = max(rise, faces.CAPITAL * size), max(fall, faces.HANGING * size)
    leading = round(max(style.leading * size, rise + fall + size * 0.06))
    above, below = ceil(rise) + 2, ceil(fall) + 2
    return Block(
        style,
        size,
        text,
        room,
        height=above + leading * (lines - 1) + below,
        first=above,
        leading=leading,
    )
