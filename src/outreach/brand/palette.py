"""The colours we draw with, and how well one reads on another (WCAG 2.2, relative luminance)."""

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from outreach import errors


class Colour(NamedTuple):
    """A colour of the sRGB space, each part from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02X}{self.green:02X}{self.blue:02X}"


BLACK = Colour(0x00, 0x00, 0x00)
WHITE = Colour(0xFF, 0xFF, 0xFF)

#: Least contrast for text, and for text of 24 px and more (WCAG 2.2, 1.4.3 Contrast (Minimum)).
TEXT_CONTRAST = 4.5
LARGE_TEXT_CONTRAST = 3.0


@dataclass(frozen=True, slots=True)
class Palette:
    """The four colours of a brand, each with its part to play."""

    #: The dark of the brand: what light words stand on.
    ground: Colour
    #: Its companion, for shapes and for small words on paper.
    second: Colour
    #: The one that calls: marks and large figures.
    accent: Colour
    #: The light of the brand: what dark words stand on.
    paper: Colour


#: Navy, a blue beside it, a calm light, and warm paper: for an agency that has chosen none.
PLAIN = Palette(
    ground=Colour(0x0B, 0x1F, 0x3D),
    second=Colour(0x23, 0x5C, 0x92),
    accent=Colour(0x7F, 0xD3, 0xE0),
    paper=Colour(0xF8, 0xF5, 0xEF),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of one of the brand's colours on another, both by name, and how well they read."""

    words: str
    on: str
    contrast: float

    @property
    def readable(self) -> bool:
        return self.contrast >= TEXT_CONTRAST


def pairs(palette: Palette) -> tuple[Pair, ...]:
    """Every pair of the brand's colours, the most readable first."""
    named = {field.name: getattr(palette, field.name) for field in fields(palette)}
    found = (
        Pair(words, on, contrast(named[words], named[on])) for words, on in permutations(named, 2)
    )
    return tuple(sorted(found, key=lambda pair: -pair.contrast))


@lru_cache(maxsize=256)
def proved(palette: Palette) -> Palette:
    """The palette, when words can be read on its ground and on its paper.

    Refuses one where they cannot, and says the nearest colour with which they could.
    """
    for name in ("ground", "paper"):
        surface: Colour = getattr(palette, name)
        others = [colour for colour in _colours(palette) if colour != surface]
        if best(others, [surface]) is None:
            other = "paper" if name == "ground" else "ground"
            near = nearest_readable(getattr(palette, other), surface)
            raise errors.BadInput(
                f"No color of the palette can be read on its {name} ({surface}). "
                f"Make the {other} {near}, the nearest color that can."
            )
    return palette


def nearest_readable(colour: Colour, on: Colour) -> Colour:
    """The colour nearest to this one that reads on the other, darker or lighter as needed."""
    ways = [_towards(end, colour, on) for end in (BLACK, WHITE)]
    found = [(share, changed) for share, changed in ways if readable(changed, on)]
    return min(found)[1]


def parse(text: str) -> Colour:
    """A colour as people write it, “#0B1F3D”. Refuses anything else."""
    if not re.fullmatch(r"#?[0-9A-Fa-f]{6}", text.strip()):
        raise errors.BadInput(f"“{text}” is not a color. Write it like {PLAIN.ground}.")
    return Colour(*bytes.fromhex(text.strip().removeprefix("#")))


def contrast(one: Colour, other: Colour) -> float:
    """How far apart two colours are in lightness: 1 is alike, 21 is black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(words: Colour, on: Colour) -> bool:
    """Whether words of any size can be read there."""
    return contrast(words, on) >= TEXT_CONTRAST


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """The first colour with that share of the second."""
    red, green, blue = (
        round(part + (more - part) * share) for part, more in zip(one, other, strict=True)
    )
    return Colour(red, green, blue)


def best(wanted: Iterable[Colour], surfaces: Iterable[Colour]) -> Colour | None:
    """The first colour that reads on every one of the surfaces; None when none does."""
    grounds = tuple(surfaces)
    return next((each for each in wanted if all(readable(each, on) for on in grounds)), None)


def _colours(palette: Palette) -> tuple[Colour, ...]:
    return tuple(Colour(*each) for each in astuple(palette))


def _towards(end: Colour, colour: Colour, on: Colour) -> tuple[int, Colour]:
    """The first of a hundred steps to that end from which the words can be read."""
    for share in range(101):
        changed = mixed(colour, end, share / 100)
        if readable(changed, on):
            break
    return share, changed


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
