"""Words painted over a ground; the picture is kept for the next card that stands on the same."""

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from PIL import Image, ImageDraw

from outreach.brand.cards import faces
from outreach.brand.cards.ground import painted
from outreach.brand.cards.page import Plan
from outreach.brand.cards.setting import Placed, Side

#: How much of a line's spare room lies before it.
_BEFORE: Mapping[Side, float] = MappingProxyType({"start": 0.0, "middle": 0.5, "end": 1.0})


class _Kept(NamedTuple):
    """A card as it was painted last, and the words on it."""

    picture: Image.Image
    words: tuple[Placed, ...]


@contextmanager
def laid(size: tuple[int, int], plan: Plan) -> Iterator[Image.Image]:
    """The card painted, for as long as it is looked at: afterwards the next card is painted on it.

    No box lies over another, nor any ink outside, so that words are taken away by their box.
    """
    shelf = _shelf(size, plan.surface, plan.shapes, plan.rules)
    try:
        picture, words = shelf.pop()
    except IndexError:
        picture, words = begun(size, plan), ()
    bare = painted(size, plan.surface, plan.shapes)
    for gone in words:
        if gone not in plan.words:
            box = gone.box
            beneath = bare.crop((box.left, box.top, box.right, box.bottom))
            picture.paste(beneath, (box.left, box.top))
    for placed in plan.words:
        if placed not in words:
            paint(picture, placed)
    yield picture
    shelf.append(_Kept(picture, plan.words))


def begun(size: tuple[int, int], plan: Plan) -> Image.Image:
    """A new picture with all that the words of a plan stand on."""
    picture = painted(size, plan.surface, plan.shapes).copy()
    pen = ImageDraw.Draw(picture)
    for box, colour in plan.rules:
        pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), colour)
    return picture


def paint(picture: Image.Image, placed: Placed) -> None:
    """Paint one block of words in its place."""
    block, box = placed.block, placed.box
    weight, share = block.style.weight, block.size / faces.MEASURED_AT
    for number, line in enumerate(block.lines):
        spare = box.width - 2 * block.overhang - faces.length(line, weight) * share
        left = box.left + block.overhang + spare * _BEFORE[placed.side]
        base = box.top + block.first + number * block.leading
        whole, quarter = divmod(round(left * 4), 4)
        found = faces.line(line, weight, block.size, quarter)
        if found:
            mask, beside, above = found
            # Pillow lays a picture through a mask in a third of the time a bare colour takes.
            colour = Image.new("RGB", mask.size, placed.colour)
            picture.paste(colour, (whole + beside, base + above), mask)


@lru_cache(maxsize=8)
def _shelf(_size: tuple[int, int], *_beneath: object) -> deque[_Kept]:
    """Where a picture waits for the next card. Two threads never take the same."""
    return deque(maxlen=1)
