"""What is measured of a card, from its rendered pixels: each word's box, overlap and contrast."""

from dataclasses import dataclass, replace
from itertools import combinations

from PIL import Image, ImageChops

from outreach import brand
from outreach.brand.cards import drawing, painting
from outreach.brand.cards.setting import Box, Placed
from outreach.brand.palette import BLACK, WHITE, Colour, contrast

#: How far around its box words are looked for.
AROUND = 48


@dataclass(frozen=True, slots=True)
class Layer:
    """Words painted alone: the ground around them, and 255 where it was changed."""

    placed: Placed
    ground: Image.Image
    changed: Image.Image
    #: Of the first pixel looked at, and around what was changed, both on the card.
    left: int
    top: int
    found: tuple[int, int, int, int] | None

    def within(self, box: tuple[int, int, int, int]) -> Image.Image:
        """What was changed in a part of the card."""
        left, top, right, bottom = box
        return self.changed.crop(
            (left - self.left, top - self.top, right - self.left, bottom - self.top)
        )


def faults(card: brand.Card) -> list[str]:
    """Everything on the card that a reader would stumble over. Refuses what `draw` refuses."""
    return of_sheet(drawing.sheet(card))


def of_sheet(sheet: drawing.Sheet) -> list[str]:
    """The same of a card that is laid out already."""
    layers = [_painted(sheet.ground, placed) for placed in sheet.words]
    return [
        *(fault for layer in layers for fault in _alone(sheet.ground, layer)),
        *(
            f"{_called(one.placed)} overlaps {_called(other.placed)}"
            for one, other in combinations(layers, 2)
            if _overlap(one, other)
        ),
    ]


def _painted(ground: Image.Image, placed: Placed) -> Layer:
    box = placed.box
    left, top = box.left - AROUND, box.top - AROUND
    around = ground.crop((left, top, box.right + AROUND, box.bottom + AROUND))
    picture = around.copy()
    painting.paint(picture, replace(placed, box=Box(AROUND, AROUND, box.width, box.height)))
    red, green, blue = ImageChops.difference(picture, around).split()
    changed = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    changed = changed.point(lambda part: 255 * (part > 0))
    found = changed.getbbox()
    if found:
        found = (found[0] + left, found[1] + top, found[2] + left, found[3] + top)
    return Layer(placed, around, changed, left, top, found)


def _alone(ground: Image.Image, layer: Layer) -> list[str]:
    if layer.found is None:
        return [f"{_called(layer.placed)} cannot be seen"]
    box, faults = layer.placed.box, []
    left, top, right, bottom = layer.found
    if left < box.left or top < box.top or right > box.right or bottom > box.bottom:
        faults.append(f"{_called(layer.placed)} reaches {layer.found}, outside of {box}")
    if left < 0 or top < 0 or right > ground.width or bottom > ground.height:
        faults.append(f"{_called(layer.placed)} leaves the card")
    colour = layer.placed.colour
    worst = min(contrast(colour, under) for under in _under(layer))
    if worst < 4.5:
        faults.append(f"{_called(layer.placed)} has a contrast of {worst:.2f}")
    return faults


def _under(layer: Layer) -> list[Colour]:
    """Every colour of the ground beneath the words."""
    far = max(BLACK, WHITE, key=lambda end: contrast(end, layer.placed.colour))
    beneath = Image.new("RGB", layer.ground.size, far)
    beneath.paste(layer.ground, mask=layer.changed)
    return [Colour(*each) for _, each in beneath.getcolors(beneath.width * beneath.height)]


def _overlap(one: Layer, other: Layer) -> bool:
    if one.found is None or other.found is None:
        return False
    ends = zip(one.found, other.found, strict=True)
    left, top, right, bottom = (
        pick(end) for pick, end in zip((max, max, min, min), ends, strict=True)
    )
    if left >= right or top >= bottom:
        return False
    both = ((each.within((left, top, right, bottom))) for each in (one, other))
    return ImageChops.multiply(*both).getbbox() is not None


def _called(placed: Placed) -> str:
    return f"the {placed.block.style.name} “{placed.block.text[:30]}”"
