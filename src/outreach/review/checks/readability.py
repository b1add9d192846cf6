"""How many years of school a text asks for: the Flesch-Kincaid grade, worked out here."""

import re

from outreach.review.checks.text import Read, Token

_VOWELS = re.compile(r"[aeiouy]{1,9}")
#: A name counts as a word of this many syllables, so that names do not make a text hard.
_NAME = 2


def grade(read: Read) -> float:
    """The grade of an English text."""
    starts = {_first(read, span) for span in read.sentences}
    counted = sum(_syllables(read, token, starts) for token in read.tokens)
    words = len(read.tokens)
    return 0.39 * words / max(1, len(read.sentences)) + 11.8 * counted / max(1, words) - 15.59


def _first(read: Read, span: tuple[int, int]) -> int:
    """Where the first letter of a sentence stands."""
    return next((at for at in range(*span) if read.text[at].isalnum()), span[0])


def _syllables(read: Read, token: Token, starts: set[int]) -> int:
    if read.text[token.start].isupper() and token.start not in starts:
        return min(_NAME, syllables(token.word))
    return syllables(token.word)


def syllables(word: str) -> int:
    """An English word's syllables, by its groups of vowels."""
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ie"))
    ending = word.endswith("ed") and not word.endswith(("ted", "ded"))
    return max(1, groups - int(silent or ending))
