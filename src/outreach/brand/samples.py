"""A brand seen at work: every kind of card in every size, with sample words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TypedDict

from outreach.brand.cards import Card, CardKind, CardSize, Look, draw
from outreach.brand.kit import Brand
from outreach.lib import digest


class _Words(TypedDict, total=False):
    headline: str
    line: str
    credit: str
    mark: str
    note: str
    place: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample card, drawn. The digest names all that decides its pixels, so pages may keep it."""

    card: Card
    data: bytes
    digest: str


def samples(brand: Brand, look: Look | None = None) -> Iterator[Sample]:
    """Every kind in every size. Without a look, in the brand's colours and without its logos.

    Refuses a palette nobody can read, and a name the fonts have no letters for.
    """
    for kind in CardKind:
        for size in CardSize:
            yield _drawn(_card(brand, look or Look(brand.palette), kind, size))


def _card(brand: Brand, look: Look, kind: CardKind, size: CardSize) -> Card:
    words = _SAID[kind]
    return Card(
        headline=words.get("headline", ""),
        line=words.get("line", ""),
        agency=brand.name,
        credit=words.get("credit", ""),
        size=size,
        kind=kind,
        mark=words.get("mark", ""),
        note=words.get("note", ""),
        place=words.get("place", ""),
        look=look,
    )


@lru_cache(maxsize=96)
def _drawn(card: Card) -> Sample:
    data = draw(card)
    return Sample(card, data, digest.sha256(data))


_SAID: Mapping[CardKind, _Words] = MappingProxyType(
    {
        CardKind.STORY: {
            "headline": "The door on Elm Street is open",
            "line": "Neighbors and officers turned an empty shop into a place to ask for help.",
            "credit": "Sample story",
        },
        CardKind.QUOTE: {
            "headline": "They asked what we needed first. Then they came back and did it with us.",
            "line": "A shop owner",
            "note": "Third Street",
            "credit": "Sample quotation",
        },
        CardKind.OUTCOME: {
            "mark": "24%",
            "headline": "fewer repeat calls to the same addresses",
            "line": "Compared with the year before, on 40 blocks. Other efforts ran at the same "
            "time, so we cannot say how much came from this one.",
            "credit": "Sample figure",
        },
        CardKind.EVENT: {
            "mark": "12",
            "note": "December",
            "headline": "Coffee with an officer",
            "line": "Saturday, 9 to 11 in the morning",
            "place": "Public Library, main hall",
            "credit": "Sample event",
        },
        CardKind.PRINCIPLE: {
            "mark": "4",
            "note": "Principle",
            "headline": "Build trust face to face",
            "line": "Regular contact and good listening come before any program.",
            "credit": "Sample principle",
        },
        CardKind.RECOGNITION: {
            "headline": "Officer Dana Whitfield",
            "note": "Community liaison",
            "line": "For two years of Tuesday evenings at the bike repair table.",
            "credit": "Sample recognition",
        },
    }
)
