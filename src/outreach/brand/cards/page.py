"""What all cards share: a frame, the agency at the head, the credit and partners at the foot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from outreach import errors
from outreach.brand.cards.ground import Circle, Logos, Meeting, Shape, clear_space, held
from outreach.brand.cards.scheme import Scheme
from outreach.brand.cards.setting import (
    Block,
    Box,
    Placed,
    Side,
    Style,
    fitted,
    placed,
    settings,
    steps,
    too_long,
)
from outreach.brand.cards.words import Card, CardSize, Picture, clean
from outreach.brand.palette import Colour


@dataclass(frozen=True, slots=True)
class Frame:
    """A card's measures, in pixels."""

    width: int
    height: int
    margin: int
    #: How much larger words are set than on the widest card: on a phone all are shown equally wide.
    scale: float = 1.0

    @property
    def wide(self) -> bool:
        return self.width > self.height

    def gap(self, size: int) -> int:
        """A space between words, which grows with them."""
        return round(size * self.scale)

    def across(self, share: float) -> int:
        """So much of the width."""
        return round(self.width * share)

    def down(self, share: float) -> int:
        """So much of the height."""
        return round(self.height * share)


FRAMES: Mapping[CardSize, Frame] = MappingProxyType(
    {
        CardSize.WIDE: Frame(1200, 675, 72),
        CardSize.SQUARE: Frame(1080, 1080, 80, 1.15),
        CardSize.TALL: Frame(1080, 1350, 88, 1.28),
        CardSize.LINK: Frame(1200, 630, 66, 0.95),
    }
)

_AGENCY = Style("agency's name", "SemiBold", steps(30, 22), 2, 1.25)
_CREDIT = Style("credit", "Regular", steps(24, 20), 3, 1.35)
#: The sign of two circles that stands for an agency without a logo, and a logo at most.
_SIGN, _LOGO = (56, 34), (180, 56)
_HEAD = 56
_PARTNER, _BETWEEN = (150, 44), 32
MOST_PARTNERS = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """A card, laid out from the left: what is painted once, and the words over it."""

    surface: Colour
    shapes: tuple[Shape, ...]
    words: tuple[Placed, ...]
    #: Thin lines that part one kind of words from another.
    rules: tuple[tuple[Box, Colour], ...] = ()


class Part(NamedTuple):
    """Words in a stack, and the space above them."""

    style: Style
    text: str
    gap: int
    colour: Colour


def stack(parts: Sequence[Part], room: Box, *, lead: int = 0, at: float = 0.5) -> list[Placed]:
    """The parts one above the other in a room, as large as they can be together.

    `lead` is the part that must stand out, `at` the share of the spare room that is left above.
    Refuses what does not fit.
    """
    there = [part for part in parts if part is parts[lead] or clean(part.text)]
    blocks = _chosen(there, parts[lead], room)
    top = room.top + round((room.height - _tall(there, blocks)) * at)
    words: list[Placed] = []
    for part, block in zip(there, blocks, strict=True):
        top += part.gap if words else 0
        words.append(placed(block, part.colour, (room.left, top, room.width)))
        top += block.height
    return words


def _chosen(parts: Sequence[Part], lead: Part, room: Box) -> tuple[Block, ...]:
    ways = [settings(part.style, part.text, room.width) for part in parts]
    for part, found in zip(parts, ways, strict=True):
        if not found:
            raise too_long(part.style.name, part.text)
    number = next(index for index, part in enumerate(parts) if part is lead)
    others = [*ways[:number], *ways[number + 1 :]]
    height = room.height - sum(part.gap for part in parts[1:])
    fitting = list(_fitting(ways[number], others, height))
    if not fitting:
        raise errors.BadInput(
            f"The words do not fit on a card. Shorten the {lead.style.name}, or the words beside "
            "it."
        )
    chief, rest = max(fitting, key=_weight)
    return (*rest[:number], chief, *rest[number:])


def _tall(parts: Sequence[Part], blocks: Sequence[Block]) -> int:
    """The height of a stack. The space above its first part does not count."""
    return sum(block.height for block in blocks) + sum(part.gap for part in parts[1:])


_Together: TypeAlias = tuple[Block, Sequence[Block]]


def _fitting(
    chiefs: Sequence[Block], others: Sequence[Sequence[Block]], height: int
) -> Iterator[_Together]:
    """For each size of the leading part the largest sizes of the others that fit with it. They
    step down together, and stay well below it.
    """
    steps = range(max(map(len, others), default=1))
    rests = [[found[min(step, len(found) - 1)] for found in others] for step in steps]
    measures = [
        (max((block.size for block in rest), default=0), sum(block.height for block in rest))
        for rest in rests
    ]
    for chief in chiefs:
        most, left = max(0.62 * chief.size, 24), height - chief.height
        for rest, (size, high) in zip(rests, measures, strict=True):
            if size <= most and high <= left:
                yield chief, rest
                break


def _weight(together: _Together) -> float:
    """How well sizes go together: a large chief is worth most, but not at any price to the rest."""
    chief, rest = together
    return float(chief.size * min((block.size for block in rest), default=1) ** 0.9)


def place(
    block: Block | None, colour: Colour, box: tuple[int, int, int], side: Side = "start"
) -> list[Placed]:
    """A block at a left, top and width; nothing for no words."""
    return [] if block is None else [placed(block, colour, box, side)]


@dataclass(frozen=True, slots=True)
class Ends:
    """The head and the foot of a card, and where what lies between may begin and must end."""

    shapes: tuple[Shape, ...]
    words: tuple[Placed, ...]
    ceiling: int
    floor: int


def ends(  # noqa: PLR0913 - two ends of a column, each named
    card: Card,
    scheme: Scheme,
    frame: Frame,
    *,
    left: int,
    column: int,
    top: int,
    head: int = 0,
    foot: int = 0,
) -> Ends:
    """Head and foot over a column. The foot has the credit before and the partners after it.

    `head` and `foot` say how much of the column each may have, when it is not all of it.
    """
    sign, width = _sign(card, scheme, left, top)
    column_of_name = (head or column) - width
    agency = fitted(_AGENCY.scaled(frame.scale), card.agency, column_of_name)
    middle = top + (_HEAD - (agency.height if agency else 0)) // 2
    names = place(agency, scheme.ink, (left + width, middle, column_of_name))
    base = frame.height - frame.margin
    logos, row = _partners(card, left + column, base)
    column_of_credit = min(foot or column, column - row)
    credit = fitted(_CREDIT.scaled(frame.scale), card.credit, column_of_credit)
    high = credit.height if credit else 0
    credits = place(credit, scheme.quiet, (left, base - high, column_of_credit))
    highest = min(base - high, base - _PARTNER[1] if logos else base)
    floor = highest - frame.gap(36) if credit or logos else base
    ceiling = max([top + _HEAD, *(each.box.bottom for each in names)]) + frame.gap(36)
    return Ends((sign, *logos), (*names, *credits), ceiling, floor)


def _sign(card: Card, scheme: Scheme, left: int, top: int) -> tuple[Shape, int]:
    """The agency's logo, or two small circles that meet, and the room that takes."""
    logo = card.look.logo
    if logo is None:
        radius, middle = _SIGN[1] // 2, top + _HEAD // 2
        circles = (
            Circle(left + radius, middle, radius),
            Circle(left + _SIGN[0] - radius, middle, radius),
        )
        return Meeting(circles, (scheme.accent, scheme.quiet, scheme.ink)), _SIGN[0] + 18
    width, height = held(logo, *_LOGO)
    box = Box(left, top + (_HEAD - height) // 2, width, height)
    logos = Logos(((box, logo),), card.look.palette.paper)
    return logos, width + max(18, 2 * clear_space(height))


def _partners(card: Card, right: int, base: int) -> tuple[tuple[Logos, ...], int]:
    """The partners' logos in a row that ends at the right, and the room the row takes."""
    partners = card.look.partners
    if len(partners) > MOST_PARTNERS:
        raise errors.BadInput(
            f"A card has room for {MOST_PARTNERS} partners' logos, and {len(partners)} were given. "
            "Leave some out, and name them in the post."
        )
    places: list[tuple[Box, Picture]] = []
    for partner in reversed(partners):
        box = _partner_box(partner, right, base)
        places.append((box, partner))
        right = box.left - _BETWEEN
    if not places:
        return (), 0
    row = Logos(tuple(reversed(places)), card.look.palette.paper)
    return (row,), sum(box.width + _BETWEEN for box, _ in places)


@lru_cache(maxsize=256)
def _partner_box(partner: Picture, right: int, base: int) -> Box:
    width, height = held(partner, *_PARTNER)
    lower = (_PARTNER[1] - height) // 2
    return Box(right - width, base - height - lower, width, height)
