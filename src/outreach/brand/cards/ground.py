"""What words stand on: colour, the two circles that meet, photos and logos.

A ground does not depend on the words, so it is painted once and kept.
"""

import io
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageOps, ImageStat

from outreach import errors
from outreach.brand.cards import faces
from outreach.brand.cards.setting import Box
from outreach.brand.cards.words import Picture
from outreach.brand.palette import LARGE_TEXT_CONTRAST, Colour, contrast

#: Shapes are drawn this many times larger and scaled down, so that their edges are smooth.
_FINE = 4


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle by its middle and its radius, in pixels."""

    x: int
    y: int
    radius: int

    def mirrored(self, width: int) -> "Circle":
        return replace(self, x=width - self.x)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two circles that meet: what each brings, and in the middle what they share."""

    circles: tuple[Circle, Circle]
    colours: tuple[Colour, Colour, Colour]
    #: Where the circles are cut off; None for the card's own edges.
    within: Box | None = None

    def mirrored(self, width: int) -> "Meeting":
        one, other = self.circles
        within = self.within and self.within.mirrored(width)
        return replace(self, circles=(one.mirrored(width), other.mirrored(width)), within=within)

    def paint(self, ground: Image.Image) -> None:
        one, other = (self._mask(circle, ground.size) for circle in self.circles)
        for colour, mask in zip(
            self.colours, (one, other, ImageChops.multiply(one, other)), strict=True
        ):
            ground.paste(colour, mask=mask)

    def _mask(self, circle: Circle, size: tuple[int, int]) -> Image.Image:
        mask = _disc(circle, size)
        if self.within is None:
            return mask
        box = (self.within.left, self.within.top, self.within.right, self.within.bottom)
        cut = Image.new("L", size, 0)
        cut.paste(mask.crop(box), box)
        return cut


@dataclass(frozen=True, slots=True)
class Panel:
    """A plain area of one colour, its corners rounded or not."""

    box: Box
    colour: Colour
    radius: int = 0

    def mirrored(self, width: int) -> "Panel":
        return replace(self, box=self.box.mirrored(width))

    def paint(self, ground: Image.Image) -> None:
        box = self.box
        size = (box.width * _FINE, box.height * _FINE)
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).rounded_rectangle(
            (0, 0, size[0] - 1, size[1] - 1), self.radius * _FINE, fill=255
        )
        mask = mask.resize((box.width, box.height), Image.Resampling.BOX)
        ground.paste(self.colour, (box.left, box.top), mask)


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person's picture in a circle, cut around its focus."""

    circle: Circle
    picture: Picture

    def mirrored(self, width: int) -> "Portrait":
        return replace(self, circle=self.circle.mirrored(width))

    def paint(self, ground: Image.Image) -> None:
        across = 2 * self.circle.radius
        at = (self.circle.x - self.circle.radius, self.circle.y - self.circle.radius)
        mask = _disc(replace(self.circle, x=at[0] + across // 2), ground.size)
        mask = mask.crop((*at, at[0] + across, at[1] + across))
        ground.paste(_cut(self.picture, (across, across)), at, mask)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo over the whole card, veiled by a colour where the words stand.

    `veil` names the share of colour at places along the way, in thousandths of the width or height.
    """

    picture: Picture
    colour: Colour
    veil: tuple[tuple[int, float], ...]
    downwards: bool

    def mirrored(self, _width: int) -> "Photo":
        turned = tuple((1000 - at, share) for at, share in reversed(self.veil))
        return self if self.downwards else replace(self, veil=turned)

    def paint(self, ground: Image.Image) -> None:
        ground.paste(_cut(self.picture, ground.size))
        along = ground.height if self.downwards else ground.width
        shares = [round(255 * _between(self.veil, 1000 * at / along)) for at in range(along)]
        line = Image.new("L", (along, 1))
        line.putdata(shares)
        if self.downwards:
            line = line.transpose(Image.Transpose.ROTATE_270)
        ground.paste(self.colour, mask=line.resize(ground.size, Image.Resampling.NEAREST))


@dataclass(frozen=True, slots=True)
class Logos:
    """Logos in a row, whole and never stretched, each in the box that holds it exactly."""

    places: tuple[tuple[Box, Picture], ...]
    #: What is put behind them all where one would not be seen on the ground.
    plate: Colour

    def mirrored(self, width: int) -> "Logos":
        return replace(self, places=tuple((box.mirrored(width), each) for box, each in self.places))

    def paint(self, ground: Image.Image) -> None:
        drawn = [(box, _sized(picture, box)) for box, picture in self.places]
        if any(_hard_to_see(logo, ground, box) for box, logo in drawn):
            around = _around([box for box, _ in drawn])
            Panel(around, self.plate, radius=12).paint(ground)
        for box, logo in drawn:
            ground.paste(logo, (box.left, box.top), logo)


@dataclass(frozen=True, slots=True)
class Ornament:
    """A letter used as a shape, as the marks around a quotation are."""

    letter: str
    size: int
    #: Where its ink begins, from the top left.
    left: int
    top: int
    colour: Colour
    flipped: bool = False

    def mirrored(self, width: int) -> "Ornament":
        return replace(self, left=width - self.left, flipped=True)

    def paint(self, ground: Image.Image) -> None:
        found = faces.letter_mask(("PublicSans", self.letter), "Bold", self.size, 0)
        assert found is not None  # noqa: S101 - ornaments are letters with ink
        mask = ImageOps.mirror(found[0]) if self.flipped else found[0]
        left = self.left - mask.width if self.flipped else self.left
        ground.paste(self.colour, (left, self.top), mask)


Shape: TypeAlias = Meeting | Panel | Portrait | Photo | Logos | Ornament


@lru_cache(maxsize=12)
def painted(size: tuple[int, int], surface: Colour, shapes: tuple[Shape, ...]) -> Image.Image:
    """The ground with its shapes, one over the other. It is shared: copy it before drawing."""
    ground = Image.new("RGB", size, surface)
    for shape in shapes:
        shape.paint(ground)
    return ground


@lru_cache(maxsize=256)
def held(picture: Picture, width: int, height: int) -> tuple[int, int]:
    """The largest size, at most this wide and high, at which a logo keeps its shape."""
    across, down = _opened(picture, "RGBA").size
    share = min(width / across, height / down)
    return max(1, round(across * share)), max(1, round(down * share))


def clear_space(height: int) -> int:
    """What must stay empty around a logo of that height."""
    return height // 4


def _cut(picture: Picture, size: tuple[int, int]) -> Image.Image:
    x, y = (part / 100 for part in picture.focus)
    photo = _opened(picture, "RGB")
    return ImageOps.fit(photo, size, Image.Resampling.LANCZOS, centering=(x, y))


@lru_cache(maxsize=8)
def _opened(picture: Picture, mode: str) -> Image.Image:
    try:
        with Image.open(io.BytesIO(picture.data), formats=("JPEG", "PNG", "WEBP")) as found:
            return found.convert(mode)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise errors.BadInput(
            "A picture on the card cannot be read. Choose it again, as a JPEG, PNG or WebP file."
        ) from None


def _disc(circle: Circle, size: tuple[int, int]) -> Image.Image:
    across = 2 * circle.radius
    fine = Image.new("L", (across * _FINE, across * _FINE), 0)
    ImageDraw.Draw(fine).ellipse((0, 0, across * _FINE - 1, across * _FINE - 1), fill=255)
    mask = Image.new("L", size, 0)
    smooth = fine.resize((across, across), Image.Resampling.BOX)
    mask.paste(smooth, (circle.x - circle.radius, circle.y - circle.radius))
    return mask


def _between(stops: tuple[tuple[int, float], ...], at: float) -> float:
    """The share at a place between two stops, and that of the last one beyond them."""
    for (begin, share), (end, next_share) in pairwise(stops):
        if begin <= at <= end:
            return share + (next_share - share) * (at - begin) / max(1, end - begin)
    return stops[0][1] if at < stops[0][0] else stops[-1][1]


def _hard_to_see(logo: Image.Image, ground: Image.Image, box: Box) -> bool:
    """Whether the logo's own colour is too like what lies behind it."""
    alpha = logo.getchannel("A")
    if alpha.getextrema() == (0, 0):
        return False
    behind = ground.crop((box.left, box.top, box.right, box.bottom))
    own = _mean(logo.convert("RGB"), alpha)
    return contrast(own, _mean(behind, None)) < LARGE_TEXT_CONTRAST


def _mean(picture: Image.Image, mask: Image.Image | None) -> Colour:
    return Colour(*(round(part) for part in ImageStat.Stat(picture, mask).mean))


def _sized(picture: Picture, box: Box) -> Image.Image:
    logo = _opened(picture, "RGBA")
    return logo.resize((box.width, box.height), Image.Resampling.LANCZOS)


def _around(boxes: list[Box]) -> Box:
    """What holds the boxes, and the space that must stay clear around them."""
    clear = clear_space(max(box.height for box in boxes))
    left, top = (min(getattr(box, side) for box in boxes) - clear for side in ("left", "top"))
    right, bottom = (
        max(getattr(box, side) for box in boxes) + clear for side in ("right", "bottom")
    )
    return Box(left, top, right - left, bottom - top)
