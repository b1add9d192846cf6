"""Colours: contrast as the standard counts it, and the nearest colour that can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import brand, errors
from outreach.brand import palette
from outreach.brand.cards import reading, scheme
from outreach.brand.palette import BLACK, WHITE, Colour, Palette

colours = st.builds(Colour, *[st.integers(0, 255)] * 3)
palettes = st.builds(Palette, colours, colours, colours, colours)


def test_contrast_is_that_of_the_standard() -> None:
    grey = brand.Colour(0x77, 0x77, 0x77)
    assert brand.contrast(BLACK, WHITE) == pytest.approx(21)
    assert brand.contrast(WHITE, grey) == pytest.approx(4.48, abs=0.005)
    assert brand.contrast(grey, grey) == 1


def test_pairs_come_with_the_most_readable_first() -> None:
    found = palette.pairs(palette.PLAIN)
    assert len(found) == 12
    assert {(pair.words, pair.on) for pair in found[:2]} == {
        ("paper", "ground"),
        ("ground", "paper"),
    }
    assert [pair.contrast for pair in found] == sorted((p.contrast for p in found), reverse=True)
    assert ("accent", "paper", False) in {(p.words, p.on, p.readable) for p in found}


def test_a_palette_without_a_readable_pair_is_told_the_nearest_colour() -> None:
    with pytest.raises(errors.BadInput) as refused:
        palette.proved(Palette(*map(palette.parse, ("#777777", "#808080", "#888888", "#999999"))))
    assert "can be read on its ground (#777777). Make the paper #" in str(refused.value)


@given(colours, colours)
def test_the_nearest_readable_colour_is_readable(one: Colour, other: Colour) -> None:
    near = palette.nearest_readable(one, other)
    assert palette.readable(near, other)
    assert near == one or not palette.readable(one, other)


@given(palettes)
def test_a_proved_palette_gives_words_that_can_be_read(each: Palette) -> None:
    try:
        palette.proved(each)
    except errors.BadInput:
        return
    for made in (scheme.dark(each), scheme.light(each)):
        for words in (made.ink, made.quiet, made.accent):
            assert all(palette.readable(words, on) for on in (made.surface, made.one, made.other))
        assert palette.readable(reading.ink_on(made.shared, each), made.shared)


@given(palettes)
def test_what_is_suggested_mends_the_palette(each: Palette) -> None:
    try:
        palette.proved(each)
    except errors.BadInput as refused:
        words = str(refused)
        part = "paper" if "Make the paper" in words else "ground"
        colour = palette.parse(words.split(f"Make the {part} ")[1].split(",")[0])
        on = each.ground if part == "paper" else each.paper
        assert palette.readable(colour, on)


@given(colours)
def test_a_colour_is_written_as_it_is_read(colour: Colour) -> None:
    assert palette.parse(str(colour)) == colour


@pytest.mark.parametrize("text", ["", "navy", "#12345", "#12345G", "#1234567"])
def test_it_rejects_what_is_no_colour(text: str) -> None:
    with pytest.raises(errors.BadInput, match="Write it like #0B1F3D"):
        palette.parse(text)
