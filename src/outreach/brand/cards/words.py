"""What a card says, by kind, and how the same is told to a person who cannot see it."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from outreach import errors
from outreach.brand.palette import PLAIN, Palette
from outreach.lib import digest

#: Letters written from right to left.
_FROM_RIGHT = frozenset({"R", "AL"})
_FIRST_FROM_RIGHT = "\u0590"
#: Languages written so, by the first part of their tag.
_LANGUAGES_FROM_RIGHT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur"})
#: Orders that make words appear other than they are (Unicode TR9: embeddings and overrides).
_TURNING = re.compile("[\u202a-\u202e]")
#: Isolates and marks say nothing once each line of a card has its own direction.
_INVISIBLE = re.compile("[\u2066-\u2069\u200b\u200e\u200f\u2060\ufeff\u00ad]")
#: Spaces at which a line may break; the two that may not are kept.
SPACES = re.compile("[^\\S\u00a0\u202f]+")


class CardKind(StrEnum):
    """What a card tells, and so how it is composed."""

    #: A headline and the line that explains it, over a photo or the two circles.
    STORY = "story"
    #: What somebody said, and who.
    QUOTE = "quote"
    #: One figure, what it counts, and its caveat beside it.
    OUTCOME = "outcome"
    #: What happens, on which day, when and where.
    EVENT = "event"
    #: One of a numbered set of principles.
    PRINCIPLE = "principle"
    #: Thanks to a person, with a portrait or initials.
    RECOGNITION = "recognition"


class CardSize(StrEnum):
    """The shape of a card."""

    #: 1200 by 675 pixels, 16 to 9: shown whole in the timelines of X and Facebook.
    WIDE = "wide"
    #: 1080 by 1080 pixels, for grids and print.
    SQUARE = "square"
    #: 1080 by 1350 pixels, 4 to 5: the tallest that Facebook and Instagram show whole.
    TALL = "tall"
    #: 1200 by 630 pixels: what a link to a page unfolds to.
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo or a logo: a file Pillow reads, what it shows, and the point that must stay in."""

    data: bytes = field(repr=False)
    #: What it shows, in the card's language; empty when the words already say it.
    alt: str = ""
    #: Of the whole width and height, in hundredths, from the top left.
    focus: tuple[int, int] = (50, 40)
    #: The picture we keep that this is, whose releases a card with it needs.
    asset_id: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How an agency's cards look: its colours, its logo, and the logos of those it works with."""

    palette: Palette = PLAIN
    logo: Picture | None = None
    partners: tuple[Picture, ...] = ()


PLAIN_LOOK = Look()


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a card, and how it is to look. Every kind has a headline; what else it may have:

    story: line. quote (the headline is what was said): line (who said it), note (in what role).
    outcome: mark (the figure), headline (what it counts), line (the caveat). event: mark (the day),
    note (the month), line (the time), place. principle: mark (the number), note (what it is a
    number of), line. recognition (the headline is a name): note (the role), line (the deed).
    """

    headline: str
    line: str
    agency: str
    #: Whose story it is, or where a figure comes from.
    credit: str = ""
    size: CardSize = CardSize.WIDE
    kind: CardKind = CardKind.STORY
    mark: str = ""
    note: str = ""
    place: str = ""
    #: The language of the words, as a BCP 47 tag; a card in Arabic is laid out from the right.
    language: str = "en"
    photo: Picture | None = None
    look: Look = PLAIN_LOOK

    @property
    def alt(self) -> str:
        """The card for a person who cannot see it: every word on it, in reading order."""
        words = [self.agency, *_ORDER[self.kind](self), self.credit]
        pictures = [self.photo, *self.look.partners] if self.photo else [*self.look.partners]
        words.extend(each.alt for each in pictures)
        return " ".join(_sentence(clean(each)) for each in words if each.strip())

    @property
    def from_right(self) -> bool:
        """Whether the card is laid out from right to left."""
        return self.language.split("-")[0].lower() in _LANGUAGES_FROM_RIGHT

    @property
    def digest(self) -> str:
        """One name for all that decides the card's pixels."""
        look, photo = self.look, self.photo
        pictures = [each for each in (photo, look.logo, *look.partners) if each]
        return digest.of(
            [
                [self.kind, self.size, self.language, str(look.palette)],
                [self.agency, self.headline, self.line, self.credit],
                [self.mark, self.note, self.place, photo is not None, look.logo is not None],
                [[digest.sha256(each.data), *each.focus] for each in pictures],
            ]
        )


def _as_quote(card: Card) -> Iterator[str]:
    said = clean(card.headline)
    yield f"“{said}”" if said and said[0] not in '“«「『"' else said
    yield ", ".join(each for each in (card.line, card.note) if each.strip())


def _as_event(card: Card) -> Iterator[str]:
    yield f"{card.note} {card.mark}"
    yield from (card.headline, card.line, card.place)


def _as_principle(card: Card) -> Iterator[str]:
    yield f"{card.note} {card.mark}"
    yield from (card.headline, card.line)


#: The words between the agency's name and the credit, in the order they are read.
_ORDER: Mapping[CardKind, Callable[[Card], Iterator[str]]] = MappingProxyType(
    {
        CardKind.STORY: lambda card: iter((card.headline, card.line)),
        CardKind.QUOTE: _as_quote,
        CardKind.OUTCOME: lambda card: iter((f"{card.mark} {card.headline}", card.line)),
        CardKind.EVENT: _as_event,
        CardKind.PRINCIPLE: _as_principle,
        CardKind.RECOGNITION: lambda card: iter((card.headline, card.note, card.line)),
    }
)


@lru_cache(maxsize=4_000)
def clean(text: str) -> str:
    """The text with its letters composed and its spaces single."""
    return SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def begins_from_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (TR9, rule P2)."""
    for letter in text:
        side = unicodedata.bidirectional(letter)
        if side == "L" or side in _FROM_RIGHT:
            return side != "L"
    return False


@lru_cache(maxsize=4_000)
def has_letters_from_right(text: str) -> bool:
    """Whether any letter runs from right to left."""
    return max(text, default="") >= _FIRST_FROM_RIGHT and any(
        unicodedata.bidirectional(letter) in _FROM_RIGHT for letter in text
    )


def refuse_turning(text: str, name: str) -> None:
    """Refuse the hidden orders that show words in another order than they were written in."""
    found = _TURNING.search(text)
    if found:
        raise errors.BadInput(
            f"The {name} hides an order that turns letters around (U+{ord(found[0]):04X}). "
            f"Write the {name} again by hand, without pasting."
        )


def _sentence(text: str) -> str:
    return (
        text
        if text.endswith((".", "!", "?", "…", "。", "！", "？", "؟", ".”", "!”", "?”"))
        else f"{text}."
    )
