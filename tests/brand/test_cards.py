"""Cards: the same words are the same bytes, nothing is clipped, every word has its alternative."""

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations

import pytest
from PIL import Image

from brand import examples
from outreach import brand, errors
from outreach.brand import cards, palette
from outreach.brand.cards import drawing, faces, painting, wrapping
from outreach.brand.cards.setting import Box
from outreach.brand.cards.words import clean
from outreach.lib import digest

pytestmark = pytest.mark.drawing

CARD = brand.Card(
    "Walk in, ask for help",
    "The ANGEL Initiative of the Gloucester Police Department",
    "Riverton Police Department",
    "Story: Gloucester, Massachusetts",
)
DRAW = """
import sys
sys.path.insert(0, "tests")
from brand import examples
from outreach import brand
from outreach.lib import digest
print(*(digest.sha256(brand.draw(card)) for card in examples.cards(3)))
"""


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("size", brand.CardSize)
def test_a_card_is_a_picture_of_its_size(size: brand.CardSize) -> None:
    drawn = opened(brand.draw(brand.Card("Hello", "", "Riverton PD", size=size)))
    assert (drawn.format, drawn.size) == ("JPEG", cards.pixels(size))


def test_cards_have_the_sizes_that_the_platforms_show_whole() -> None:
    assert [cards.pixels(size) for size in brand.CardSize] == [
        (1200, 675),
        (1080, 1080),
        (1080, 1350),
        (1200, 630),
    ]


@pytest.mark.process
def test_the_same_words_are_the_same_bytes_in_another_process() -> None:
    here = [digest.sha256(brand.draw(card)) for card in examples.cards(3)]
    again = [digest.sha256(brand.draw(card)) for card in examples.cards(3)]
    there = subprocess.run([sys.executable, "-c", DRAW], capture_output=True, text=True, timeout=60)
    assert there.stdout.split() == here == again


def test_words_kept_from_an_earlier_card_are_the_same_bytes() -> None:
    for card in examples.cards(24):
        try:
            first = brand.draw(card)
        except errors.BadInput:
            continue
        other = replace(card, credit=f"{card.credit} 2")
        assert [brand.draw(each) for each in (card, other, card)][::2] == [first, first]
        assert brand.draw(other) == afresh(other)


def afresh(card: brand.Card) -> bytes:
    """The card with nothing kept of its words."""
    sheet = drawing.sheet(card)
    picture = sheet.ground.copy()
    for placed in sheet.words:
        painting.paint(picture, placed)
    return drawing.encoded(picture)


def test_cards_drawn_at_once_do_not_paint_on_each_other() -> None:
    some = [replace(CARD, line=f"{CARD.line} {number}") for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(brand.draw, some * 3))
    assert drawn == [afresh(card) for card in some] * 3


def test_no_box_lies_over_another() -> None:
    """Words are taken off a picture by their box, so it must hold no other words."""
    for card in examples.cards(48):
        try:
            boxes = [placed.box for placed in drawing.sheet(card).words]
        except errors.BadInput:
            continue
        assert not any(meet(one, other) for one, other in combinations(boxes, 2)), card


def meet(one: Box, other: Box) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def test_other_words_are_other_bytes() -> None:
    other = brand.Card("Walk out", CARD.line, CARD.agency, CARD.credit)
    assert brand.draw(CARD) != brand.draw(other)
    assert CARD.digest != other.digest


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


def test_no_word_is_drawn_that_the_alternative_lacks() -> None:
    for card in examples.cards(24):
        missing = [
            placed.block.text
            for placed in drawing.sheet(card).words
            if placed.block.style.name != "initials" and clean(placed.block.text) not in card.alt
        ]
        assert missing == []


def test_the_alternative_tells_what_the_photo_and_the_logos_show() -> None:
    look = brand.Look(partners=(examples.logo("navy", 90, 60),))
    card = replace(CARD, photo=examples.photo(), look=look)
    assert card.alt.endswith("Massachusetts. Neighbors at a fair. navy logo.")


def test_a_quotation_says_that_it_is_one() -> None:
    card = brand.Card("They listened.", "Rosa", "PD", kind=brand.CardKind.QUOTE, note="baker")
    assert card.alt == "PD. “They listened.” Rosa, baker."


def test_a_card_in_arabic_is_laid_out_from_the_right() -> None:
    card = brand.Card("نعمل معًا", "كل يوم", "شرطة ريفرتون", language="ar")
    boxes = [placed.box for placed in drawing.sheet(card).words]
    mirrored = [placed.box for placed in drawing.sheet(replace(card, language="en")).words]
    assert [box.mirrored(1200) for box in boxes] == mirrored


def test_latin_words_in_an_arabic_line_keep_their_order() -> None:
    ((_, text, _),) = faces.letters("المكتبة، 200 Elm Street", "Regular")
    assert text == "المكتبة، \u2066200 Elm Street\u2069"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Police-community co-operation", ("Police-", "community", "co-operation")),
        ("携手，共建（2026年）。", ("携", "手，", "共", "建", "（2026", "年）。")),
        ("说“倾听”", ("说", "“倾", "听”")),
        ("O'Brien's (first) 12%", ("O'Brien's", "(first)", "12%")),
    ],
)
def test_lines_break_where_the_script_allows(text: str, pieces: tuple[str, ...]) -> None:
    assert wrapping.measured(text, lambda piece: float(len(piece))).pieces == pieces


def test_no_line_is_left_over() -> None:
    run = wrapping.measured("one two three four five six seven", lambda piece: float(len(piece)))
    assert wrapping.balanced(run, 27) == ("one two three four", "five six seven")


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (brand.Card("Go " * 133, "", "PD"), "The headline does not fit on a card. Shorten “Go"),
        (brand.Card("W" * 60, "", "PD"), "The headline does not fit on a card. Shorten “WWW"),
        (brand.Card("Go on", "on " * 300, "PD"), "The line does not fit on a card."),
        (brand.Card("Go", "", "Police " * 40), "The agency's name does not fit on a card."),
        (brand.Card("Go", "", "PD", "thanks " * 90), "The credit does not fit on a card."),
        (brand.Card(" ", "Words.", "PD"), "A card needs a headline. Write one."),
        (brand.Card("\u200b\u2066", "", "PD"), "A card needs a headline. Write one."),
        (
            brand.Card("Bikes 🚲🚲🚲", "", "PD"),
            "have no “🚲” (U+1F6B2). Write the headline without it.",
        ),
        (brand.Card("Go", "ᚠ", "PD"), "Write the line without it."),
        (brand.Card("مرحبا 警", "", "PD"), "have no “警” (U+8B66) beside Arabic ones."),
        (
            brand.Card("Sgt. O'Neil \u202etrats", "", "PD"),
            "The headline hides an order that turns letters around (U+202E).",
        ),
        (brand.Card("fewer", "", "PD", kind=brand.CardKind.OUTCOME), "needs a figure. Write it"),
        (
            brand.Card("So", "", "PD", kind=brand.CardKind.QUOTE, photo=brand.Picture(b"x")),
            "of the kind “quote” has no place for a photo.",
        ),
        (brand.Card("So", "", "PD", photo=brand.Picture(b"PK\3\4")), "cannot be read. Choose it"),
        (
            brand.Card("So", "", "PD", look=brand.Look(partners=(brand.Picture(b""),) * 5)),
            "room for 4 partners' logos, and 5 were given.",
        ),
    ],
)
def test_it_rejects_a_card_that(card: brand.Card, said: str) -> None:
    with pytest.raises(errors.BadInput) as refused:
        brand.draw(card)
    assert said in str(refused.value)


def test_arabic_is_refused_where_it_cannot_be_shaped() -> None:
    with pytest.raises(errors.NotReady, match="apt-get install libfribidi0"):
        faces.refuse_unknown("مرحبا", "Bold", "headline", shaping=False)


def test_names_with_apostrophes_and_marks_of_many_languages_are_drawn() -> None:
    brand.draw(brand.Card("¿Qué cambiaría O’Brien?", "Đường phố, Straße, łódź, naïve, Київ", "PD"))


def test_a_logo_keeps_its_shape_and_its_clear_space() -> None:
    look = brand.Look(logo=examples.logo("white", 400, 100))
    words = drawing.sheet(replace(CARD, look=look)).words
    plain = drawing.sheet(CARD).words
    assert words[0].box.left - plain[0].box.left == (180 + 22) - (56 + 18)


@pytest.mark.parametrize("kind", brand.CardKind)
def test_every_kind_is_drawn_on_every_palette_that_is_proved(kind: brand.CardKind) -> None:
    for look in map(brand.Look, examples.PALETTES):
        brand.draw(brand.Card("Ana Ruiz", "Together", "PD", kind=kind, mark="4", look=look))


def test_a_palette_nobody_can_read_is_refused_before_anything_is_drawn() -> None:
    grey = palette.Palette(*[palette.parse("#808080")] * 4)
    with pytest.raises(errors.BadInput, match="No color of the palette can be read"):
        brand.draw(replace(CARD, look=brand.Look(grey)))
