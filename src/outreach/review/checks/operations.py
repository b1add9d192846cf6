"""OPS: is it this revision that was approved, is it ready, and may it go out now?"""

import re
from collections.abc import Iterator
from datetime import date

from outreach.review.checks import when
from outreach.review.checks.case import PROSE, Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.registry import rule
from outreach.review.checks.text import Read

BLOCK, WARN = Severity.BLOCK, Severity.WARN

_BLANK = re.compile(r"\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|\[\[[^\[\]\n]{1,80}\]\]")
_INVITATIONS = frozenset({"event", "webinar"})
_STEPS = {
    "second_reader": "the second reader",
    "partner": "the partner",
    "people_quoted": "the people quoted",
    "accessibility": "the accessibility reviewer",
    "legal": "legal counsel or the prosecutor",
    "investigations": "investigations or records",
    "community_reviewer": "the community reviewer",
    "chief": "the chief",
}


@rule(
    "OPS-01",
    "A hold covers it",
    BLOCK,
    source="Defense Information School checklist: silence planned posts; federal toolkit",
    override=Override.NOBODY,
)
def held(case: Case) -> Iterator[Flag]:
    """When it cannot be read whether a hold is on, nothing leaves."""
    if case.subject.held is None:
        yield Flag(
            "It cannot be read whether a hold is on, so nothing is sent.",
            "Try again in a moment.",
        )
    elif case.subject.held:
        yield Flag("A hold covers this post.", "Wait until the hold is lifted.")


@rule(
    "OPS-02",
    "A yes to another revision, or an author's own yes",
    BLOCK,
    source="Police Magazine on crisis communication: a second reader always",
    override=Override.NOBODY,
)
def approved(case: Case) -> Iterator[Flag]:
    """Before anyone was asked it says nothing; OPS-03 tells which steps are to come."""
    asked = case.subject.approval
    if asked is None:
        return
    if asked.same_revision is False:
        yield Flag("Something changed after the yes was given.", "Send it for approval again.")
    if asked.approvers & asked.authors:
        yield Flag(
            "Someone who wrote this also approved it.",
            "Ask another person; in a small agency that is the chief.",
        )


@rule(
    "OPS-03",
    "A step of approval is missing",
    BLOCK,
    source="UC Santa Cruz police policy 391; default chains of approval",
    override=Override.CHIEF,
)
def steps(case: Case) -> Iterator[Flag]:
    """Asked once the post was sent for approval."""
    asked = case.subject.approval
    for step in asked.steps_needed if asked else ():
        if asked and step not in asked.steps_done:
            named = _STEPS.get(step, step.replace("_", " "))
            yield Flag(f"The yes of {named} is missing.", f"Ask {named}.")


@rule(
    "OPS-07",
    "A weekday that does not fit its date, a day gone by, or a day on which clocks change",
    BLOCK,
    WARN,
    source="The makers of Outreach",
    override=Override.NOBODY,
)
def dates(case: Case) -> Iterator[Flag]:
    """Without a year, invitations mean the next such day; other posts may also mean the last one,
    so there only a weekday that fits neither blocks.
    """
    event = case.subject.event
    inviting = event is not None or case.subject.post.kind in _INVITATIONS
    for read in case.reads:
        for day in case.days(read) if read.kind in PROSE else ():
            coming, gone = day.coming(case.due_on), day.gone(case.due_on)
            meant = [coming] if inviting or day.year else [coming, gone]
            if flag := _weekday(read, day, [each for each in meant if each]):
                yield flag
            elif inviting and coming and day.year and coming < case.due_on:
                yield read.flag(
                    day.span, "That day is over when this is posted.", "Mend it.", severity=WARN
                )
    if event and event.on and event.on < case.due_on:
        yield Flag(
            "The event is over when this is posted.",
            "Move the post or mend the day.",
            severity=WARN,
        )
    if event and event.on and when.clocks_change(event.on, case.zone):
        yield Flag(
            "The clocks change on the day of the event.",
            "Look at the hour once more, and name the zone.",
            severity=WARN,
        )


def _weekday(read: Read, day: when.Day, meant: list[date]) -> Flag | None:
    if not meant:
        return read.flag(day.span, f"There is no such day as {read.said(day.span)}.", "Mend it.")
    if day.weekday is None or any(each.weekday() == day.weekday for each in meant):
        return None
    names = when.NAMES.get(read.language, when.NAMES["en"])
    right = names[meant[0].weekday()]
    return read.flag(
        day.weekday_span,
        f"{read.said(day.span)} does not fit the calendar: that day is {when.told(meant[0])}.",
        "Mend the weekday or the date.",
        replacement=right,
    )


@rule(
    "OPS-09",
    "A blank that nobody filled, or a note that is not for the public",
    BLOCK,
    source="NHTSA campaign playbooks are filled in before use",
    override=Override.NOBODY,
    data=("unfinished",),
)
def unfilled(case: Case) -> Iterator[Flag]:
    """Every surface, with blanks by their braces and notes by their words."""
    for read in case.reads:
        for found in _BLANK.finditer(read.text) if "{" in read.text or "[[" in read.text else ():
            yield read.flag(
                found.span(),
                "A blank is still empty here.",
                "Fill it in, or take the sentence away.",
            )
    for read, hit in case.hits("unfinished"):
        yield read.flag(
            hit.span,
            f"{read.said(hit.span)} is a note to ourselves.",
            "Put the real words here, or take it away.",
        )
