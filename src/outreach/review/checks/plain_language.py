"""PLN: words that a person in a hurry understands. Hints on words and sentences, never a block."""

import re
from collections.abc import Iterator

from outreach.review.checks import readability
from outreach.review.checks.case import PROSE, Case
from outreach.review.checks.findings import Flag, Severity
from outreach.review.checks.registry import rule
from outreach.review.checks.shouting import shouted
from outreach.review.checks.spans import Spans
from outreach.review.checks.surfaces import SurfaceKind
from outreach.review.checks.text import Read, Token
from outreach.review.checks.wording import say_instead

WARN, NOTE = Severity.WARN, Severity.NOTE
_LEAST_WORDS, _GRADE = 100, 8.0
#: Spanish takes about a fifth more words for the same.
_LONGEST_SENTENCE = {"en": 25, "es": 30}
_MOST_TAGS = 3
_TEN_CODE = re.compile(r"(?<![\d:$#-])10-\d{1,2}(?![\d-])")
#: Signs that “10-4” is a time, a score or a span of ages.
_SPAN_OF_TIME = re.compile(
    r"\b(?:[ap]\.?m\.?|from|open|hours?|daily|mon|tue|wed|thu|fri|sat|sun|weekdays?|weekends?"
    r"|ages?|years?|grades?|won|win|lost|score|noon|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)",
    re.IGNORECASE,
)


@rule(
    "PLN-01",
    "A long text that asks for more than eight years of school",
    WARN,
    source="Iowa's plain language guide: grade 8 or below",
)
def grade(case: Case) -> Iterator[Flag]:
    """English texts of a hundred words and more: formulas mean nothing on shorter ones. Names do
    not count against a text.
    """
    for read in case.prose():
        if read.language == "en" and len(read.tokens) >= _LEAST_WORDS:
            level = readability.grade(read)
            if level > _GRADE:
                years = f"{level:.0f}" if level < 12 else "12 or more"
                yield read.flag(
                    None,
                    f"This reads like grade {years}; most people read grade 8 or below with ease.",
                    "Use shorter sentences and everyday words.",
                )


@rule(
    "PLN-02",
    "A long sentence, or one in which nobody acts",
    WARN,
    NOTE,
    source="Iowa's plain language guide; GSA accessibility toolkit",
    data=("be_forms", "participles"),
)
def sentences(case: Case) -> Iterator[Flag]:
    """Sentences of quotations pass: people's own words stay. The passive is a note."""
    participles = case.packs.values("participles")
    be_forms = case.packs.values("be_forms")
    for read in case.prose():
        most = _LONGEST_SENTENCE.get(read.language)
        if most is None:
            continue
        words = iter(read.tokens)
        token = next(words, None)
        for span in read.sentences:
            inside: list[Token] = []
            while token is not None and token.start < span[1]:
                inside.append(token)
                token = next(words, None)
            own = [each for each in inside if not read.quoted((each.start, each.end))]
            if len(own) > most:
                yield read.flag(
                    span,
                    f"This sentence has {len(own)} words.",
                    "Make two of it.",
                )
            passive = _passive(own, be_forms, participles) if read.language == "en" else None
            if passive:
                yield read.flag(
                    passive,
                    "It is not said who acts here.",
                    "Begin with the one who acts.",
                    severity=NOTE,
                )


def _passive(
    words: list[Token], be_forms: frozenset[str], participles: frozenset[str]
) -> tuple[int, int] | None:
    for at, token in enumerate(words[:-1]):
        if token.word in be_forms:
            after = words[at + 1]
            if after.word.endswith("ly") and at + 2 < len(words):
                after = words[at + 2]
            if after.word in participles:
                return token.start, after.end
    return None


@rule(
    "PLN-03",
    "Police talk, radio codes and short forms that nobody explained",
    WARN,
    source="GSA social media accessibility toolkit: spell out short forms",
    data=("jargon", "acronyms"),
)
def jargon(case: Case) -> Iterator[Flag]:
    """Short forms that residents know (NAACP, YMCA) are on a list, and the agency adds its own.
    “10-4” is let pass beside hours, days, ages and scores.
    """
    for read, hit in case.hits("jargon"):
        if read.kind in PROSE and not read.quoted(hit.span):
            otherwise = "Say it in everyday words."
            yield say_instead(read, hit, fault="is police talk.", otherwise=otherwise)
    known = case.packs.values("acronyms") | case.subject.house.acronyms
    for read in case.prose():
        if read.digits:
            for found in _TEN_CODE.finditer(read.text):
                if not _SPAN_OF_TIME.search(read.sentence(found.span())):
                    yield read.flag(
                        found.span(),
                        f"{read.said(found.span())} looks like a radio code.",
                        "Say what it means.",
                    )
        yield from _unexplained(read, known)


def _unexplained(read: Read, known: frozenset[str]) -> Iterator[Flag]:
    loud = Spans(shouted(read, known))
    told: set[str] = set()
    for token in sorted(read.capitals, key=lambda each: each.start):
        word = read.text[token.start : token.end]
        if len(word) > 6 or word in known or word in told:
            continue
        told.add(word)
        place = (token.start, token.end)
        if not (loud.hold(place) or read.in_address(place) or _explained(read.text, word)):
            yield read.flag(
                place,
                f"Not everybody knows what “{word}” stands for.",
                f"Write it out once: the full name ({word}).",
            )


def _explained(text: str, word: str) -> bool:
    return f"({word})" in text or f"{word} (" in text


@rule(
    "PLN-04",
    "Too many hashtags",
    WARN,
    source="GSA social media accessibility toolkit",
)
def many_tags(case: Case) -> Iterator[Flag]:
    """More than three, or as many as half of the words. The same tag twice counts once."""
    bodies = [read for read in case.reads if read.kind is SurfaceKind.BODY]
    kept = [read for read in case.reads if read.kind is SurfaceKind.HASHTAG]
    tags = {tag.lower() for read in (*bodies, *kept) for tag, _ in read.tags}
    words = sum(
        not read.tagged((token.start, token.end)) for read in bodies for token in read.tokens
    )
    surface = next((read.surface for read in bodies), None)
    if len(tags) > _MOST_TAGS or (bodies and len(tags) > 1 and len(tags) >= words):
        yield Flag(
            f"There are {len(tags)} hashtags.",
            "Keep the one or two that people follow.",
            surface,
        )
