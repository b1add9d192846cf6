"""Finds the words and phrases of all word lists in one walk over a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from outreach.review.checks.findings import Span
from outreach.review.checks.spans import Spans
from outreach.review.checks.text import Token

#: What may stand between two words of one phrase.
_JOINERS = frozenset(" -_%‐‑\u00a0\n\t")
#: Stands for any number in a phrase.
NUMBER = "<n>"
#: What a phrase may be made of: words, and signs that may join them.
PHRASE = re.compile(r"(?:[^\W_]|['’]|<n>|[ -](?=\S)){1,120}")


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that mean one thing to one rule, and phrases in which they do not mean it."""

    name: str
    language: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    #: Better words by the word they replace.
    instead: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """One word or phrase of a list, where it stands in a text."""

    phrase: str
    span: Span
    #: Better words; empty when the list names none.
    instead: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    phrase: str
    list_name: str
    stands: bool
    instead: str = ""


class Phrases:
    """Word lists, made ready for looking up: a word of a text costs two steps, however many lists
    there are.
    """

    def __init__(self, lists: Iterable[WordList]) -> None:
        #: Phrases by their first two words, or by their only one.
        self._by_opening: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
        for each in lists:
            for phrase in each.words:
                self._add(phrase, each, stands=True)
            for phrase in each.unless:
                self._add(phrase, each, stands=False)

    def _add(self, phrase: str, of: WordList, *, stands: bool) -> None:
        words = tuple(phrase.lower().replace("-", " ").replace("’", "'").split())
        entry = _Entry(words, phrase, of.name, stands, of.instead.get(phrase, ""))
        self._by_opening[words[:2]].append(entry)

    def find(self, text: str, tokens: tuple[Token, ...]) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """Each list that has hits, and its hits in the order of the text; of those that overlap,
        the longest. A phrase of `unless` takes away the hits it touches.
        """
        found: dict[str, list[tuple[_Entry, Span]]] = defaultdict(list)
        known = self._by_opening
        for at, opening in _openings(tokens):
            for entry in known.get(opening, ()):
                end = _end(entry.words, text, tokens, at)
                if end:
                    found[entry.list_name].append((entry, (tokens[at].start, end)))
        for name, places in found.items():
            if kept := _kept(places):
                yield name, kept


def _openings(tokens: tuple[Token, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """How a phrase may begin at each word: with it alone, or with it and the next."""
    last = len(tokens) - 1
    for at, token in enumerate(tokens):
        firsts = (token.word, NUMBER) if token.word.isdigit() else (token.word,)
        for first in firsts:
            yield at, (first,)
            if at < last:
                second = tokens[at + 1].word
                yield at, (first, second)
                if second.isdigit():
                    yield at, (first, NUMBER)


def _end(words: tuple[str, ...], text: str, tokens: tuple[Token, ...], at: int) -> int:
    """Where the phrase ends when it stands at token `at`; 0 when it does not."""
    if at + len(words) > len(tokens):
        return 0
    end = tokens[at].end
    for word, token in zip(words[1:], tokens[at + 1 : at + len(words)], strict=True):
        if token.word != word and not (word == NUMBER and token.word.isdigit()):
            return 0
        between = text[end : token.start]
        if len(between) > 3 or not _JOINERS.issuperset(between):
            return 0
        end = token.end
    return end


def _kept(places: list[tuple[_Entry, Span]]) -> tuple[Hit, ...]:
    """Hits less those that `unless` touches and those inside a longer one."""
    covers = Spans(span for entry, span in places if not entry.stands)
    kept: list[Hit] = []
    places.sort(key=lambda place: (place[1][0], -place[1][1]))
    for entry, span in places:
        inside = kept and span[0] < kept[-1].span[1]
        if entry.stands and not inside and not covers.touch(span):
            kept.append(Hit(entry.phrase, span, entry.instead))
    return tuple(kept)
