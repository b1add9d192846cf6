"""Which way words run, and the characters that nobody sees.

A handle, an address, a number or a name in Latin letters breaks up inside Arabic or Hebrew unless
it is isolated (Unicode bidirectional algorithm, UAX 9, section 2.4). The marks leave with the words
and are counted with them.
"""

import re

#: Languages written from right to left, by the first part of their code.
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

FIRST_STRONG, POP = "\u2068", "\u2069"
OPENING = "\u2066\u2067\u2068"
#: Characters that force a direction; they can make a text read as something else.
OVERRIDES = "\u202d\u202e"

_MARKS = re.compile(f"[{OPENING}{POP}]")
#: Unicode's control characters but for the tab and the line end, and what should not be in a text.
_HIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{OVERRIDES}\ufffe\ufeff\uffff]")
_LETTER = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_WORD = rf"[{_LETTER}][{_LETTER}0-9]*"
_NUMBER = r"[+$€£]?[0-9](?:[0-9.,:/–-]*[0-9])?%?"
_PHONE = r"[+(][0-9][0-9 ().–-]{4,22}[0-9]"
_RUNS = re.compile(
    "|".join(
        (
            rf"(?P<kept>[{OPENING}][^{OPENING}{POP}]*{POP})",
            rf"(?:https?://|www\.)[^\s{OPENING}{POP}]*[\w/=&%#]",
            r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}",
            r"[@#＠＃]\w+",
            _PHONE,
            rf"(?:{_NUMBER} )?{_WORD}(?:[ ,.&/'’:–-]{{1,2}}(?:{_WORD}|{_NUMBER}))*",
            _NUMBER,
        )
    )
)


def right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    return language.partition("-")[0].lower() in RIGHT_TO_LEFT


def isolated(text: str, language: str) -> str:
    """The text with each run of the other direction isolated. Done twice, it changes nothing."""
    return _RUNS.sub(_apart, text) if right_to_left(language) else text


def balanced(text: str) -> bool:
    """Whether each isolate that is opened is closed, and the other way round."""
    depth = 0
    for mark in _MARKS.findall(text):
        depth += 1 if mark in OPENING else -1
        if depth < 0:
            return False
    return depth == 0


def hidden_in(text: str) -> tuple[str, ...]:
    """Characters that must never leave: controls, overrides of direction, what X calls invalid."""
    return tuple(sorted(set(_HIDDEN.findall(text))))


def _apart(run: re.Match[str]) -> str:
    return run.group() if run["kept"] else f"{FIRST_STRONG}{run.group()}{POP}"
