"""How X weighs words and gives them back."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.practice.x.text import LINK, cashtags, shown, tidy, weight

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


def original(text: str, media_keys: tuple[str, ...] = ()) -> str:
    """The words as they were before X showed them."""
    told = shown(text, post_id="1", handle="pd", media_keys=media_keys)
    links = told.entities.get("urls", [])
    back = told.text
    for link in reversed(links):
        start, end = link["start"], link["end"]
        assert told.text[start:end] == link["url"]
        if "media_key" in link:
            back = back.removesuffix(link["url"]).rstrip(" ")
        else:
            back = back[:start] + html.escape(link["expanded_url"], quote=False) + back[end:]
    return html.unescape(back)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", 0),
        ("Plain words", 11),
        ("日本", 4),
        ("👮", 2),
        ("🧑🏽‍🤝‍🧑🏻", 2),
        ("🇺🇸", 2),
        ("1️⃣", 2),
        ("❤️", 2),
        ("©", 1),
        ("é", 1),
        ("https://example.org/a/very/long/path?with=words", LINK),
        ("See example.org now", 4 + LINK + 4),
    ],
)
def test_the_weight_is_as_x_counts(text: str, counted: int) -> None:
    assert weight(text) == counted


def test_links_keep_their_whole_address() -> None:
    told = shown("See www.example.org/" + "a" * 40, post_id="1", handle="pd")
    (link,) = told.entities["urls"]
    assert link["expanded_url"] == "http://www.example.org/" + "a" * 40
    assert link["display_url"] == ("example.org/" + "a" * 40)[:26] + "…"


def test_tags_and_names_are_marked_where_they_stand() -> None:
    told = shown("A & B #Good @MapleFallsPD", post_id="1", handle="pd")
    for kind, sign, name in (("hashtags", "#", "tag"), ("mentions", "@", "username")):
        (mark,) = told.entities[kind]
        assert told.text[mark["start"] : mark["end"]] == sign + mark[name]


def test_every_picture_is_marked_on_one_link() -> None:
    told = shown("Two", post_id="1", handle="pd", media_keys=("3_7", "3_8"))
    assert [link["media_key"] for link in told.entities["urls"]] == ["3_7", "3_8"]
    assert len({link["url"] for link in told.entities["urls"]}) == 1


def test_cashtags_are_counted() -> None:
    assert cashtags("Cost: $5, not $ABC or ($DEF) but $GHI.") == 2


@given(words)
def test_words_can_always_be_read_back(text: str) -> None:
    plain = tidy(text)
    if "://" in plain or "." not in plain:
        assert original(plain) == plain


@given(words, st.integers(1, 4))
def test_pictures_never_change_the_words(text: str, count: int) -> None:
    plain = tidy(text).replace(".", "")
    keys = tuple(f"3_{number}" for number in range(count))
    assert original(plain, keys) == plain


@given(words)
def test_tidy_words_stay_as_they_are(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert "\r" not in tidy(text)


@given(words, words)
def test_the_weight_lies_between_one_and_two_for_each_letter(one: str, other: str) -> None:
    text = (one + other).replace(".", "")
    assert weight(text) <= 2 * len(text)
    assert weight(text + " a") == weight(text) + 2 or text.endswith("$")
