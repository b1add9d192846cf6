"""How a post comes across before anybody reacts: its language, and the draw of its form."""

import re

from outreach.practice.residents import Language

#: The commonest short words of each language that the other does not have.
_COMMON_ENGLISH = frozenset(
    ("the", "and", "of", "to", "with", "for", "our", "your", "is", "are", "at", "by", "from")
)
_COMMON_SPANISH = frozenset(
    ("el", "la", "los", "las", "de", "que", "y", "con", "para", "por", "una", "su", "en", "del")
)
_WORD = re.compile(r"[^\W\d_]+")
#: Neither a bare line nor a wall of words, in characters.
_EASY_TO_READ = range(60, 401)


def language_of(text: str) -> Language:
    """The language whose common words the text has more of; English when neither."""
    words = _WORD.findall(text.lower())
    english = sum(word in _COMMON_ENGLISH for word in words)
    spanish = sum(word in _COMMON_SPANISH for word in words)
    return Language.SPANISH if spanish > english else Language.ENGLISH


def appeal(text: str, *, has_media: bool, has_poll: bool) -> int:
    """From 0 to 3: a point each for a picture, a poll and an easy length."""
    return has_media + has_poll + (len(text) in _EASY_TO_READ)
