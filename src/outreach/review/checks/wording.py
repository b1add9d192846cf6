"""Words that stand on a list: what a rule says of them, and the better ones if the list has any."""

from outreach.review.checks.findings import Flag, Severity
from outreach.review.checks.phrases import Hit
from outreach.review.checks.text import Read


def say_instead(
    read: Read, hit: Hit, *, fault: str, otherwise: str, severity: Severity | None = None
) -> Flag:
    """A finding about words that `fault` says something of. `otherwise` is what to do where the
    list has no better ones.
    """
    return read.flag(
        hit.span,
        f"{read.said(hit.span)} {fault}",
        f"Say “{hit.instead}”." if hit.instead else otherwise,
        severity=severity,
        replacement=hit.instead or None,
    )
