"""Whatever is pasted into a post, the checks answer, and in time that grows with its length."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.review import checks
from scripts.check_cases import NOW, packs

K = checks.SurfaceKind
PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "#", "@", "https://", "http://a.b", "{{", "}}", "“", "”", "\"", "\u202e", "\u2068",
            "\u2069", "\0", "½", "™", "🇺🇸", "👩🏽‍🚒", "December 40", "Friday 99/99", "12/12/26",
            "arrested", "guilty", "4111 1111 1111 1111", "100%", "3 of 0", "a.m.", "10-4", "ＡＢ",
            "İ", "ß", "ǆ", "\n", " ",
        ]
    ),
)  # fmt: skip


@given(
    text=st.lists(PIECES, max_size=12).map("".join),
    kind=st.sampled_from(K),
    language=st.sampled_from(["en", "es", "ar", "zh-Hans", "", "x-y-z", "EN-us"]),
)
def test_no_text_is_too_strange(text: str, kind: checks.SurfaceKind, language: str) -> None:
    surface = checks.Surface(kind, text, language)
    subject = checks.Subject(
        (surface, checks.Surface(K.BODY, text, language)),
        post=checks.Post(kind="event", language=language, zone="No/Where"),
        house=checks.House(
            protected=frozenset({text, "İstanbul"}),
            phones=frozenset({text}),
            domains=frozenset({text}),
            venues=frozenset({text}),
        ),
        people=(checks.Person(text), checks.Person("Ana Ruiz")),
        partners=(checks.Partner(text, aliases=frozenset({"", text})),),
        quotes=(checks.Quote(text),),
        outcomes=(checks.Outcome(text),),
        recent=(text,),
        brand=checks.Brand(text, text, frozenset({text})),
    )
    for found in checks.run(subject, packs(), NOW):
        if found.span and found.surface:
            assert 0 <= found.span[0] <= found.span[1] <= len(found.surface.text)


@given(st.characters())
def test_every_character_can_stand_anywhere(letter: str) -> None:
    words = f"{letter}Officers{letter} read {letter} to #Kids{letter}{letter}"
    checks.run(checks.Subject((checks.Surface(K.BODY, words),)), packs(), NOW)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("🎉" * 300, "A11Y-09"),
        ("O'Brien\u202e came", "EQ-03"),
        ("Thank\0 you", "A11Y-10"),
        ("F" + "e" * 58 + "t #" + "coffeewithacop" * 4, "A11Y-08"),
    ],
)
def test_odd_texts_are_told(text: str, rule: str) -> None:
    found = checks.run(checks.Subject((checks.Surface(K.BODY, text),)), packs(), NOW)
    assert rule in {each.rule for each in found}


@pytest.mark.proof
@pytest.mark.parametrize(
    "piece",
    [
        "We walked down Elm Street with 40 neighbors on Friday, December 4, and drank tea. ",
        "a", "1", "#", "# ", "1 ", "“", ".", "A ", "a.", "{{", "[[", "🎉", "\u0301", "\u2068",
        "http://a ", "1 A ", "12/", "arrested the ", "May 1 ", "Victim Ana ", "a@a.", "(505) ",
        "10-4 ", "-", "=", "A1", "https://a.b ", "“a” ", "suspect ", "#coffee ", "A.", "1,",
        "12 Oak ", "de 1 ", "DOB ", "5% ", "fell 5 ", "We were given ",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_only(piece: str) -> None:
    """Four times the text may take about four times the time; a square would take sixteen."""
    short, long = (quickest(piece * (size // len(piece))) for size in (5_000, 20_000))
    assert long < 10 * short + 0.02


@pytest.mark.proof
def test_a_hundred_kilobytes_are_read_as_fast_as_twenty() -> None:
    line = "We walked down Elm Street with 40 neighbors on Friday, December 4, and drank tea.\n"
    short, long = (quickest(line * (size // len(line))) for size in (20_000, 100_000))
    assert long < 12 * short


def quickest(text: str) -> float:
    """The least of the processor's seconds that checking a text took."""
    subject = checks.Subject((checks.Surface(K.BODY, text),), post=checks.Post(kind="story"))
    spent = []
    for _ in range(2):
        before = time.process_time()
        checks.run(subject, packs(), NOW)
        spent.append(time.process_time() - before)
    return min(spent)
