"""From facts to a draft for each platform, or the exact reason why there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import posts
from outreach.platforms import PlatformName, measure_length
from outreach.posts import templates
from outreach.posts.credit import Credit

BODY = """{{ agency }}: {{ outcome }} {{ caveat }}
{% optional 2 %}

{{ lead }}
{% endoptional %}
{% optional 1 %}

{{ partners }}
{% endoptional %}
"""
X, FACEBOOK = PlatformName.X, PlatformName.FACEBOOK
FACTS = {"agency": "A police department", "outcome": "Calls fell.", "caveat": "Crime did not."}


def a_template(language: str = "en") -> posts.Template:
    names = {"agency": False, "outcome": False, "caveat": True, "lead": True, "partners": True}
    return posts.Template(
        key="outcome/a",
        kind=posts.PostType.OUTCOME,
        title="A",
        tier=posts.Tier.AGENCIES,
        language=language,
        platforms=(X, FACEBOOK),
        blanks=tuple(posts.Blank(name, f"The {name}.", name, e) for name, e in names.items()),
        body=BODY,
        ranks=2,
    )


def composed(**facts: str) -> dict[PlatformName, posts.Draft | posts.NoDraft]:
    source = posts.Source("en", FACTS | facts)
    return {draft.platform: draft for draft in posts.compose(a_template(), source, {})}


def test_each_platform_gets_the_fullest_words_that_fit() -> None:
    partners = "Neighbors and more. " * 15
    drafts = posts.compose(
        a_template(), posts.Source("en", FACTS | {"partners": partners}), {"lead": "Come along."}
    )
    x, facebook = drafts
    assert isinstance(x, posts.Draft) and isinstance(facebook, posts.Draft)
    assert (x.left_out, facebook.left_out) == (1, 0)
    assert x.text == "A police department: Calls fell. Crime did not.\n\nCome along."
    assert partners.strip() in facebook.text


#: Anything but what may never leave, which is refused by name.
WORDS = st.text(st.characters(exclude_categories=["C"]), max_size=400)


@given(lead=WORDS, partners=WORDS)
def test_no_sentence_is_ever_cut(lead: str, partners: str) -> None:
    """Whatever fits is one of the template's whole forms, letter by letter."""
    values = FACTS | {"partners": partners}
    forms = {
        templates.fill(a_template(), values | {"lead": lead}, without=rank) for rank in range(3)
    }
    for draft in posts.compose(a_template(), posts.Source("en", values), {"lead": lead}):
        assert isinstance(draft, posts.Draft)
        assert draft.text in forms and draft.measure.fits
        assert "Calls fell. Crime did not." in draft.text


def test_too_long_for_one_platform_says_which_and_by_how_many() -> None:
    drafts = composed(outcome="x" * 300)
    assert isinstance(drafts[FACEBOOK], posts.Draft)
    refused = drafts[X]
    assert isinstance(refused, posts.NoDraft)
    length = measure_length(X, f"A police department: {'x' * 300} Crime did not.").length
    assert refused.over == length - 280
    assert refused.reason.startswith(f"X: {length} of 280 characters, {refused.over} too many.")


def test_a_blank_without_words_is_named_with_its_meaning() -> None:
    source = posts.Source("en", {"agency": "A police department"})
    reasons = {draft.reason for draft in posts.compose(a_template(), source, {})}
    assert reasons == {"There are no words for: outcome (The outcome)."}


def test_nobody_rewrites_a_story_by_filling_a_blank() -> None:
    """Facts stand before typed words, and a fact the story lacks cannot be typed in."""
    x, _ = posts.compose(a_template(), posts.Source("en", FACTS), {"outcome": "Crime vanished."})
    assert isinstance(x, posts.Draft) and "vanished" not in x.text
    without = posts.Source("en", {"agency": "A police department"})
    x, _ = posts.compose(a_template(), without, {"outcome": "Crime vanished."})
    assert isinstance(x, posts.NoDraft)


def test_languages_are_not_mixed() -> None:
    x, _ = posts.compose(a_template("es"), posts.Source("en", FACTS), {})
    assert isinstance(x, posts.NoDraft)
    assert "written in “es” and the story in “en”" in x.reason


def test_what_speaks_against_every_form_is_the_reason() -> None:
    source = posts.Source(
        "en", FACTS, lambda text: "Say who helped." if "Pat" not in text else None
    )
    x, _ = posts.compose(a_template(), source, {})
    assert isinstance(x, posts.NoDraft) and x.reason == "Say who helped."
    x, _ = posts.compose(a_template(), source, {"lead": "With Pat."})
    assert isinstance(x, posts.Draft)


CREDIT = Credit("Palm Beach County Sheriff's Office", "Lake Worth", ("Florida", "FL"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("From the Palm Beach County Sheriff's Office in Lake Worth, Florida: hello.", True),
        ("From the Palm Beach County Sheriff’s Office in Lake Worth, FL. Hello.", True),
        ("Hello. From the Palm Beach County Sheriff's Office in Lake Worth, Florida.", False),
        ("From the Palm Beach County Sheriff's Office in Florida.", False),
        ("From the Palm Beach County Sheriff's Office in Lake Worth.", False),
        ("A sheriff in Lake Worth, Florida.", False),
        ("From the Palm Beach County Sheriff's Office\nin Lake Worth, Florida", False),
        ("", False),
    ],
)
def test_the_first_sentence_names_the_other_agency_and_its_place(text: str, named: bool) -> None:
    assert posts.names_first(text, CREDIT) is named


def test_a_stop_inside_a_name_does_not_end_the_sentence() -> None:
    credit = Credit("St. Paul Police Dept.", "St. Paul", ("Minnesota", "MN"))
    assert posts.names_first("From the St. Paul Police Dept. in St. Paul, Minnesota.", credit)


@pytest.mark.parametrize("code", ["{{ 7 * 7 }}", "{% if x %}", "}}"])
def test_a_blank_that_holds_template_code_makes_no_draft(code: str) -> None:
    x, _ = posts.compose(a_template(), posts.Source("en", FACTS), {"lead": f"Come {code}"})
    assert isinstance(x, posts.NoDraft)
    assert x.reason == f"The words of “lead” still hold “{code}”. Fill it in or remove it."


def test_a_headline_of_400_characters_is_left_out_or_told() -> None:
    """What can be left out is; what cannot is told with how many are too many."""
    x, facebook = posts.compose(a_template(), posts.Source("en", FACTS), {"lead": "x" * 400})
    assert isinstance(x, posts.Draft) and "xx" not in x.text
    assert isinstance(facebook, posts.Draft) and "x" * 400 in facebook.text
    x, _ = posts.compose(a_template(), posts.Source("en", FACTS | {"agency": "x" * 400}), {})
    assert isinstance(x, posts.NoDraft) and x.over > 100


def test_an_emoji_run_is_counted_as_the_platform_counts_it() -> None:
    run = "👮🏽‍♀️" * 200
    x, facebook = posts.compose(a_template(), posts.Source("en", FACTS), {"lead": run})
    assert isinstance(x, posts.Draft) and run not in x.text
    assert isinstance(facebook, posts.Draft) and run in facebook.text
    assert facebook.measure == measure_length(FACEBOOK, facebook.text)
