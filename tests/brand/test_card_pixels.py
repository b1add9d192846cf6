"""What readers see, measured from rendered pixels: no word outside its box, none over another, and
every one with the contrast of the standard.
"""

from dataclasses import replace

import pytest

from brand import examples, measuring
from outreach import brand, errors
from outreach.brand.cards import drawing
from outreach.brand.palette import Colour

pytestmark = pytest.mark.drawing


def drawn_and_faulty(number: int) -> tuple[int, list[str]]:
    """How many of so many cards were drawn, and what is wrong with them."""
    drawn, faulty = 0, []
    for card in examples.cards(number):
        try:
            faults = measuring.faults(card)
        except errors.BadInput as refused:
            assert "not fit" in str(refused), f"{card}: {refused}"
            continue
        drawn += 1
        faulty.extend(f"{card.kind} {card.size} {card.language}: {fault}" for fault in faults)
    return drawn, faulty


def test_every_word_of_forty_cards_can_be_read() -> None:
    drawn, faulty = drawn_and_faulty(40)
    assert faulty == []
    assert drawn >= 34


@pytest.mark.proof
def test_every_word_of_five_hundred_cards_can_be_read() -> None:
    drawn, faulty = drawn_and_faulty(500)
    assert faulty == []
    assert drawn >= 440


def test_the_measure_can_fail() -> None:
    sheet = drawing.sheet(brand.Card("Hello", "there", "Riverton PD"))
    name, headline, line = sheet.words
    dim = replace(headline, colour=Colour(0x60, 0x60, 0x60))
    low = replace(line, box=replace(line.box, top=headline.box.top + 10, height=10))
    faults = measuring.of_sheet(drawing.Sheet(sheet.ground, (name, dim, low)))
    assert [fault.split("” ")[1].split(" ")[0] for fault in faults] == [
        "has",
        "reaches",
        "overlaps",
    ]
