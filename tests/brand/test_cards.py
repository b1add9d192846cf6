"""Cards: the same words are the same bytes, nothing is clipped, every word has its alternative."""

import io
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from outreach import brand, errors
from outreach.brand import cards, palette
from outreach.lib import digest

CARD = brand.Card(
    "Walk in, ask for help",
    "The ANGEL Initiative of the Gloucester Police Department",
    "Riverton Police Department",
    "Story: Gloucester, Massachusetts",
)
DRAW = """
from outreach import brand
from outreach.lib import digest
print(digest.sha256(brand.draw(brand.Card("Strong leadership", "Share.", "Riverton PD"))))
"""


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("size", brand.CardSize)
def test_a_card_is_a_picture_of_its_size(size: brand.CardSize) -> None:
    drawn = opened(brand.draw(brand.Card("Hello", "", "Riverton PD", size=size)))
    assert (drawn.format, drawn.size) == ("JPEG", cards.pixels(size))


def test_the_wide_card_fills_a_timeline() -> None:
    assert cards.pixels(brand.CardSize.WIDE) == (1200, 675)


@pytest.mark.process
def test_the_same_words_are_the_same_bytes_in_another_process() -> None:
    here = digest.sha256(brand.draw(brand.Card("Strong leadership", "Share.", "Riverton PD")))
    there = subprocess.run([sys.executable, "-c", DRAW], capture_output=True, text=True, timeout=60)
    assert there.stdout.strip() == here


def test_other_words_are_other_bytes() -> None:
    other = brand.Card("Walk out", CARD.line, CARD.agency, CARD.credit)
    assert brand.draw(CARD) != brand.draw(other)


def test_a_card_carries_nothing_but_pixels() -> None:
    drawn = opened(brand.draw(CARD))
    assert not drawn.getexif()
    assert {"comment", "icc_profile", "xmp"} & set(drawn.info) == set()


def test_the_alternative_is_every_word_in_reading_order() -> None:
    assert CARD.alt == (
        "Riverton Police Department. Walk in, ask for help. The ANGEL Initiative of the Gloucester "
        "Police Department. Story: Gloucester, Massachusetts."
    )
    assert brand.Card("Why wait?", " ", "Riverton PD").alt == "Riverton PD. Why wait?"


@settings(max_examples=20)
@given(
    headline=st.lists(st.sampled_from(["a", "Wm", "friendly", "neighborhoods,"]), min_size=1),
    line=st.lists(st.sampled_from(["il", "WWWW", "of", "communities."]), max_size=25),
    size=st.sampled_from(brand.CardSize),
)
def test_words_stay_inside_the_column_or_the_card_is_refused(
    headline: list[str], line: list[str], size: brand.CardSize
) -> None:
    card = brand.Card(" ".join(headline), " ".join(line), "Riverton PD", size=size)
    try:
        drawn = opened(brand.draw(card))
    except errors.BadInput as refused:
        assert "do not fit" in str(refused)
        return
    shape = cards._SHAPES[size]
    words = (
        ImageChops.difference(drawn, cards._ground(shape))
        .convert("L")
        .point(lambda part: 255 * (part > 64))
    )
    left, top, right, bottom = words.getbbox() or (0, 0, 0, 0)
    assert left >= 76
    assert right <= 80 + shape.column + 4
    assert top >= 60
    assert bottom <= max(shape.floor, 640)


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (brand.Card("Go", "on " * 200, "PD"), "The words do not fit on a card. Shorten"),
        (brand.Card("W" * 60, "", "PD"), "The words do not fit on a card."),
        (brand.Card("Go", "", "Police " * 40), "The agency does not fit on a card. Shorten"),
        (brand.Card("Go", "", "PD", "thanks " * 60), "The credit does not fit on a card."),
        (brand.Card(" ", "Words.", "PD"), "A card needs a headline. Write one."),
        (
            brand.Card("Bikes 🚲", "", "PD"),
            "have no “🚲” (U+1F6B2). Write the headline without it.",
        ),
        (brand.Card("Go", "مرحبا", "PD"), "Write the line without it."),
    ],
)
def test_it_rejects_a_card_that(card: brand.Card, said: str) -> None:
    with pytest.raises(errors.BadInput) as refused:
        brand.draw(card)
    assert said in str(refused.value)


def test_letters_of_many_latin_languages_are_drawn() -> None:
    brand.draw(brand.Card("¿Qué cambiaría aquí?", "Đường phố, Straße, łódź, naïve", "PD"))


@pytest.mark.parametrize("style", [cards._AGENCY, cards._HEADLINE, cards._LINE, cards._CREDIT])
def test_every_word_can_be_read_on_the_ground(style: cards._Style) -> None:
    assert brand.contrast(style.colour, palette.NAVY) >= 7
    assert min(style.sizes) >= 20


def test_contrast_is_that_of_the_standard() -> None:
    black, grey = brand.Colour(0, 0, 0), brand.Colour(0x77, 0x77, 0x77)
    assert brand.contrast(black, palette.WHITE) == pytest.approx(21)
    assert brand.contrast(palette.WHITE, grey) == pytest.approx(4.48, abs=0.005)
    assert brand.contrast(grey, grey) == 1
    assert brand.contrast(palette.LIGHT, palette.NAVY) >= palette.LARGE_TEXT_CONTRAST


def test_nothing_is_drawn_where_words_could_meet_the_circles() -> None:
    for shape in cards._SHAPES.values():
        column = cards._ground(shape).crop((0, 0, 80 + shape.column, shape.floor))
        assert column.getcolors() == [(column.width * column.height, palette.NAVY)]
