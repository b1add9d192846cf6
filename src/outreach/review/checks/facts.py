"""FACT: no figure without a source, no more certainty than the evaluation allows."""

import re
from collections.abc import Iterator
from functools import lru_cache

from outreach.review.checks import when
from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Override, Severity, Span
from outreach.review.checks.origins import Outcome
from outreach.review.checks.registry import rule
from outreach.review.checks.spans import Spans
from outreach.review.checks.text import Read

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE

_STORIES = frozenset({"story", "outcome", "you_said_we_did", "transparency"})
_STRONG = frozenset({"comparison", "randomised"})
_LEAST_BASE = 30
_PERCENT = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|percent\b|per cent\b|por ciento\b)"
)
_NUMBER = re.compile(r"(?<![\w.,:/$#-])\d{1,3}(?:,\d{3}){0,3}(?:\.\d{1,2})?(?![\w:/-]|[.,]\d)")
_ANY_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_OUT_OF = re.compile(r"\b(\d{1,6}) (?:out of|of|de(?: cada)?) (?:the )?(\d{1,6})\b")
_OF_ALL = frozenset({"100", "110"})


def _plain(figure: str) -> str:
    """A figure as it is compared: 1,200 is 1200."""
    return figure.replace(",", "")


def _outcome(case: Case, figure: str) -> Outcome | None:
    """The outcome a figure is from. A percentage needs a percentage: twelve months are no 12%."""
    percent = _PERCENT.match(figure)
    wanted = _plain(percent[1] if percent else figure)
    return next(
        (each for each in case.subject.outcomes if wanted in _figures(each.figure, bool(percent))),
        None,
    )


@lru_cache(maxsize=256)
def _figures(told: str, percent: bool) -> frozenset[str]:
    """The percentages in what was told, or every number in it."""
    found = _PERCENT.findall(told) if percent else _ANY_NUMBER.findall(told)
    return frozenset(map(_plain, found))


def _claims(case: Case) -> Iterator[tuple[Read, Span, str]]:
    """Figures that claim something: percentages, and numbers in sentences that tell of a change.
    Dates, times, telephone numbers, discounts and “100%” are none.
    """
    changes = {
        (id(read), read.sentence_number(hit.span)) for read, hit in case.hits("change_words")
    }
    told_of_change = {place for place, _ in changes}
    for read in case.prose():
        if not read.digits:
            continue
        found = list(_PERCENT.finditer(read.text))
        percentages = Spans(each.span() for each in found)
        if id(read) in told_of_change:
            found += [
                each
                for each in _NUMBER.finditer(read.text)
                if (id(read), read.sentence_number(each.span())) in changes
                and not _is_year(each[0])
                and not percentages.touch(each.span())
            ]
        harmless = _harmless(case, read)
        for each in found:
            if not harmless.touch(each.span()) and _amount(each[0]) not in _OF_ALL:
                yield read, each.span(), each[0]


def _harmless(case: Case, read: Read) -> Spans:
    """Where figures stand that claim nothing: discounts and days."""
    places = [hit.span for at, hit in case.hits("harmless_figures") if at is read]
    return Spans((*places, *(day.span for day in case.days(read))))


def _amount(figure: str) -> str:
    return figure.split("%")[0].strip()


def _is_year(figure: str) -> bool:
    return figure.isdigit() and len(figure) == 4 and 1900 <= int(figure) <= 2100


@rule(
    "FACT-01",
    "A figure without source, baseline or period",
    BLOCK,
    WARN,
    source="SPI Collaboration Principles: data and analysis",
    override=Override.NOBODY,
    data=("change_words", "harmless_figures"),
)
def figures(case: Case) -> Iterator[Flag]:
    """A figure without a source blocks in stories and their outcomes, and warns elsewhere. A
    missing baseline or period warns.
    """
    without_source = BLOCK if case.subject.post.kind in _STORIES else WARN
    for read, span, figure in _claims(case):
        outcome = _outcome(case, figure)
        if outcome is None or not outcome.source:
            yield read.flag(
                span,
                f"It is not known where {read.said(span)} comes from.",
                "Enter it as an outcome with its source, or take it out.",
                severity=without_source,
            )
        elif not (outcome.baseline and outcome.period):
            lacking = "compared with what" if not outcome.baseline else "in which time"
            yield read.flag(
                span,
                f"Readers are not told {lacking} {read.said(span)} was counted.",
                "Enter the outcome's baseline and period.",
                severity=WARN,
            )


@rule(
    "FACT-02",
    "Says that one thing caused another, and the evaluation does not show it",
    WARN,
    source="SPI Collaboration Principles: evaluation",
    data=("causal_claims", "causal_words"),
)
def causes(case: Case) -> Iterator[Flag]:
    """Claims about crime always; “because of” and the like in stories only. A comparison or a trial
    by lot allows it; an evaluation that nobody stated does not.
    """
    if any(each.evaluation in _STRONG for each in case.subject.outcomes):
        return
    lists = ["causal_claims"]
    if case.subject.post.kind in _STORIES or case.subject.outcomes:
        lists.append("causal_words")
    for read, hit in case.hits(*lists):
        if not read.quoted(hit.span):
            yield read.flag(
                hit.span,
                f"{read.said(hit.span)} claims a cause that the numbers alone do not show.",
                f"Say “{hit.instead or 'after'}”, or name the comparison.",
                replacement=hit.instead or None,
            )


@rule(
    "FACT-03",
    "A percentage of fewer than thirty",
    WARN,
    NOTE,
    source="The makers of Outreach",
)
def small_bases(case: Case) -> Iterator[Flag]:
    """From the outcome's own base, or from “3 of 5” in the same sentence. A base that is not known
    is a note.
    """
    for read, span, figure in _claims(case):
        if not _PERCENT.match(read.text, span[0]):
            continue
        beside = _OUT_OF.search(read.sentence(span))
        outcome = _outcome(case, figure)
        base = int(beside[2]) if beside else outcome.base_n if outcome else None
        if base is None and outcome is not None:
            yield read.flag(
                span,
                "It is not known of how many this is a part.",
                "Enter the number.",
                severity=NOTE,
            )
        elif base is not None and base < _LEAST_BASE:
            yield read.flag(
                span,
                f"This is a percentage of {base}, and one person more or less changes it much.",
                "Give the plain numbers: “3 of 5”.",
            )


@rule(
    "FACT-04",
    "A story that should have been looked at again",
    WARN,
    source="The makers of Outreach",
)
def stale(case: Case) -> Iterator[Flag]:
    """Without a day for looking again there is nothing to say."""
    story = case.subject.story
    if story and story.review_on is not None and story.review_on < case.due_on:
        yield Flag(
            f"The facts of this story were to be looked at again on {when.told(story.review_on)}.",
            "Look at them, then set a new day.",
        )
