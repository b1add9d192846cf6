"""A card drawn: its words painted over its ground, the same card always the same bytes."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PIL import Image, ImageDraw

from outreach.brand import palette
from outreach.brand.cards import faces, kinds
from outreach.brand.cards.ground import painted
from outreach.brand.cards.page import FRAMES, Plan
from outreach.brand.cards.setting import Placed, Side
from outreach.brand.cards.words import Card, CardSize

_JPEG_QUALITY = 90
#: How much of a line's spare room lies before it.
_BEFORE: Mapping[Side, float] = MappingProxyType({"start": 0.0, "middle": 0.5, "end": 1.0})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card before its words are painted: the ground, and each word's place on it."""

    ground: Image.Image
    words: tuple[Placed, ...]


def draw(card: Card) -> bytes:
    """The card as a JPEG. Refuses words that do not fit, and letters the fonts do not have."""
    laid = sheet(card)
    picture = laid.ground.copy()
    for placed in laid.words:
        paint(picture, placed)
    return encoded(picture)


def sheet(card: Card) -> Sheet:
    """The card laid out in the direction its language is read in. Refuses as `draw` does."""
    palette.proved(card.look.palette)
    plan, frame = kinds.plan(card), FRAMES[card.size]
    if card.from_right:
        plan = _mirrored(plan, frame.width)
    ground = painted((frame.width, frame.height), plan.surface, plan.shapes)
    if plan.rules:
        ground = ground.copy()
        pen = ImageDraw.Draw(ground)
        for box, colour in plan.rules:
            pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), colour)
    return Sheet(ground, plan.words)


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
            picture.paste(placed.colour, (whole + beside, base + above), mask)


def encoded(picture: Image.Image) -> bytes:
    """The picture as a JPEG that keeps the edges of coloured letters."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return out.getvalue()


def pixels(size: CardSize) -> tuple[int, int]:
    """Width and height of a card of that size."""
    return FRAMES[size].width, FRAMES[size].height


def _mirrored(plan: Plan, width: int) -> Plan:
    turned: dict[Side, Side] = {"start": "end", "middle": "middle", "end": "start"}
    return Plan(
        plan.surface,
        tuple(shape.mirrored(width) for shape in plan.shapes),
        tuple(
            Placed(each.block, each.box.mirrored(width), each.colour, turned[each.side])
            for each in plan.words
        ),
        tuple((box.mirrored(width), colour) for box, colour in plan.rules),
    )
