"""A post read back is the same post, whatever platforms do to spaces and links."""

import html
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.platforms.sameness import folded, same_words
from outreach.platforms.x_answers import Entities, Link, Post, words_of

ADDRESSES = st.from_regex(r"[a-z]{2,8}\.(com|gov|us)(/[a-z]{1,6}){0,2}", fullmatch=True)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = folded(text)
    assert unicodedata.normalize("NFC", once).split() == once.split()


@given(st.lists(st.text(min_size=1), max_size=6))
def test_white_space_tells_no_posts_apart(words: list[str]) -> None:
    assert same_words(" ".join(words), "\n\t ".join(words))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), ADDRESSES)
def test_xs_links_and_escapes_are_undone(words: str, address: str) -> None:
    sent = f"{words} {address}"
    short = "https://t.co/Abc1234567"
    link = Link(url=short, expanded_url=f"http://{address}")
    post = Post(id="1", text=f"{html.escape(words)} {short}", entities=Entities(urls=[link]))
    assert same_words(sent, words_of(post))


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("Coffee at nine.", "Coffee at ten."),
        ("Coffee", "coffee"),
        ("Come: city.gov/a", "Come: city.gov/b"),
        ("Two words", "Twowords"),
    ],
)
def test_other_words_are_another_post(sent: str, read: str) -> None:
    assert not same_words(sent, read)
