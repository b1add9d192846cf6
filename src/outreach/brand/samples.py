"""A brand seen at work: every kind of card in every size, with sample words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from outreach.brand.cards import Card, CardKind, CardSize, Look, draw
from outreach.brand.kit import Brand
from outreach.brand.sample_words import SAID
from outreach.lib import digest


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
    words = SAID[kind]
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
