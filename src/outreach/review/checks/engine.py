"""Runs every rule over a subject, and tells when the rules themselves cannot be trusted."""

from collections.abc import Iterator
from datetime import datetime

from outreach.review.checks import (
    accessibility,
    brand,
    equity,
    facts,
    funding,
    incidents,
    justice,
    operations,
    people,
    pictures,
    plain_language,
    private,
    rights,
    sending,
    tone,
    ways_in,
)
from outreach.review.checks.case import Case
from outreach.review.checks.findings import Finding, Flag, Override, Severity
from outreach.review.checks.packs import Packs
from outreach.review.checks.registry import RULES, Rule, table
from outreach.review.checks.subject import Subject

#: The files of rules; to import them is to put their rules on the list.
FILES = (
    accessibility,
    ways_in,
    pictures,
    plain_language,
    justice,
    people,
    private,
    rights,
    facts,
    funding,
    incidents,
    tone,
    equity,
    operations,
    incidents,
    sending,
    brand,
)

_WEIGHT = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.NOTE: 2}
#: Where each rule stands in the table of checks.
_ORDER = {rule.id: at for at, rule in enumerate(table())}
_HOUSE = "how rule packs are kept"


def run(subject: Subject, packs: Packs, now: datetime) -> tuple[Finding, ...]:
    """All findings: blocks first, then in the order of the table of checks and of the words."""
    case = Case(subject, packs, now)
    findings = list(_of_packs(case))
    for rule in RULES.values():
        findings += [_finding(rule, flag) for flag in rule.check(case)]
    place = {id(surface): at for at, surface in enumerate(subject.surfaces)}
    return tuple(
        sorted(
            findings,
            key=lambda found: (
                _WEIGHT[found.severity],
                _ORDER.get(found.rule, -1),
                place.get(id(found.surface), -1),
                found.span or (0, 0),
            ),
        )
    )


def _finding(rule: Rule, flag: Flag) -> Finding:
    severity = flag.severity or rule.severities[0]
    blocks = severity is Severity.BLOCK
    return Finding(
        rule=rule.id,
        severity=severity,
        surface=flag.surface,
        span=flag.span,
        message=flag.message,
        fix=flag.fix,
        replacement=flag.replacement,
        source=rule.source,
        override=(flag.override or rule.override) if blocks else Override.NOT_NEEDED,
    )


def _of_packs(case: Case) -> Iterator[Finding]:
    """PACK-01 to 03: a pack that cannot be read, one that has expired, a language without lists."""
    for fault in case.packs.faults:
        yield _about_packs(
            "PACK-01",
            Severity.BLOCK,
            f"A rule pack could not be read, so some checks did not run: {fault.where}: "
            f"{fault.what}",
            fault.mend,
        )
    for pack in case.packs.expired:
        yield _about_packs(
            "PACK-02",
            Severity.WARN,
            f"The rule pack “{pack.title}” was good until {pack.expires.isoformat()}.",
            "Ask for a newer one; its words still count, and what it permitted does not.",
        )
    written = {read.language for read in case.reads if read.tokens}
    for language in sorted(written - case.packs.languages):
        yield _about_packs(
            "PACK-03",
            Severity.WARN,
            f"There are no word lists for the language “{language}”, so its words were not "
            "checked.",
            "Let someone who speaks it read the words closely.",
        )


def _about_packs(rule: str, severity: Severity, message: str, fix: str) -> Finding:
    override = Override.NOBODY if severity is Severity.BLOCK else Override.NOT_NEEDED
    return Finding(rule, severity, None, None, message, fix, None, _HOUSE, override)
