"""Splits a hashtag into its words, to give each a capital."""

from collections.abc import Set
from functools import lru_cache

from outreach.review.checks.packs import Packs

_LONGEST_TAG, _LONGEST_WORD = 60, 16


def with_capitals(tag: str, packs: Packs, own: Set[str]) -> str:
    """The tag with a capital for each word; empty when it needs none or its words are not known."""
    small = tag.lower()
    if tag[1:] != small[1:] or not tag.isalpha() or len(tag) > _LONGEST_TAG:
        return ""
    words = packs.values("hashtag_words")
    own_words = frozenset(word.lower() for word in own)
    if small in words or small in own_words:
        return ""
    parts = _split(small, words | own_words)
    return "".join(part.capitalize() for part in parts) if len(parts) > 1 else ""


@lru_cache(maxsize=512)
def _split(text: str, words: frozenset[str]) -> tuple[str, ...]:
    """The fewest known words that make up a text; none when there is no such way."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(text)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end):
            head = best[start]
            if head is None or text[start:end] not in words:
                continue
            held = best[end]
            if held is None or len(head) + 1 < len(held):
                best[end] = (*head, text[start:end])
    return best[-1] or ()
