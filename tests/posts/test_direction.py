"""Words from right to left: what runs the other way is kept whole, and nothing hidden leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import posts
from outreach.platforms import PlatformName, measure_length
from outreach.posts import direction

MIXED = st.lists(
    st.sampled_from(
        ["مرحبا", "שלום", "@RivertonPD", "#WorkingTogether", "#العمل_معا", "https://a.org/x?y=1",
         "10-12", "555-0142", "42%", "Storm Lake, Iowa", "a@b.org", "\u2068x\u2069", "!", "،", "\n"]
    )
    | st.text(max_size=6),
    max_size=12,
).map(" ".join)  # fmt: skip


def shown(text: str) -> str:
    """The text with its isolates to be seen."""
    return text.replace(direction.FIRST_STRONG, "[").replace(direction.POP, "]")


@pytest.mark.parametrize(
    ("text", "kept_apart"),
    [
        ("تابعوا @RivertonPD اليوم", "تابعوا [@RivertonPD] اليوم"),
        ("#العمل_معا و #WorkingTogether", "[#العمل_معا] و [#WorkingTogether]"),
        ("انظر https://a.org/x?y=1.", "انظر [https://a.org/x?y=1]."),
        ("من 10:00 إلى 11:30", "من [10:00] إلى [11:30]"),
        ("اتصل: 555-0142!", "اتصل: [555-0142]!"),
        ("اتصل +1 (555) 010-0199 الآن", "اتصل [+1 (555) 010-0199] الآن"),
        ("שרטת Storm Lake, Iowa. שלום", "שרטת [Storm Lake, Iowa]. שלום"),
        ("بنسبة 42% في 2019", "بنسبة [42%] في [2019]"),
        ("كتب a.b@c.org لنا", "كتب [a.b@c.org] لنا"),
        ("١٠-١٢", "١٠-١٢"),
    ],
)
def test_each_run_of_the_other_direction_is_isolated(text: str, kept_apart: str) -> None:
    assert shown(direction.isolated(text, "ar")) == kept_apart


@given(MIXED)
def test_isolating_twice_is_isolating_once_and_loses_nothing(text: str) -> None:
    once = direction.isolated(text, "he")
    assert direction.isolated(once, "he") == once
    assert once.translate({0x2068: None, 0x2069: None}) == text.translate(
        {0x2068: None, 0x2069: None}
    )
    assert direction.balanced(once) or not direction.balanced(text)


@given(MIXED)
def test_words_from_left_to_right_stay_as_they_are(text: str) -> None:
    assert direction.isolated(text, "en") == text == direction.isolated(text, "es-MX")


def test_the_marks_are_counted() -> None:
    text = direction.isolated("مرحبا @RivertonPD", "ar")
    for platform in (PlatformName.X, PlatformName.FACEBOOK):
        with_marks, without = (
            measure_length(platform, each).length for each in (text, "مرحبا @RivertonPD")
        )
        assert with_marks > without


def test_a_draft_leaves_with_its_marks() -> None:
    template = posts.read_template(
        "poll/a.ar",
        "---\nkind: poll\ntitle: A\ntier: residents\nlanguage: ar\nplatforms: [x]\nblanks:\n"
        "  handle:\n    meaning: A handle.\n    example: '@RivertonPD'\n---\nتابعوا {{ handle }}\n",
    )
    (draft,) = posts.compose(template, posts.Source("ar", {}), {"handle": "@RivertonPD"})
    assert isinstance(draft, posts.Draft)
    assert shown(draft.text) == "تابعوا [@RivertonPD]"
    assert draft.measure == measure_length(PlatformName.X, draft.text)


@pytest.mark.parametrize("name", ["O'Neil \u202eleN'O", "\u202dO'Neil", "O'Neil\x00"])
def test_a_name_that_turns_the_direction_makes_no_draft(name: str) -> None:
    template = posts.read_template(
        "poll/a",
        "---\nkind: poll\ntitle: A\ntier: residents\nlanguage: en\nplatforms: [x]\nblanks:\n"
        "  name:\n    meaning: A name.\n    example: Ann\n---\nThank you, {{ name }}.\n",
    )
    (refused,) = posts.compose(template, posts.Source("en", {}), {"name": name})
    assert isinstance(refused, posts.NoDraft)
    assert refused.reason.startswith("The words of “name” hold the hidden character U+")
    (draft,) = posts.compose(template, posts.Source("en", {}), {"name": "O'Neil"})
    assert isinstance(draft, posts.Draft) and draft.text == "Thank you, O'Neil."
