"""What the checks found in exactly these bytes, and what of it was let pass, as answers keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from types import MappingProxyType

from outreach.identity import Step
from outreach.review.checks import Finding, Override, Packs, Severity, Subject, read_packs, run
from outreach.review.models import Overruling, Told

#: Whose yes lets a finding pass; the second reader's is anybody's who may approve.
STEPS = MappingProxyType(
    {
        Override.SECOND_READER: Step.SECOND_READER,
        Override.TWO_PEOPLE: Step.SECOND_READER,
        Override.ACCESSIBILITY: Step.ACCESSIBILITY,
        Override.LEGAL: Step.LEGAL,
        Override.CHIEF: Step.CHIEF,
    }
)


@dataclass(frozen=True, slots=True)
class Looked:
    """The findings, the rule packs they came from, and who let which of them pass."""

    findings: tuple[Finding, ...] = ()
    packs: tuple[str, ...] = ()
    overrulings: tuple[Overruling, ...] = ()

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """The findings that still stop it."""
        return tuple(
            found
            for found in self.findings
            if found.severity is Severity.BLOCK and not self.passed(found)
        )

    def passed(self, found: Finding) -> bool:
        """Whether those who may let it pass did."""
        if found.override not in STEPS:
            return False
        people = {each.by_id for each in self.behind(found)}
        return len(people) >= (2 if found.override is Override.TWO_PEOPLE else 1)

    def behind(self, found: Finding) -> tuple[Overruling, ...]:
        """Who let this very finding pass; another of the same rule is another matter."""
        return tuple(each for each in self.overrulings if self._is_of(each, found))

    def _is_of(self, let_pass: Overruling, found: Finding) -> bool:
        if let_pass.finding:
            return let_pass.finding == found.mark
        # An earlier release kept what the finding said: enough while one finding alone says it.
        told = (let_pass.rule, let_pass.message)
        same = {each.mark for each in self.findings if (each.rule, each.message[:500]) == told}
        return same == {found.mark}

    @property
    def plain(self) -> list[Told]:
        """The findings as an approval and its record keep them."""
        return [_plain(found, passed=self.passed(found)) for found in self.findings]


#: Nobody ran the checks.
UNSEEN = Looked()


def look(subject: Subject, now: datetime) -> Looked:
    """Run every check with the rule packs that count today."""
    packs = _packs_on(now.astimezone(UTC).date())
    versions = tuple(f"{pack.id} {pack.effective_from.isoformat()}" for pack in packs.packs)
    return Looked(run(subject, packs, now), versions)


def sentences(findings: Sequence[Finding]) -> str:
    """Why these findings stop it, and what to do."""
    return " ".join(f"{found.message} {found.fix}" for found in findings)


@lru_cache(maxsize=2)
def _packs_on(on: date) -> Packs:
    """Making packs ready costs time, so they are kept while the day lasts."""
    return read_packs((), datetime.combine(on, time(), UTC))


def _plain(found: Finding, *, passed: bool) -> Told:
    surface, (start, end) = found.surface, found.span or (None, None)
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "surface": surface.kind.value if surface else None,
        "language": surface.language if surface else None,
        "start": start,
        "end": end,
        "message": found.message,
        "passed": passed,
    }
