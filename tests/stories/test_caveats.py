"""A mixed result stays beside its story: no text quotes an outcome without its caveat."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outreach import stories
from outreach.stories import translations
from stories.spanish import SPANISH
from stories.telling import STORY, a_story

FIRST, SECOND = STORY.outcomes
CAVEAT = STORY.caveat or ""


def quoted(text: str, story: stories.StoryFacts = STORY) -> list[stories.StatedOutcome]:
    return stories.quotes_outcome(text, story)


@pytest.mark.parametrize(
    "text",
    [
        "Burglaries fell on the street.",
        "Good news: burglaries fell 42% on Elm Street!",
        "A forty-two percent drop.",
        "Down by about 40 percent",
        "BURGLARIES  FELL ON\nTHE STREET",
        "Burglaries went down after the lamps came.",
        "Fewer burglaries since 2018.",
        "Burglary was cut on Elm Street.",
    ],
)
def test_a_result_is_known_in_many_words(text: str) -> None:
    assert quoted(text) == [FIRST]


@pytest.mark.parametrize(
    ("text", "is_result"),
    [
        ("Los robos en viviendas cayeron 42 por ciento.", True),
        ("Bajaron cuarenta y dos por ciento.", True),
        ("Hay menos robos en viviendas.", True),
        ("Camine con nosotros por la calle Elm el 26 de mayo a las 9:30.", False),
        ("Los vecinos recorrieron juntos la calle de noche.", False),
        ("42 lámparas para la calle Elm.", False),
    ],
)
def test_a_result_told_in_spanish_is_known_too(text: str, is_result: bool) -> None:
    told = translations.in_language(STORY, SPANISH)
    assert (stories.missing_caveat(text, told) is not None) is is_result


@pytest.mark.parametrize(
    "text",
    [
        "Merchants stayed open longer.",
        "On Elm Street, merchants now stay open longer than before.",
    ],
)
def test_a_result_without_a_figure_is_known_by_its_words(text: str) -> None:
    assert quoted(text) == [SECOND]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Walk Elm Street with us on May 26 at 9:30.",
        "42 lamps for Elm Street.",
        "Shops on Elm Street closed early because customers did not feel at ease.",
        "The parish and the merchants walked the street together at night.",
        "Make Elm Street a place to linger. What would you put here?",
        "Read how burglars lose interest: https://example.org/42-percent",
    ],
)
def test_telling_the_story_without_its_result_needs_no_caveat(text: str) -> None:
    assert quoted(text) == []
    assert stories.missing_caveat(text, STORY) is None


def test_the_reason_names_the_result_and_gives_the_words_to_add() -> None:
    assert stories.missing_caveat("Burglaries fell by 42%.", STORY) == (
        "It tells a result of “Lights on Elm Street” (42%) without the words that must stand "
        "beside it. Add: “Thefts from cars did not change.”"
    )


@pytest.mark.parametrize(
    "caveat",
    [
        CAVEAT,
        CAVEAT.upper(),
        CAVEAT.replace(" ", "\n"),
        CAVEAT.removesuffix(".") + ", though.",
    ],
)
def test_the_caveat_may_be_set_in_any_type(caveat: str) -> None:
    assert stories.missing_caveat(f"Burglaries fell by 42%. {caveat}", STORY) is None


@pytest.mark.parametrize("part", ["Thefts from cars", "Thefts did not change.", "Cars."])
def test_a_part_of_the_caveat_is_not_the_caveat(part: str) -> None:
    assert stories.missing_caveat(f"Burglaries fell by 42%. {part}", STORY) is not None


def test_a_story_without_a_caveat_asks_for_none() -> None:
    assert stories.missing_caveat("Burglaries fell by 42%.", a_story(caveat=None)) is None


def test_the_caveat_alone_quotes_nothing() -> None:
    assert quoted(CAVEAT) == []


def test_a_number_of_the_problem_is_not_a_rounded_result() -> None:
    story = a_story(problem_addressed="About 40 percent of shops closed early.")
    assert quoted("In 2018, about 40 percent of shops closed.", story) == []
    assert quoted("Now 42 percent.", story) == [FIRST]


ANY_WORDS = st.text(max_size=30)
FIGURES = st.one_of(
    st.integers(0, 100).map("{}%".format),
    st.decimals(0, 100, places=1).map("{} percent".format),
    st.integers(0, 10**9).map("{:,} people".format),
    st.tuples(st.integers(1, 99), st.integers(1, 99)).map("{0[0]} of {0[1]} stores".format),
    st.text(min_size=1, max_size=20).filter(str.strip),
)


@example(figure="first up; then down.\nThen up", before="", after="")
@given(figure=FIGURES, before=ANY_WORDS, after=ANY_WORDS)
def test_a_text_with_an_outcomes_figure_is_always_caught(
    figure: str, before: str, after: str
) -> None:
    story = a_story(outcomes=(replace(FIRST, statement="It changed.", figure=figure.strip()),))
    text = f"{before} {figure} {after}"
    assert stories.quotes_outcome(text, story) == list(story.outcomes)
    assert stories.missing_caveat(text, story) is not None
    assert stories.missing_caveat(f"{text} {CAVEAT}", story) is None


@given(before=ANY_WORDS, after=ANY_WORDS)
def test_a_text_with_an_outcomes_sentence_is_always_caught(before: str, after: str) -> None:
    for outcome in STORY.outcomes:
        assert outcome in quoted(f"{before} {outcome.statement} {after}")
