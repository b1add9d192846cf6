"""The same number is the same number, however it is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.stories.quantities import quantities


def values(text: str) -> list[tuple[str, str]]:
    return [
        (f"{quantity.value.normalize():f}", "%" if quantity.percent else "")
        for quantity in quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("42%", [("42", "%")]),
        ("42 percent", [("42", "%")]),
        ("forty-two per cent", [("42", "%")]),
        ("Forty Two Percent", [("42", "%")]),
        ("a 42-percent fall", [("42", "%")]),
        ("４２％", [("42", "%")]),
        ("13,146 visits", [("13146", "")]),
        ("$1.9 million", [("1900000", "")]),
        ("$1.9M", [("1900000", "")]),
        ("16k lunches", [("16000", "")]),
        ("9,000+ residents", [("9000", "")]),
        ("two hundred and ten", [("210", "")]),
        ("a thousand", [("1000", "")]),
        ("twelve thousand five hundred", [("12500", "")]),
        ("a 42-year low", [("42", "")]),
        ("one or two", [("1", ""), ("2", "")]),
        ("82, 53 and 45 percent", [("82", "%"), ("53", "%"), ("45", "%")]),
        ("16–19%", [("16", "%"), ("19", "%")]),
        ("more than half", [("50", "%")]),
        ("three quarters", [("75", "%")]),
        ("nine in ten", [("9", ""), ("10", ""), ("90", "%")]),
        ("5 out of the 8", [("5", ""), ("8", ""), ("62.5", "%")]),
        ("from 200 to about 50", [("200", ""), ("50", ""), ("75", "%")]),
        ("110 in 2015", [("110", ""), ("2015", "")]),
        ("at 9:30, see https://example.org/42 or B2", []),
        ("someone else tends to often", []),
    ],
)
def test_numbers_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


@given(number=st.integers(1, 999_999_999))
def test_thousands_may_have_commas_or_not(number: int) -> None:
    (plain,), (grouped,) = quantities(f"{number} boxes"), quantities(f"{number:,} boxes")
    assert plain.value == grouped.value == Decimal(number)


@pytest.mark.parametrize(
    ("told", "stated"),
    [
        ("42 percent", "42%"),
        ("17 percent", "17.3%"),
        ("nearly 18%", "17.3%"),
        ("about 40%", "42%"),
        ("a fall of 31.5", "31.5%"),
        ("more than 13,000", "13,146"),
        ("almost 2 million dollars", "$1.9 million"),
        ("nearly 400 people came", "376 people"),
        ("seven cities", "7 cities"),
        ("83 percent", "5 of 6 stores"),
        ("down by 74%", "about 2,400 to about 630"),
    ],
)
def test_a_rounded_number_tells_the_stated_one(told: str, stated: str) -> None:
    assert any(one.tells(other) for one in quantities(told) for other in quantities(stated))


@pytest.mark.parametrize(
    ("told", "stated"),
    [
        ("42 officers", "42%"),
        ("60 percent", "42%"),
        ("7 officers", "7 cities"),
        ("100 neighbors", "110 meetings"),
        ("12,000 visits", "13,146 visits"),
    ],
)
def test_another_number_does_not(told: str, stated: str) -> None:
    assert not any(one.tells(other) for one in quantities(told) for other in quantities(stated))


@given(text=st.text(max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(quantity.value >= 0 for quantity in quantities(text))
