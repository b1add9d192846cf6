"""Finds words written all in capitals, and tells them from short forms such as NAACP."""

import re
from collections.abc import Collection

from outreach.review.checks.findings import Span
from outreach.review.checks.text import Read, Token

_ROMAN = re.compile(r"[IVXLC]{1,6}")


def is_capitals(text: str, token: Token) -> bool:
    """Whether a word of letters is written in capitals throughout."""
    word = text[token.start : token.end]
    return len(word) > 1 and word.isalpha() and word.isupper() and not _ROMAN.fullmatch(word)


def shouted(read: Read, known: Collection[str]) -> list[Span]:
    """Runs of two or more such words; single ones too when a text has three. `known` are capitals
    that are no shouting.
    """
    if not any(letter.isupper() for letter in read.text):
        return []
    runs: list[list[Token]] = [[]]
    for token in read.tokens:
        loud = is_capitals(read.text, token) and not read.tagged((token.start, token.end))
        if loud and read.text[token.start : token.end] not in known:
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    words = [token for run in runs for token in run if token.end - token.start > 2]
    least = 1 if len(words) > 2 else 2
    return [
        (run[0].start, run[-1].end)
        for run in runs
        if len(run) >= least and any(token.end - token.start > 3 for token in run)
    ]
