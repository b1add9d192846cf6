"""What it costs to draw a card beside putting the finished picture into a JPEG, which must be."""

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from PIL import Image

from bench.ratio import Ratio, cpu_of
from outreach import brand
from outreach.brand.cards import drawing, painting

#: Rounds in turn, so that both sides meet the same machine.
ROUNDS, CARDS = 12, 20
_SYLLABLES = (
    "ar",
    "be",
    "con",
    "der",
    "en",
    "for",
    "ga",
    "li",
    "mo",
    "pe",
    "qui",
    "tu",
    "wal",
    "y",
)


def ratios(_folder: Path) -> Iterator[Ratio]:
    """A link's card over a photo: with other words throughout, and with one other line."""
    first = brand.Card(
        "Open door",
        "Neighbors and officers listened to each other at the library",
        "Riverton Police Department",
        "Story: Riverton",
        size=brand.CardSize.LINK,
        photo=_photo(),
    )
    for job, cards, goal in (
        ("Draw a card with three other texts", _three_texts(first), 0.45),
        ("Draw a card with one other line", _one_line(first), 0.65),
    ):
        ours, limit = _side_by_side(cards)
        yield Ratio(job, "the JPEG alone", ours, limit, goal=goal)


def _three_texts(card: brand.Card) -> Iterator[brand.Card]:
    chance = random.Random(7)
    while True:
        yield replace(
            card, headline=_said(chance, 4), line=_said(chance, 11), credit=_said(chance, 4)
        )


def _one_line(card: brand.Card) -> Iterator[brand.Card]:
    chance = random.Random(11)
    while True:
        yield replace(card, line=_said(chance, 11))


def _said(chance: random.Random, number: int) -> str:
    """Words made up each time, so that none was measured or drawn before; letters were."""
    words = ("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(number))
    return " ".join(words).capitalize()


def _side_by_side(cards: Iterator[brand.Card]) -> tuple[float, float]:
    """The cheapest rounds of drawing, and of putting the same pictures into JPEGs."""
    for card in islice(cards, CARDS):
        brand.draw(card)
    ours, limit = [], []
    for _ in range(ROUNDS):
        some = list(islice(cards, CARDS))
        pictures = [finished(card) for card in some]
        fresh = list(islice(cards, CARDS))
        ours.append(cpu_of(lambda: [brand.draw(card) for card in fresh], things=CARDS))  # noqa: B023
        limit.append(
            cpu_of(lambda: [drawing.encoded(each) for each in pictures], things=CARDS)  # noqa: B023
        )
    return min(ours), min(limit)


def finished(card: brand.Card) -> Image.Image:
    """The card before it is put into a JPEG."""
    sheet = drawing.sheet(card)
    picture = sheet.ground.copy()
    for placed in sheet.words:
        painting.paint(picture, placed)
    return picture


def _photo() -> brand.Picture:
    """Soft areas and some grain, as photos have."""
    soft = Image.radial_gradient("L").resize((1200, 800))
    grain = Image.frombytes("L", (1200, 800), random.Random(1).randbytes(1200 * 800))
    bands = (soft, Image.blend(soft, grain, 0.06), Image.blend(soft, grain, 0.12))
    out = io.BytesIO()
    Image.merge("RGB", bands).save(out, "JPEG", quality=92)
    return brand.Picture(out.getvalue(), "")
