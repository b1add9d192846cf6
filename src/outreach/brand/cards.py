"""Cards: a few words drawn as a picture, the same words always the same bytes.

Words are fitted, never clipped: a card that cannot hold them is refused. The alternative text is
made of every word on the card, so nobody is told less.
"""

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Literal, TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageFont

from outreach import errors
from outreach.brand import palette
from outreach.brand.palette import Colour
from outreach.lib import shipped

_Weight: TypeAlias = Literal["Regular", "SemiBold", "Bold"]
#: Shapes are drawn this many times larger and scaled down, so that their edges are smooth.
_FINE = 4
_JPEG_QUALITY = 92
_MARGIN = 80
_BAR_GAP, _LINE_GAP = 36, 26


class CardSize(StrEnum):
    """The shape of a card."""

    #: 1200 by 675 pixels, 16 to 9: shown whole in the timelines of X and Facebook.
    WIDE = "wide"
    #: 1080 by 1080 pixels, for grids and print.
    SQUARE = "square"


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a card: a headline, a line below it, whose card it is, and whom to credit."""

    headline: str
    line: str
    agency: str
    credit: str = ""
    size: CardSize = CardSize.WIDE

    @property
    def alt(self) -> str:
        """The card for a person who cannot see it: every word on it, in reading order."""
        words = (self.agency, self.headline, self.line, self.credit)
        return " ".join(_sentence(_clean(each)) for each in words if each.strip())


def draw(card: Card) -> bytes:
    """The card as a JPEG. Refuses words that do not fit, and letters the fonts do not have."""
    shape = _SHAPES[card.size]
    blocks, bar = _laid_out(card, shape)
    picture = _ground(shape).copy()
    pen = ImageDraw.Draw(picture)
    for block in blocks:
        block.draw(pen)
    pen.rounded_rectangle((_MARGIN, bar, _MARGIN + 72, bar + 7), radius=3, fill=palette.LIGHT)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=True)
    return out.getvalue()


def pixels(size: CardSize) -> tuple[int, int]:
    """Width and height of a card of that size."""
    return _SHAPES[size].width, _SHAPES[size].height


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where things stand on a card of one size, in pixels."""

    width: int
    height: int
    #: Width of the column of words, and of the credit below it; the circles stand clear of both.
    column: int
    credit_column: int
    #: The lowest the headline and its line may reach.
    floor: int
    #: Centre and radius of the two circles that meet.
    circles: tuple[tuple[int, int, int], tuple[int, int, int]]


_SHAPES: Mapping[CardSize, _Shape] = MappingProxyType(
    {
        CardSize.WIDE: _Shape(1200, 675, 690, 690, 600, ((1015, 215, 235), (1110, 470, 235))),
        CardSize.SQUARE: _Shape(1080, 1080, 920, 400, 690, ((775, 1030, 265), (985, 965, 265))),
    }
)


@dataclass(frozen=True, slots=True)
class _Style:
    """How one kind of words is set: the sizes it may have, from the best down."""

    name: str
    weight: _Weight
    sizes: Sequence[int]
    leading: float
    colour: Colour
    lines: int


_AGENCY = _Style("agency", "SemiBold", (28, 26, 24), 1.3, palette.MIST, 2)
_HEADLINE = _Style("headline", "Bold", range(88, 44, -4), 1.1, palette.WHITE, 5)
_LINE = _Style("line", "Regular", (36, 34, 32, 30, 28, 26), 1.4, palette.MIST, 6)
_CREDIT = _Style("credit", "Regular", (22, 20), 1.4, palette.HAZE, 3)


@dataclass(frozen=True, slots=True)
class _Block:
    """Words broken into lines at one size, and where their first line begins."""

    style: _Style
    size: int
    lines: tuple[str, ...]
    top: int = 0

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * self.style.leading)

    def draw(self, pen: ImageDraw.ImageDraw) -> None:
        font = _font(self.style.weight, self.size)
        for number, line in enumerate(self.lines):
            baseline = self.top + round(self.size * (number * self.style.leading + 0.95))
            pen.text((_MARGIN, baseline), line, self.style.colour, font, anchor="ls")


def _laid_out(card: Card, shape: _Shape) -> tuple[list[_Block], int]:
    """Every block in its place, and the height of the bar above the headline."""
    agency = replace(_fitted(_AGENCY, card.agency, shape.column), top=_MARGIN - 14)
    credit = _fitted(_CREDIT, card.credit, shape.credit_column)
    credit = replace(credit, top=shape.height - _MARGIN + 14 - credit.height)
    ceiling, floor = agency.top + agency.height + 30, min(shape.floor, credit.top - 24)
    headline, line = _middle(card, shape, floor - ceiling)
    bar = ceiling + (floor - ceiling - _tall(headline, line)) // 2
    headline = replace(headline, top=bar + _BAR_GAP)
    line = replace(line, top=headline.top + headline.height + _LINE_GAP)
    return [agency, headline, line, credit], bar


def _middle(card: Card, shape: _Shape, room: int) -> tuple[_Block, _Block]:
    """The headline as large as it can be, with a line that is no more than about half of it."""
    lines = list(_settings(_LINE, card.line, shape.column))
    for headline in _settings(_HEADLINE, card.headline, shape.column):
        for line in lines:
            if line.size * 2 <= headline.size + 12 and _tall(headline, line) <= room:
                return headline, line
    raise errors.BadInput(
        "The words do not fit on a card. Shorten the headline to about 60 characters and the line "
        "below it to about 120."
    )


def _tall(headline: _Block, line: _Block) -> int:
    return _BAR_GAP + headline.height + (_LINE_GAP + line.height if line.lines else 0)


def _fitted(style: _Style, text: str, column: int) -> _Block:
    for block in _settings(style, text, column):
        return block
    raise errors.BadInput(f"The {style.name} does not fit on a card. Shorten “{text}”.")


def _settings(style: _Style, text: str, column: int) -> Iterator[_Block]:
    """The ways to set these words that fit the column, the best first."""
    words = _clean(text).split()
    _refuse_unknown_letters(style, words)
    if not words and style is _HEADLINE:
        raise errors.BadInput("A card needs a headline. Write one.")
    for size in style.sizes:
        lines = _balanced(words, _font(style.weight, size), column)
        if lines is not None and len(lines) <= style.lines:
            yield _Block(style, size, lines)


def _balanced(
    words: Sequence[str], font: ImageFont.FreeTypeFont, column: int
) -> tuple[str, ...] | None:
    """The words in as few lines as the column allows, and those as even as can be.

    None when a single word is wider than the column.
    """
    widths = [font.getlength(word) for word in words]
    narrow, wide = max(widths, default=0.0), float(column)
    if narrow > wide:
        return None
    space = font.getlength(" ")
    lines = _wrapped(widths, space, wide)
    while wide - narrow > 4:
        width = (narrow + wide) / 2
        tried = _wrapped(widths, space, width)
        if len(tried) > len(lines):
            narrow = width
        else:
            lines, wide = tried, width
    starts = [0, *accumulate(lines)]
    return tuple(" ".join(words[start:end]) for start, end in pairwise(starts))


def _wrapped(widths: Sequence[float], space: float, column: float) -> list[int]:
    """How many words stand on each line when each line takes as many as it can."""
    lines: list[int] = []
    used = column
    for width in widths:
        if lines and used + space + width <= column:
            lines[-1], used = lines[-1] + 1, used + space + width
        else:
            lines, used = [*lines, 1], width
    return lines


def _refuse_unknown_letters(style: _Style, words: Sequence[str]) -> None:
    font = _font(style.weight, 28)
    unknown = _glyph(font, "\uffff")
    for letter in sorted(set("".join(words))):
        if _glyph(font, letter) == unknown:
            raise errors.BadInput(
                f"The card's letters have no “{letter}” (U+{ord(letter):04X}). "
                f"Write the {style.name} without it."
            )


def _glyph(font: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


@cache
def _font(weight: _Weight, size: int) -> ImageFont.FreeTypeFont:
    """The basic layout engine draws alike everywhere; the other depends on the machine."""
    path = shipped.folder("media") / "fonts" / f"PublicSans-{weight}.ttf"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _ground(shape: _Shape) -> Image.Image:
    """Navy, and two circles that meet: what each brings, and in the middle what they share."""
    picture = Image.new("RGB", (shape.width, shape.height), palette.NAVY)
    one, other = (_disc(shape, circle) for circle in shape.circles)
    for colour, mask in (
        (palette.DEEP, one),
        (palette.DUSK, other),
        (palette.SHARED, ImageChops.multiply(one, other)),
    ):
        picture.paste(colour, mask=mask)
    return picture


def _disc(shape: _Shape, circle: tuple[int, int, int]) -> Image.Image:
    x, y, radius = (part * _FINE for part in circle)
    mask = Image.new("L", (shape.width * _FINE, shape.height * _FINE), 0)
    ImageDraw.Draw(mask).ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return mask.resize((shape.width, shape.height), Image.Resampling.BOX)


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
