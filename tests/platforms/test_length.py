"""Text is counted as each platform counts it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.platforms import PlatformName, measure_length, normal

#: Strings counted by X's own counter; make_x_lengths.mjs says how.
COUNTED: list[tuple[str, int]] = json.loads(
    Path(__file__).with_name("x_lengths.json").read_text(encoding="utf-8")
)

#: A bare address at the end of one unbroken run of many letters and an emoji: whether X's counter
#: sees the link depends on the run's length. A space before the address makes both equal.
UNBROKEN = "語" * 29 + "हिन्दी🫲🏻acity.jp", 76


def x(text: str) -> int:
    return measure_length(PlatformName.X, text).length


def test_ours_is_the_count_of_xs_own_counter() -> None:
    assert len(COUNTED) > 1_000
    assert [(text, theirs, x(text)) for text, theirs in COUNTED if x(text) != theirs] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a\r\nb", 3),
        ("a\rb", 3),
        ("e\u0301", 1),
        ("©", 1),
        ("👮🏽‍♀️", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("🧑🏽‍🤝‍🧑🏻", 8),
        ("https://example.com/a/very/long/path?with=query", 23),
        ("city.gov", 23),
        ("日本語", 6),
    ],
)
def test_x_counts(text: str, count: int) -> None:
    assert x(text) == count


def test_an_address_at_the_end_of_an_unbroken_run_counts_as_a_link() -> None:
    text, theirs = UNBROKEN
    assert x(text) > theirs


@pytest.mark.parametrize("platform", [one for one in PlatformName if one is not PlatformName.X])
def test_the_others_count_what_people_see(platform: PlatformName) -> None:
    assert measure_length(platform, "👨‍👩‍👧‍👦 e\u0301 देव").length == 6
    assert measure_length(platform, "https://example.com/a").length == 21


def test_the_limit_is_the_last_length_that_fits() -> None:
    assert measure_length(PlatformName.X, "x" * 280).fits
    assert not measure_length(PlatformName.X, "x" * 281).fits
    assert not measure_length(PlatformName.X, "").fits


@given(st.text())
def test_what_is_counted_is_what_is_sent(text: str) -> None:
    assert x(text) == x(normal(text))
    assert normal(normal(text)) == normal(text)


@given(st.text(alphabet=st.characters(max_codepoint=0xFFFF, categories=["L"])))
def test_letters_weigh_one_or_two_each(text: str) -> None:
    assert len(normal(text)) <= x(text) <= 2 * len(normal(text))
