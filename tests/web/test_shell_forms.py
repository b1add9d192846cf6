"""A form keeps what was typed, says what is wrong in sentences, and hands on a typed value."""

from datetime import date
from enum import StrEnum

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import errors
from outreach.web import forms


class Sector(StrEnum):
    """Whose organisation it is."""

    #: A public body.
    PUBLIC = "public"
    #: A group of residents.
    COMMUNITY = "community"


class PartnerForm(pydantic.BaseModel):
    """One partner of a story."""

    name: str
    sector: Sector


class StoryForm(pydantic.BaseModel):
    """A small story."""

    title: str = pydantic.Field(max_length=20)
    starts_on: date | None = None
    principles: list[str] = pydantic.Field(default=[], max_length=2)
    partners: list[PartnerForm] = pydantic.Field(min_length=1)

    @pydantic.field_validator("title")
    @classmethod
    def _has_no_shouting(cls, title: str) -> str:
        if title.isupper():
            raise ValueError("Write the title in ordinary letters.")
        return title


GOOD = [
    ("title", " Maple Street \r\n"),
    ("partners.0.name", "Block Club"),
    ("partners.0.sector", "community"),
]


def faults(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """What is wrong with these answers, by field."""
    with pytest.raises(errors.BadInput) as caught:
        forms.read(StoryForm, forms.typed(pairs))
    return {fault.where: fault.what for fault in caught.value.faults}


def test_answers_become_a_typed_value() -> None:
    form = forms.typed([*GOOD, ("starts_on", "2026-05-01"), ("principles", "P1")])
    story = forms.read(StoryForm, form)
    assert (story.title, story.starts_on) == ("Maple Street", date(2026, 5, 1))
    assert story.principles == ["P1"]
    assert story.partners == [PartnerForm(name="Block Club", sector=Sector.COMMUNITY)]


def test_a_blank_answer_is_no_answer() -> None:
    story = forms.read(StoryForm, forms.typed([*GOOD, ("starts_on", ""), ("principles", "")]))
    assert (story.starts_on, story.principles) == (None, [])


@pytest.mark.parametrize(
    ("answer", "where", "sentence"),
    [
        (("title", ""), "title", "Fill this in."),
        (("title", "a" * 21), "title", "Write 20 characters or fewer."),
        (("title", "LOUD"), "title", "Write the title in ordinary letters."),
        (("starts_on", "soon"), "starts_on", "Choose a day, such as 2026-11-23."),
        (("partners.0.sector", "other"), "partners.0.sector", "Choose one of the answers in"),
        (("partners.0.sector", ""), "partners.0.sector", "Fill this in."),
    ],
)
def test_each_fault_is_a_sentence_at_its_field(
    answer: tuple[str, str], where: str, sentence: str
) -> None:
    found = faults([*GOOD, answer])
    assert list(found) == [where]
    assert found[where].startswith(sentence)


def test_too_many_answers_are_a_fault_of_the_field() -> None:
    found = faults([*GOOD, *(("principles", f"P{n}") for n in range(3))])
    assert found == {"principles": "Choose or add 2 at most."}


def test_a_group_that_must_have_a_row_says_so() -> None:
    found = faults([("title", "Maple Street"), ("partners.0.name", " ")])
    assert found == {"partners": "Choose or add at least 1."}


def test_a_fault_names_the_row_the_person_sees() -> None:
    form = forms.typed([*GOOD, ("partners.1.name", ""), ("partners.2.name", "Library")])
    with pytest.raises(errors.BadInput) as caught:
        forms.read(StoryForm, form)
    refused = form.refused(caught.value)
    assert refused.wrong("partners.1.sector") == ("Fill this in.",)
    assert refused.mends()[0].place == "Partners 2, sector"
    assert list(refused.rows("partners")) == [0, 1, 2]


def test_rows_keep_the_order_of_their_numbers_past_ten() -> None:
    form = forms.typed([(f"partners.{n}.name", f"Partner {n}") for n in range(12)])
    assert [form.value(f"partners.{n}.name") for n in (2, 11)] == ["Partner 2", "Partner 11"]


def test_a_refusal_loses_nothing_that_was_typed() -> None:
    form = forms.typed(GOOD)
    refused = form.refused(errors.BadInput("Mend it.", (errors.Fault("", "Too late."),)))
    assert (refused.values, refused.message) == (form.values, "Mend it.")
    assert refused.mends() == (forms.Mend("", "", "Too late."),)


def test_a_fault_outside_the_form_is_told_without_a_link() -> None:
    error = errors.BadInput("Mend it.", (errors.Fault("story 3, title", "is missing.", "Add it."),))
    mend = forms.Form().refused(error).mends()[0]
    assert mend == forms.Mend("", "story 3, title", "is missing. Add it.")


def test_the_same_fault_is_said_once() -> None:
    fault = errors.Fault("accounts", "There are no words for it.", "Leave it out.")
    refused = forms.Form().refused(errors.BadInput("Mend it.", (fault, fault)))
    assert len(refused.mends()) == len(refused.wrong("accounts")) == 1


def test_a_form_starts_with_what_is_known() -> None:
    form = forms.filled({"title": "Maple", "starts_on": None, "principles": ["P1", "P6"]})
    assert (form.value("title"), form.value("starts_on"), form.value("other")) == ("Maple", "", "")
    assert (form.chosen("principles", "P6"), form.chosen("principles", "P2")) == (True, False)


@given(
    st.dictionaries(
        st.integers(min_value=0, max_value=40),
        st.dictionaries(st.sampled_from(["name", "sector"]), st.text("ab ", max_size=4)),
        max_size=8,
    )
)
def test_no_row_with_an_answer_is_lost_and_none_is_blank(rows: dict[int, dict[str, str]]) -> None:
    pairs = [
        (f"partners.{n}.{name}", text) for n, row in rows.items() for name, text in row.items()
    ]
    form = forms.typed(pairs)
    answered = [
        row for _, row in sorted(rows.items()) if any(text.strip() for text in row.values())
    ]
    kept = [
        {name: form.value(f"partners.{number}.{name}") for name in row}
        for number, row in enumerate(answered)
    ]
    assert kept == [{name: text.strip() for name, text in row.items()} for row in answered]
    assert list(form.rows("partners", spare=0)) == list(range(len(answered)))
