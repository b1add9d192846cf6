"""The typefaces: which of them has a letter, and how a run of letters is measured and drawn.

Public Sans is ours; Noto Sans steps in for letters it lacks, Noto Sans SC for Chinese. A text with
Arabic letters is set in Noto Sans Arabic alone, which has Latin letters too: the order of the words
on a line is then worked out once, over all of it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, repeat
from typing import Literal, TypeAlias

from PIL import Image, ImageDraw, ImageFont, features

from outreach import errors
from outreach.brand.cards.words import begins_from_right, has_letters_from_right
from outreach.lib import shipped

Weight: TypeAlias = Literal["Regular", "SemiBold", "Bold"]
Family: TypeAlias = Literal["PublicSans", "NotoSans", "NotoSansArabic", "NotoSansSC"]

#: What is drawn in one go, a letter with its marks or a whole line of Arabic; and how far it stands
#: from the line's beginning, at the size all is measured at.
Letter: TypeAlias = tuple[Family, str, float]
#: The mask itself, and its first pixel from the letter's place.
Mask: TypeAlias = tuple[Image.Image, int, int]

_IN_TURN: tuple[Family, ...] = ("PublicSans", "NotoSans", "NotoSansSC", "NotoSansArabic")
#: Lengths grow with the size, for the letters carry no hints: measured once, at this size.
MEASURED_AT = 200
#: Words of Latin letters, and the numbers and marks between them: “200 Elm Street”.
_AMONG_ARABIC = re.compile(
    r"(?=[\d .,'’&/-]*[A-Za-zÀ-ɏ])[\dA-Za-zÀ-ɏ](?:[\dA-Za-zÀ-ɏ .,'’&/-]*[\dA-Za-zÀ-ɏ])?"
)
#: A letter with the marks that stand over and under it.
_WITH_MARKS = re.compile("[\\S\\s][\u0300-\u036f\u200c\u200d]*")
#: How far capitals rise and a “g” hangs, as shares of the size: what is kept free for every line of
#: ordinary words, so that lines stand evenly whatever letters they happen to have.
CAPITAL, HANGING = 0.72, 0.2
#: A letter no font has; what is drawn for it is what is drawn for every other unknown one.
_UNKNOWN = "\uffff"
#: Marks that join or part the letters beside them, and draw nothing themselves.
_JOINS = frozenset("\u200c\u200d")


def refuse_unknown(text: str, weight: Weight, name: str, *, shaping: bool) -> None:
    """Refuse letters that no typeface here has, and Arabic where it cannot be shaped."""
    arabic = has_letters_from_right(text)
    if arabic and not shaping:
        raise errors.NotReady(
            f"The {name} is written from right to left, and this machine lacks what joins such "
            "letters. On Debian: apt-get install libfribidi0. Then start Outreach again."
        )
    known: tuple[Family, ...] = ("NotoSansArabic",) if arabic else _IN_TURN
    for letter in sorted(set(text) - _JOINS):
        if not any(_has(family, weight, letter) for family in known):
            beside = " beside Arabic ones" if arabic else ""
            raise errors.BadInput(
                f"The card's letters have no “{letter}” (U+{ord(letter):04X}){beside}. "
                f"Write the {name} without it."
            )


@cache
def can_shape() -> bool:
    """Whether this machine can join and order letters that run from right to left."""
    return bool(features.check("raqm") and features.check("fribidi"))


@lru_cache(maxsize=20_000)
def length(text: str, weight: Weight) -> float:
    """How long the text is, at the size all is measured at."""
    pieces = _pieces(text)
    last = _advance(_family(pieces[-1], weight), weight, pieces[-1]) if pieces else 0.0
    return sum(_steps(pieces, weight), last)


def letters(text: str, weight: Weight) -> Iterator[Letter]:
    """Every letter of a line and where it stands, closer together where the pair asks for it."""
    pieces = _pieces(text)
    families = map(_family, pieces, repeat(weight))
    return zip(families, pieces, accumulate(_steps(pieces, weight), initial=0.0), strict=True)


@lru_cache(maxsize=4_000)
def reach(text: str, weight: Weight) -> tuple[float, float]:
    """How far a text's ink rises above the base line and hangs below it, as shares of its size."""
    boxes = [_reach(_family(piece, weight), weight, piece) for piece in set(_pieces(text))]
    return max((rise for rise, _ in boxes), default=0), max((fall for _, fall in boxes), default=0)


@lru_cache(maxsize=400)
def line(text: str, weight: Weight, size: int, quarter: int) -> Mask | None:
    """A whole line as a mask, as `letter_mask` gives each of its letters."""
    share = size / MEASURED_AT
    inked: list[Mask] = []
    for family, piece, at in letters(text, weight):
        whole, rest = divmod(round(at * share * 4) + quarter, 4)
        found = letter_mask((family, piece), weight, size, rest)
        if found:
            mask, x, y = found
            inked.append((mask, whole + x, y))
    if not inked:
        return None
    left, top = min(x for _, x, _ in inked), min(y for _, _, y in inked)
    right = max(x + mask.width for mask, x, _ in inked)
    bottom = max(y + mask.height for mask, _, y in inked)
    drawn = Image.new("L", (right - left, bottom - top), 0)
    pen = ImageDraw.Draw(drawn)
    for mask, x, y in inked:
        pen.bitmap((x - left, y - top), mask, 255)
    return drawn, left, top


@lru_cache(maxsize=4_000)
def letter_mask(letter: tuple[Family, str], weight: Weight, size: int, quarter: int) -> Mask | None:
    """A letter as a mask, and where it stands from its place on the base line, which lies so many
    quarters of a pixel after a whole one. None for what leaves no ink.
    """
    family, text = letter
    rise, fall = _reach(family, weight, text)
    beside, above = size // 2 + 2, round(rise * size) + 3
    across = round(_advance(family, weight, text) * size / MEASURED_AT) + 2 * beside
    drawn = Image.new("L", (across, above + round(fall * size) + 3), 0)
    _write(drawn, (beside + quarter / 4, above), _font(family, weight, size), text)
    box = drawn.getbbox()
    return (drawn.crop(box), box[0] - beside, box[1] - above) if box else None


def _write(
    mask: Image.Image, at: tuple[float, float], font: ImageFont.FreeTypeFont, text: str
) -> None:
    ImageDraw.Draw(mask).text(
        at, text, 255, font, anchor="ls", direction=_direction(text), features=_features()
    )


@lru_cache(maxsize=20_000)
def _advance(family: Family, weight: Weight, text: str) -> float:
    font = _font(family, weight, MEASURED_AT)
    return float(font.getlength(text, direction=_direction(text), features=_features()))


def _steps(pieces: Sequence[str], weight: Weight) -> Iterator[float]:
    return map(_step, pieces, pieces[1:], repeat(weight))


@lru_cache(maxsize=20_000)
def _step(one: str, other: str, weight: Weight) -> float:
    """From the place of a letter to that of the next; those of one typeface may stand nearer."""
    family = _family(one, weight)
    if _family(other, weight) != family:
        return _advance(family, weight, one)
    return _advance(family, weight, one + other) - _advance(family, weight, other)


@lru_cache(maxsize=8_000)
def _reach(family: Family, weight: Weight, text: str) -> tuple[float, float]:
    font = _font(family, weight, MEASURED_AT)
    box = font.getbbox(text, anchor="ls", direction=_direction(text), features=_features())
    return -box[1] / MEASURED_AT, box[3] / MEASURED_AT


def _pieces(text: str) -> list[str]:
    """The text in what is drawn in one go."""
    if has_letters_from_right(text):
        return [_AMONG_ARABIC.sub("\u2066\\g<0>\u2069", text)]
    return _WITH_MARKS.findall(text)


@lru_cache(maxsize=8_000)
def _family(piece: str, weight: Weight) -> Family:
    """The first typeface that has it."""
    if has_letters_from_right(piece):
        return "NotoSansArabic"
    return next((family for family in _IN_TURN if _has(family, weight, piece[0])), _IN_TURN[0])


def _direction(text: str) -> str | None:
    if not can_shape():
        return None
    return "rtl" if begins_from_right(text) else "ltr"


def _features() -> list[str] | None:
    """Letters that melt into one cannot be placed one by one."""
    return ["-liga", "-clig"] if can_shape() else None


@cache
def _has(family: Family, weight: Weight, letter: str) -> bool:
    return letter.isspace() or _shown(family, weight, letter) != _shown(family, weight, _UNKNOWN)


@cache
def _shown(family: Family, weight: Weight, letter: str) -> tuple[tuple[int, int], bytes]:
    found = _font(family, weight, 28).getmask(letter)
    return found.size, bytes(found)


@cache
def _font(family: Family, weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    drawn = "Bold" if weight == "SemiBold" and family != "PublicSans" else weight
    name = f"{family}-{drawn}.{'otf' if family == 'NotoSansSC' else 'ttf'}"
    engine = ImageFont.Layout.RAQM if can_shape() else ImageFont.Layout.BASIC
    try:
        path = shipped.folder("media") / "fonts" / name
        return ImageFont.truetype(path, size, layout_engine=engine)
    except OSError:
        raise errors.NotReady(
            f"The typeface media/fonts/{name} is missing or damaged. Install Outreach again."
        ) from None
