"""EQ: every language its own words, read by a person, in the right direction, on the right day."""

import re
from collections.abc import Iterator

from outreach.review.checks import signs
from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.registry import rule
from outreach.review.checks.spans import Spans
from outreach.review.checks.text import Read

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE
#: What is written from left to right inside Arabic or Hebrew: tags, handles, addresses, words.
_LEFT_TO_RIGHT = re.compile(r"[#@]?[A-Za-z][A-Za-z0-9@._:/?=&%#+-]{1,2000}")
_MARKS = "\u200e\u200f"


@rule(
    "EQ-01",
    "A language of the campaign's audience without words",
    WARN,
    source="SPI Collaboration Principles: tailor to people",
)
def languages(case: Case) -> Iterator[Flag]:
    for language in sorted(case.subject.campaign.languages - case.subject.campaign.variants):
        yield Flag(
            f"The campaign promises “{language}” to its audience, and this post has no such words.",
            "Have it translated, or tell the audience where else it is said.",
        )


@rule(
    "EQ-02",
    "A machine's translation that no person accepted",
    BLOCK,
    source="Language access practice after EO 14224",
    override=Override.NOBODY,
)
def machine_words(case: Case) -> Iterator[Flag]:
    """Where an origin other than a person is given, somebody has to accept the words."""
    made = case.subject.translation
    if made and made.origin != "human" and not made.accepted_by.strip():
        yield Flag(
            "A machine translated this, and nobody who speaks the language has accepted it.",
            "Ask a person who speaks it to read and accept it.",
        )


@rule(
    "EQ-03",
    "Writing from right to left that will be shown in the wrong order",
    WARN,
    BLOCK,
    source="UAX 9 and W3C on direction",
    override=Override.NOBODY,
)
def direction(case: Case) -> Iterator[Flag]:
    """Override characters block in every language: they can make words say something else."""
    for read in case.reads:
        if read.text.isascii():
            continue
        for found in signs.OVERRIDES.finditer(read.text):
            yield read.flag(
                found.span(),
                "A hidden character turns the words after it around.",
                "Take it away.",
                severity=BLOCK,
                replacement="",
            )
        if not signs.balanced(signs.OVERRIDES.sub("", read.text)):
            yield read.flag(
                None,
                "A hidden mark of direction is opened and not closed, or closed and not opened.",
                "Type the words again without pasting.",
            )
        if read.language in signs.RIGHT_TO_LEFT:
            yield from _loose(read)


def _loose(read: Read) -> Iterator[Flag]:
    """Latin words in a right-to-left text that nothing keeps apart."""
    if not re.search("[\u0590-\u08ff]", read.text):
        return
    apart = Spans(signs.isolated(read.text))
    for found in _LEFT_TO_RIGHT.finditer(read.text):
        start, end = found.span()
        kept = apart.hold((start, end))
        marked = read.text[max(0, start - 1) : start] in _MARKS and start > 0
        if not kept and not marked:
            yield read.flag(
                (start, end),
                f"{read.said((start, end))} may be shown in the wrong place.",
                "Keep it apart with marks of direction.",
                replacement=f"\u2068{found[0]}\u2069",
            )


@rule(
    "EQ-04",
    "The original changed after it was translated",
    BLOCK,
    source="The makers of Outreach",
    override=Override.SECOND_READER,
)
def changed(case: Case) -> Iterator[Flag]:
    if case.subject.translation and case.subject.translation.source_changed:
        yield Flag(
            "The original changed after this was translated.",
            "Compare the two, then accept the translation again.",
        )


@rule(
    "EQ-05",
    "A cultural or religious day without a reader of that community, or on the wrong day",
    WARN,
    BLOCK,
    NOTE,
    source="The calendar of observances",
    override=Override.SECOND_READER,
)
def occasions(case: Case) -> Iterator[Flag]:
    """Only days the post speaks of. The wrong day blocks; whether it is the right one, when that is
    not known, is a note.
    """
    for each in case.subject.observances:
        if not each.about:
            continue
        if each.right_day is False:
            yield Flag(
                f"The post is not due on the day of {each.name}.",
                "Move it to the right day.",
                severity=BLOCK,
            )
        elif each.right_day is None:
            yield Flag(
                f"It is not known whether this is the day of {each.name}.",
                "Look the day up.",
                severity=NOTE,
            )
        if not each.confirmed:
            yield Flag(
                f"This year's day of {each.name} is not confirmed.", "Ask the community for it."
            )
        if each.cultural and not each.reviewed:
            yield Flag(
                f"Nobody of the community has read this post about {each.name}.",
                "Ask a reader of that community.",
            )
