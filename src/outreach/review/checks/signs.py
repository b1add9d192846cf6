"""Emoji, letters in disguise, hidden characters and the controls of writing direction."""

import re
import unicodedata
from collections.abc import Iterator

from outreach.review.checks.findings import Span

#: Pictures and dingbats; flags are pairs, and a skin tone or a joiner makes no second emoji.
_PICTURE = "[\u2600-\u27bf\u2b1b\u2b1c\u2b50\u2b55\u231a\u231b\u23e9-\u23fa\U0001f300-\U0001faff]"
_ONE = f"{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]{{0,2}}"
EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[#*0-9]\ufe0f?\u20e3|{_ONE}(?:\u200d{_ONE}){{0,6}}"
    "[\U000e0020-\U000e007f]{0,8}"
)
_ANY_EMOJI = re.compile(f"{_PICTURE}|[\U0001f1e6-\U0001f1ff\u20e3]")
#: Letters drawn as something else: mathematical, circled, squared, full-width.
FANCY = re.compile(
    "[\U0001d400-\U0001d7ff\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]{2,}"
)
WIDE = re.compile("[\uff21-\uff3a\uff41-\uff5a]{2,}")
#: Characters that cannot be seen. Joiners are no tricks: Persian, Hindi and emoji need them.
HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u2060-\u2064\ufeff\u00ad]+"
)
STACKED = re.compile("[\u0300-\u036f]{4,}")
OVERRIDES = re.compile("[\u202d\u202e]")
_CONTROLS = re.compile("[\u202a-\u202c\u2066-\u2069]")
_OPENING, _CLOSING = {"\u202a", "\u202b"}, "\u202c"
_ISOLATING, _ENDING = {"\u2066", "\u2067", "\u2068"}, "\u2069"
RIGHT_TO_LEFT = frozenset({"ar", "he", "iw", "fa", "ur", "ps", "yi", "dv", "ckb", "sd", "ug"})


def emoji(text: str) -> tuple[Span, ...]:
    """Where each emoji stands."""
    if text.isascii() or not _ANY_EMOJI.search(text):
        return ()
    return tuple(found.span() for found in EMOJI.finditer(text))


def plain(text: str) -> str:
    """The ordinary letters behind letters in disguise."""
    return unicodedata.normalize("NFKC", text)


def balanced(text: str) -> bool:
    """Whether every direction that is opened is closed again."""
    if not _CONTROLS.search(text):
        return True
    depth = {"embedding": 0, "isolate": 0}
    for letter in text:
        kind = "isolate" if letter in _ISOLATING or letter == _ENDING else "embedding"
        if letter in _ISOLATING or letter in _OPENING:
            depth[kind] += 1
        elif letter in {_ENDING, _CLOSING}:
            depth[kind] -= 1
            if depth[kind] < 0:
                return False
    return not any(depth.values())


def isolated(text: str) -> Iterator[Span]:
    """Where text stands between an isolate and its end."""
    start, depth = 0, 0
    for at, letter in enumerate(text):
        if letter in _ISOLATING:
            start, depth = (at, 1) if depth == 0 else (start, depth + 1)
        elif letter == _ENDING and depth:
            depth -= 1
            if depth == 0:
                yield start, at + 1
