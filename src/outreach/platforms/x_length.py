"""X's weighted length. Importing this compiles twitter-text's patterns, which takes a second."""

import re
from collections.abc import Iterator

from twitter_text.regexp.extract_url import extract_url
from twitter_text.regexp.invalid_url_without_protocol_preceding_chars import (
    invalid_url_without_protocol_preceding_chars as no_link_after,
)
from twitter_text.regexp.valid_ascii_domain import valid_ascii_domain
from twitter_text.regexp.valid_tco_url import valid_tco_url

from outreach.platforms.x_emoji import ONE_EMOJI

X_LINK = 23
X_SHORT_CODE = 40

#: twitter-text's configuration v3: code points in these ranges weigh 1, every other weighs 2.
X_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_HEAVY = re.compile(f"[^{''.join(f'{chr(first)}-{chr(last)}' for first, last in X_LIGHT)}]+")


def weigh(text: str) -> int:
    """X's weighted length: links first, then emoji in what is left, then code points by range."""
    total = at = 0
    for start, end in _links(text):
        total += _weigh_words(text[at:start]) + X_LINK
        at = end
    return total + _weigh_words(text[at:])


def _links(text: str) -> Iterator[tuple[int, int]]:
    """Where the links stand, by twitter-text's patterns.

    Not by twitter-text-parser's own function: it drops a bare address that is glued to a long or
    right-to-left word, as Chinese, Arabic and Hebrew write it, and X counts those as links.
    """
    if "." not in text:  # no domain, so no link: the patterns would search long for nothing
        return
    for match in extract_url.finditer(text):
        _, before, url, scheme, domain, _, path, _ = match.groups()
        start, end = match.end() - len(url), match.end()
        if scheme:
            yield from _with_scheme(url, start, end)
        elif not no_link_after.match(before):
            yield from _bare(domain, start, end if path else None)


def _with_scheme(url: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """An address with http. One of X's own short links ends where its code ends."""
    short = valid_tco_url.search(url)
    if short is None:
        yield start, end
    elif len(short.group(1) or "") <= X_SHORT_CODE:
        yield start, start + len(short.group(0))


def _bare(domain: str, start: int, path_ends: int | None) -> Iterator[tuple[int, int]]:
    """An address without http: only what is plain ASCII in it; the last takes the path along."""
    spans = [
        (start + one.start(), start + one.end()) for one in valid_ascii_domain.finditer(domain)
    ]
    yield from spans[:-1]
    if spans:
        yield spans[-1][0], path_ends or spans[-1][1]


def _weigh_words(words: str) -> int:
    bare, emoji = ONE_EMOJI.subn("", words)
    return 2 * emoji + len(bare) + sum(map(len, _HEAVY.findall(bare)))
