"""Stories in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given

from outreach import errors, stories
from outreach.stories import FileFormat, columns
from stories.telling import STORY, a_story
from stories.telling import stories as any_story

HEAD = "id,title,agency_name,agency_city,agency_state,problem_addressed,partners_involved"


def read(text: str) -> tuple[stories.StoryFacts, ...]:
    return stories.parse_stories(text.encode(), FileFormat.CSV)


def test_a_table_written_by_hand_is_read() -> None:
    row = "a,A,Fairview PD,Fairview,NM,Dark street,Rotary :: community|School :: public :: host"
    (story,) = read(f"{HEAD}\n{row}\n")
    assert [(partner.name, partner.sector, partner.part) for partner in story.partners] == [
        ("Rotary", stories.Sector.COMMUNITY, None),
        ("School", stories.Sector.PUBLIC, "host"),
    ]


def test_bars_and_colons_of_the_words_are_kept() -> None:
    story = a_story(activities=("A | B", r"C :: D \ E", "F::"))
    assert read(columns.to_csv([story])) == (story,)


@given(story=any_story())
def test_no_cell_is_a_formula(story: stories.StoryFacts) -> None:
    _, cells = csv.reader(io.StringIO(columns.to_csv([story]), newline=""))
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_a_title_like_a_formula_comes_back_as_it_was() -> None:
    for title in ("=1+1", "'=1+1", "-5", "@home"):
        (story,) = read(columns.to_csv([a_story(title=title)]))
        assert story.title == title


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD},titel\n", "the first row: “titel” is not a column. Did you mean title?"),
        (f"{HEAD},id\n", "the first row: “id” is there twice."),
        (f"{HEAD}\na,b\n", "story 1: has 2 cells where the first row has 7."),
        ('id\n"open', "is broken CSV"),
        (
            f"{HEAD}\na,A,F,F,NM,P,Rotary :: pubic\n",
            "a, partner 1, sector:",
        ),
        (
            f"{HEAD}\na,A,F,F,NM,P,Rotary :: public :: host :: more\n",
            "a, partner 1, piece 4: is not a field of this.",
        ),
    ],
)
def test_bad_csv_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(errors.BadInput) as refused:
        read(text)
    assert said in str(refused.value)


def test_empty_rows_are_no_stories() -> None:
    assert read(columns.to_csv([STORY]) + ",,\n\n") == (STORY,)
