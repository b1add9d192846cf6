"""A card drawn: its words painted over its ground, the same card always the same bytes."""

import io
from dataclasses import dataclass

from PIL import Image

from outreach.brand import palette
from outreach.brand.cards import kinds, painting
from outreach.brand.cards.page import FRAMES, Plan
from outreach.brand.cards.setting import Placed, Side
from outreach.brand.cards.words import Card, CardSize

_JPEG_QUALITY = 90


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card before its words are painted: the ground, and each word's place on it."""

    ground: Image.Image
    words: tuple[Placed, ...]


def draw(card: Card) -> bytes:
    """The card as a JPEG. Refuses words that do not fit, and letters the fonts do not have."""
    plan = _plan(card)
    with painting.laid(pixels(card.size), plan) as picture:
        return encoded(picture)


def sheet(card: Card) -> Sheet:
    """The card laid out in the direction its language is read in. Refuses as `draw` does."""
    plan = _plan(card)
    return Sheet(painting.begun(pixels(card.size), plan), plan.words)


def encoded(picture: Image.Image) -> bytes:
    """The picture as a JPEG that keeps the edges of coloured letters."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return out.getvalue()


def pixels(size: CardSize) -> tuple[int, int]:
    """Width and height of a card of that size."""
    return FRAMES[size].width, FRAMES[size].height


def _plan(card: Card) -> Plan:
    palette.proved(card.look.palette)
    plan = kinds.plan(card)
    return _mirrored(plan, FRAMES[card.size].width) if card.from_right else plan


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
