"""What may stand in a template, and how its blanks are filled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import errors, posts
from outreach.platforms import PlatformName
from outreach.posts import templates


def a_template(body: str, *, ranks: int = 0, **may_be_empty: bool) -> posts.Template:
    return posts.Template(
        key="story/a-template",
        kind=posts.PostType.STORY,
        title="A template",
        tier=posts.Tier.AGENCIES,
        language="en",
        platforms=(PlatformName.X,),
        blanks=tuple(
            posts.Blank(name, f"The {name}.", name, empty) for name, empty in may_be_empty.items()
        ),
        body=body,
        ranks=ranks,
    )


def faults(body: str, *declared: str) -> str:
    found = templates.faults_in(body, frozenset(declared), where="a.md")
    return "\n".join(map(str, found))


def test_blanks_are_filled() -> None:
    template = a_template("{{ agency }} in {{ place }}.", agency=False, place=False)
    filled = posts.fill(template, {"agency": "Hayward Police", "place": "Hayward"})
    assert filled == "Hayward Police in Hayward."


def test_a_missing_blank_blocks_by_name() -> None:
    template = a_template("{{ agency }} {{ lead }}", agency=False, lead=True)
    assert [blank.name for blank in posts.missing(template, {"agency": "  "})] == ["agency"]
    with pytest.raises(errors.BadInput, match=r"agency: is empty. Give the agency."):
        posts.fill(template, {})


def test_a_blank_that_may_be_empty_leaves_no_gap() -> None:
    template = a_template("One.\n\n{% if lead %}\n{{ lead }}\n\n{% endif %}\nTwo.", lead=True)
    assert posts.fill(template, {}) == "One.\n\nTwo."
    assert posts.fill(template, {"lead": "Middle."}) == "One.\n\nMiddle.\n\nTwo."


def test_optional_parts_leave_by_rank_and_say_what_comes_instead() -> None:
    body = "A{% optional 1 %} B{% else %} b{% endoptional %}{% optional 2 %} C{% endoptional %}"
    template = a_template(body, ranks=templates.ranks_in(body))
    assert template.ranks == 2
    said = [posts.fill(template, {}, without=rank) for rank in range(3)]
    assert said == ["A B C", "A b C", "A b"]


def test_what_is_put_in_is_never_read_as_a_template() -> None:
    template = a_template("{{ lead }}", lead=False)
    assert posts.fill(template, {"lead": "{{ 7 * 7 }} {% if x %}"}) == "{{ 7 * 7 }} {% if x %}"


@given(st.text(min_size=1).map(str.strip).filter(lambda text: text.isprintable() and text != ""))
def test_any_printable_words_come_out_as_they_went_in(words: str) -> None:
    template = a_template("{{ lead }}", lead=False)
    assert posts.fill(template, {"lead": words}).split() == words.split()


def test_an_unknown_blank_is_named_with_those_there_are() -> None:
    assert faults("Hello {{ agensy }}", "agency") == (
        "a.md, line 1: uses the blank `agensy`, which is not declared. "
        "Declare `agensy` under blanks, or correct its spelling; declared are: agency."
    )


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("{{ ''.__class__ }}", "a dot after a value"),
        ("{{ a.__init__.__globals__ }}", "a dot after a value"),
        ("{{ a['__class__'] }}", "square brackets"),
        ("{{ a|attr('__class__') }}", "the filter `attr`"),
        ("{% for i in range(10**9) %}x{% endfor %}", "a loop"),
        ("{{ range(10**9) }}", "a call"),
        ("{{ 'x' * 10**9 }}", "which templates cannot do"),
        ("{{ 9**9**9**9 }}", "which templates cannot do"),
        ("{% set a = 1 %}", "`set`"),
        ("{% if a == 1 %}x{% endif %}", "a comparison"),
        ("{% if left_out < 9**9**9 %}x{% endif %}", "a comparison"),
        ("{% if left_out < 10 %}x{% endif %}", "a comparison"),
        ("{% if a %}" * 200 + "{% endif %}" * 200, "nested too deeply"),
        ("{% include 'secrets' %}", "include"),
        ("{% macro m() %}{% endmacro %}", "macro"),
        ("{% extends 'base' %}", "extends"),
        ("{{ a | sentence(1) }}", "the filter `sentence`"),
        ("{{ a is defined }}", "`is`"),
        ("{% optional 0 %}x{% endoptional %}", "a rank from 1 to 9"),
        ("{% optional a %}x{% endoptional %}", "cannot be read"),
        ("{{ a ", "cannot be read"),
        ("{% raw %}a", "cannot be read"),
        ("{{ " + "(" * 5000, "nested too deeply"),
        ("x" * 10_001, "longer than 10,000"),
    ],
)
def test_it_rejects_everything_but_words_blanks_and_parts(body: str, named: str) -> None:
    assert named in faults(body, "a")


def test_a_fault_is_placed_on_its_line_of_the_file() -> None:
    found = templates.faults_in("one\n{{ a.b }}", frozenset({"a"}), where="a.md", above=7)
    assert found[0].where == "a.md, line 9"


@pytest.mark.parametrize(
    ("words", "said"),
    [("Done", "Done."), ("Done.", "Done."), ("“Done!”", "“Done!”"), ("Really?", "Really?")],
)
def test_a_sentence_ends_once(words: str, said: str) -> None:
    template = a_template("{{ a | sentence }}", a=False)
    assert posts.fill(template, {"a": words}) == said


def test_a_name_in_capitals_keeps_them() -> None:
    template = a_template("So {{ a | uncapped }}", a=False)
    assert posts.fill(template, {"a": "Trained staff"}) == "So trained staff"
    assert posts.fill(template, {"a": "SMASH began"}) == "So SMASH began"


def test_a_value_too_long_is_refused_by_name() -> None:
    template = a_template("{{ a }}", a=False)
    with pytest.raises(errors.BadInput, match=r"a: has 5,001 characters; a blank takes 5,000"):
        posts.fill(template, {"a": "x" * 5_001})
