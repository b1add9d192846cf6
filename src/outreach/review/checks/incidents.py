"""OPS while something is happening: what helps nobody but those who should not know it."""

from collections.abc import Iterator

from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.registry import rule

BLOCK = Severity.BLOCK


@rule(
    "OPS-05",
    "Where officers are and what they do, while they do it",
    BLOCK,
    source="UC Santa Cruz police policy 391",
    override=Override.CHIEF,
    data=("live_tactics",),
)
def live(case: Case) -> Iterator[Flag]:
    """By the author's tick that an operation is going on, and by words. Closed roads pass."""
    if case.subject.declared.ongoing:
        yield Flag(
            "An operation is going on while this is posted.",
            "Wait until the one in command says that it is over.",
        )
    for read, hit in case.hits("live_tactics"):
        yield read.flag(
            hit.span,
            f"{read.said(hit.span)} tells what officers are doing right now.",
            "Say only what people should do: stay away, use another street.",
        )


@rule(
    "OPS-06",
    "A person who died or was hurt, named before the family was told",
    BLOCK,
    source="Regional agreement on media relations: 48 hours before names",
    override=Override.NOBODY,
)
def family_first(case: Case) -> Iterator[Flag]:
    """Until somebody says that the family was told, they were not. Memorials of past years pass:
    nobody is hurt in what they tell.
    """
    for person, read, span in case.named:
        if person.harmed and not person.family_told:
            yield read.flag(
                span,
                f"It is not known whether the family of {person.name} was told.",
                "Take the name out until somebody says so.",
            )
