"""Words painted over a ground, and kept for the next card that has the same words there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from PIL import Image

from outreach.brand.cards import faces
from outreach.brand.cards.page import Plan
from outreach.brand.cards.setting import Placed, Side

#: How much of a line's spare room lies before it.
_BEFORE: Mapping[Side, float] = MappingProxyType({"start": 0.0, "middle": 0.5, "end": 1.0})


@dataclass(slots=True)
class _Patch:
    """One block and the ground within its box, from the second time it is painted there."""

    painted_before: bool = False
    kept: Image.Image | None = None


def lay(picture: Image.Image, plan: Plan) -> None:
    """Paint the words of a plan over its ground. No box lies over another, nor any ink outside."""
    beneath = (plan.surface, plan.shapes, plan.rules)
    for placed in plan.words:
        box, patch = placed.box, _patch(picture.size, beneath, placed)
        if patch.kept is not None:
            picture.paste(patch.kept, (box.left, box.top))
            continue
        paint(picture, placed)
        if patch.painted_before:
            patch.kept = picture.crop((box.left, box.top, box.right, box.bottom))
        patch.painted_before = True


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


@lru_cache(maxsize=64)
def _patch(_size: tuple[int, int], _beneath: object, _placed: Placed) -> _Patch:
    return _Patch()
