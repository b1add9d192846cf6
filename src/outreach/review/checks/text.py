"""Words as a rule reads them: tokens with their places, sentences, quotations, tags, addresses."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from outreach.review.checks.findings import Flag, Override, Severity, Span
from outreach.review.checks.spans import Spans
from outreach.review.checks.surfaces import Surface, SurfaceKind

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: The words inside #CoffeeWithACop, IMG_taxCheats2 and the like.
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
#: How far a word reaches in a text that never ends a sentence.
_NEARBY = 100
_ROMAN = re.compile(r"[IVXLC]{1,6}")
_DIGIT = re.compile(r"\d")
_TAG = re.compile(r"(?<![\w&/])[#＃](\w{1,200})")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{1,2000}", re.IGNORECASE)
_STOP = re.compile(r"[.!?…。！？]{1,5}[\"”’»)\]]{0,3}(?=\s)|[。！？]|\n")
_QUOTE = re.compile(r"“[^“”]{1,600}”|«[^«»]{1,600}»|\"[^\"\n]{1,600}\"")
#: Words whose full stop ends no sentence.
_SHORT = frozenset(
    [
        "a.m",
        "p.m",
        "st",
        "dr",
        "mr",
        "mrs",
        "ms",
        "sgt",
        "lt",
        "det",
        "cpl",
        "ofc",
        "capt",
        "gov",
        "rev",
        "no",
        "vs",
        "jr",
        "sr",
        "ave",
        "blvd",
        "rd",
        "u.s",
        "e.g",
        "i.e",
        "sr",
        "sra",
        "dña",
        "av",
        "gral",
        "ud",
        "uds",
    ]
)
#: Kinds in which words run together without spaces.
_RUN_TOGETHER = frozenset({SurfaceKind.HASHTAG, SurfaceKind.FILE_NAME})


class Token(NamedTuple):
    """One word, in small letters and with straight apostrophes, and where it stands."""

    word: str
    start: int
    end: int


def tokens(text: str, *, humps: bool = False) -> tuple[Token, ...]:
    """Every word of a text; with `humps`, words that run together by capitals are parted."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if humps or (start and text[start - 1] in "#＃"):
            found += [_token(text, *hump.span()) for hump in _HUMP.finditer(text, start, end)]
        else:
            found.append(_token(text, start, end))
    return tuple(found)


def _token(text: str, start: int, end: int) -> Token:
    return Token(text[start:end].lower().replace("’", "'"), start, end)


class Read:
    """One surface, read once for all rules."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.text = surface.text

    @property
    def kind(self) -> SurfaceKind:
        return self.surface.kind

    @property
    def language(self) -> str:
        """The language without its region: es for es-MX."""
        return self.surface.language.partition("-")[0].lower()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokens(self.text, humps=self.kind in _RUN_TOGETHER)

    @cached_property
    def capitals(self) -> frozenset[Token]:
        """Words of letters that are written in capitals throughout; Roman numbers are none."""
        return frozenset(
            token
            for token in self.tokens
            if token.end - token.start > 1
            and self.text[token.start].isupper()
            and (word := self.text[token.start : token.end]).isupper()
            and word.isalpha()
            and not _ROMAN.fullmatch(word)
            and not self.tagged((token.start, token.end))
        )

    @cached_property
    def digits(self) -> bool:
        """Whether there is any digit: most rules about numbers can stop here."""
        return _DIGIT.search(self.text) is not None

    @cached_property
    def tags(self) -> tuple[tuple[str, Span], ...]:
        """Hashtags without their sign."""
        if self.kind is SurfaceKind.HASHTAG:
            word = self.text.strip().lstrip("#＃")
            start = self.text.find(word)
            return ((word, (start, start + len(word))),) if word else ()
        if "#" not in self.text and "＃" not in self.text:
            return ()
        return tuple((found[1], found.span(1)) for found in _TAG.finditer(self.text))

    @cached_property
    def urls(self) -> tuple[tuple[str, Span], ...]:
        """Addresses as written, without the punctuation of the sentence around them."""
        if "://" not in self.text and "www." not in self.text.lower():
            return ()
        found = []
        for match in _URL.finditer(self.text):
            url = match[0].rstrip(".,;:!?)]}’”'")
            found.append((url, (match.start(), match.start() + len(url))))
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        ends = [stop.end() for stop in _STOP.finditer(self.text) if not self._short(stop.start())]
        places = sorted({0, *ends, len(self.text)})
        return tuple(
            (start, end) for start, end in pairwise(places) if self.text[start:end].strip()
        )

    def _short(self, stop: int) -> bool:
        """Whether the full stop at `stop` belongs to a short form such as “p.m.”."""
        if self.text[stop] != ".":
            return False
        return self.text[max(0, stop - 5) : stop].split(" ")[-1].lower().strip("(") in _SHORT

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        return tuple(match.span() for match in _QUOTE.finditer(self.text))

    def said(self, span: Span) -> str:
        """The words at a place, as they are written, in quotation marks; cut when they are long."""
        words = " ".join(self.text[slice(*span)].split())
        return f"“{words if len(words) <= 60 else words[:59] + '…'}”"

    def flag(
        self,
        span: Span | None,
        message: str,
        fix: str,
        *,
        severity: Severity | None = None,
        replacement: str | None = None,
        override: Override | None = None,
    ) -> Flag:
        """A finding about a place of this surface."""
        return Flag(message, fix, self.surface, span, severity, replacement, override)

    def quoted(self, span: Span) -> bool:
        """Whether it stands in quotation marks."""
        return self._quoted.hold(span)

    def sentence(self, span: Span) -> str:
        """The words of the sentence around a place; of an endless one, those nearby."""
        at = self.sentence_number(span)
        start, end = self.sentences[at] if at >= 0 else (0, len(self.text))
        return self.text[max(start, span[0] - _NEARBY) : min(end, span[1] + _NEARBY)]

    def sentence_number(self, span: Span) -> int:
        """Which sentence a place begins in."""
        return bisect_right(self._sentence_starts, span[0]) - 1

    def tagged(self, span: Span) -> bool:
        """Whether it stands in a hashtag."""
        return self._tagged.hold(span)

    def in_address(self, span: Span) -> bool:
        """Whether it stands in an address."""
        return self._addresses.hold(span)

    @cached_property
    def _quoted(self) -> Spans:
        return Spans(self.quotations)

    @cached_property
    def _tagged(self) -> Spans:
        return Spans(span for _, span in self.tags)

    @cached_property
    def _addresses(self) -> Spans:
        return Spans(span for _, span in self.urls)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def names(self, name: str) -> Span | None:
        """Where a name stands as whole words, whatever its case; None when it does not."""
        return find_name(self.text, name)


def find_name(text: str, name: str) -> Span | None:
    """Where a name stands in a text as whole words."""
    wanted, low = name.strip().lower(), text.lower()
    if not wanted or len(low) != len(text):
        wanted, low = name.strip(), text
    at = low.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        before, after = low[at - 1 : at] if at else "", low[end : end + 1]
        if not (before.isalnum() or after.isalnum()):
            return at, end
        at = low.find(wanted, at + 1)
    return None
