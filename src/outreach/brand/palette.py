"""The colours we draw with, and how well one reads on another (WCAG 2.2, relative luminance)."""

from typing import NamedTuple


class Colour(NamedTuple):
    """A colour of the sRGB space, each part from 0 to 255."""

    red: int
    green: int
    blue: int


#: The ground of a card.
NAVY = Colour(0x0B, 0x1F, 0x3D)
#: Two circles that meet: the police and the community.
DEEP = Colour(0x13, 0x30, 0x5C)
DUSK = Colour(0x1B, 0x42, 0x79)
#: What they share.
SHARED = Colour(0x2F, 0x6F, 0xA8)
#: The one accent: a calm light, never text on white.
LIGHT = Colour(0x7F, 0xD3, 0xE0)
WHITE = Colour(0xFF, 0xFF, 0xFF)
MIST = Colour(0xD5, 0xE2, 0xF3)
HAZE = Colour(0xA9, 0xBF, 0xDD)

#: Least contrast for text, and for text of 24 px and more (WCAG 2.2, 1.4.3 Contrast (Minimum)).
TEXT_CONTRAST = 4.5
LARGE_TEXT_CONTRAST = 3.0


def contrast(one: Colour, other: Colour) -> float:
    """How far apart two colours are in lightness: 1 is alike, 21 is black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
