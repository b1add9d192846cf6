"""Finds words written all in capitals, and tells them from short forms such as NAACP."""

from collections.abc import Collection

from outreach.review.checks.findings import Span
from outreach.review.checks.text import Read, Token


def shouted(read: Read, known: Collection[str]) -> list[Span]:
    """Runs of two or more such words; single ones too when a text has three. `known` are capitals
    that are no shouting.
    """
    loud = {token for token in read.capitals if read.text[token.start : token.end] not in known}
    if not loud:
        return []
    runs: list[list[Token]] = [[]]
    for token in read.tokens:
        if token in loud:
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    words = [token for token in loud if token.end - token.start > 2]
    least = 1 if len(words) > 2 else 2
    return [
        (run[0].start, run[-1].end)
        for run in runs
        if len(run) >= least and any(token.end - token.start > 3 for token in run)
    ]
