"""What keeps words from going out on a platform, each reason with its mend."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import posts
from outreach.platforms import PlatformName, measure_length
from outreach.posts import fitness

X, FACEBOOK, HANDOFF = PlatformName.X, PlatformName.FACEBOOK, PlatformName.HANDOFF
PLAIN = posts.Content(
    agency_id=1,
    campaign_id=None,
    post_id=1,
    story_id=None,
    platform=X,
    language="en",
    text="Officers and neighbors met on Saturday.",
    link=None,
    asset_id=None,
    asset_sha256=None,
    alt="",
    poll_options=(),
    poll_minutes=0,
    authors=frozenset({1}),
)
POLL = replace(PLAIN, poll_options=("The library", "The park"), poll_minutes=1_440)


def told(content: posts.Content) -> str:
    return "\n".join(map(str, fitness.faults_in(content)))


def test_plain_words_may_leave() -> None:
    for platform in posts.WRITABLE:
        assert told(replace(PLAIN, platform=platform)) == ""


def test_words_too_long_for_one_platform_are_fit_for_the_other() -> None:
    long = replace(PLAIN, text="x" * 300)
    assert told(long) == (
        "X: 300 of 280 characters, 20 too many. "
        "Shorten these words; the other platforms keep theirs."
    )
    assert told(replace(long, platform=FACEBOOK)) == ""


@given(st.text(alphabet=st.characters(exclude_categories=["C"]), min_size=1))
def test_length_decides_as_the_platform_counts(text: str) -> None:
    for platform in (X, FACEBOOK):
        measure = measure_length(platform, text)
        said = told(replace(PLAIN, platform=platform, text=text))
        assert ("too many" in said) is (measure.length > measure.limit)


def test_a_platform_without_posting_is_named() -> None:
    assert told(replace(PLAIN, platform=PlatformName.INSTAGRAM)).startswith("Instagram: is read")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": "  "}, "there are no words"),
        ({"text": "See you at {{ event_place }}."}, "still hold “{{ event_place }}”"),
        ({"text": "See you }} there"}, "still hold “}}”"),
        ({"text": "Now {% if x %}"}, "still hold “{% if x %}”"),
        ({"text": "a\x00b"}, "the hidden character U+0000"),
        ({"text": "abc\u202edef"}, "the hidden character U+202E"),
        ({"asset_id": 1}, "the picture has no description in “en”"),
        ({"asset_id": 1, "alt": "x" * 1_001}, "1,001 of 1,000 characters, 1 too many"),
        ({"asset_id": 1, "alt": "A card. {{ line }}"}, "description still hold “{{ line }}”"),
        ({"link": "https://example.org"}, "Put the link into the words"),
        ({"link": "example.org", "platform": FACEBOOK}, "is not a web address"),
        (
            {"link": "https://a.org", "platform": FACEBOOK, "asset_id": 1, "alt": "A card"},
            "either a picture or the card of a link",
        ),
    ],
)
def test_it_names_what_is_not_fit(change: dict[str, object], sentence: str) -> None:
    assert sentence in told(replace(PLAIN, **change))


def test_a_picture_by_hand_needs_its_description_too() -> None:
    assert "no description" in told(replace(PLAIN, platform=HANDOFF, asset_id=1))
    assert told(replace(PLAIN, platform=HANDOFF, asset_id=1, alt="A card.")) == ""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"platform": FACEBOOK}, "Facebook: it takes no polls."),
        ({"poll_options": ("One",)}, "the poll has 1 answers. Give 2 to 4."),
        ({"poll_options": ("1", "2", "3", "4", "5")}, "the poll has 5 answers"),
        ({"poll_options": ("The library", "x" * 26)}, "has 26 of 25 characters, 1 too many"),
        ({"poll_options": ("The library", " ")}, "one of the poll's answers is empty"),
        ({"poll_options": ("Park", "park")}, "two of the poll's answers are the same"),
        ({"poll_minutes": 4}, "open 4 minutes. Give 5 minutes to 7 days"),
        ({"poll_minutes": 10_081}, "open 10,081 minutes"),
        ({"asset_id": 1, "alt": "A card"}, "a poll and a picture cannot go together"),
    ],
)
def test_it_names_what_is_wrong_with_a_poll(change: dict[str, object], sentence: str) -> None:
    assert told(POLL) == ""
    assert sentence in told(replace(POLL, **change))


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Other words."},
        {"link": "https://example.org"},
        {"asset_sha256": "0" * 64},
        {"alt": "A card."},
        {"poll_options": ("a", "b")},
        {"poll_minutes": 60},
        {"language": "es"},
        {"platform": FACEBOOK},
    ],
)
def test_the_digest_changes_with_anything_people_would_see(change: dict[str, object]) -> None:
    assert posts.content_digest(replace(PLAIN, **change)) != posts.content_digest(PLAIN)


def test_the_digest_is_the_words_not_their_authors() -> None:
    other = replace(PLAIN, authors=frozenset({2, 3}), campaign_id=4)
    assert posts.content_digest(other) == posts.content_digest(PLAIN)
