"""OPS: is it this revision that was approved, is it ready, and may it go out now?"""

import re
from collections.abc import Iterator

from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.registry import rule

BLOCK, WARN = Severity.BLOCK, Severity.WARN

_BLANK = re.compile(r"\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|\[\[[^\[\]\n]{1,80}\]\]")


@rule(
    "OPS-09",
    "A blank that nobody filled, or a note that is not for the public",
    BLOCK,
    source="Ready-made campaign kits are filled in before use (S55)",
    override=Override.NOBODY,
    data=("unfinished",),
)
def unfilled(case: Case) -> Iterator[Flag]:
    """Every surface, with blanks by their braces and notes by their words."""
    for read in case.reads:
        for found in _BLANK.finditer(read.text) if "{" in read.text or "[[" in read.text else ():
            yield Flag(
                "A blank is still empty here.",
                "Fill it in, or take the sentence away.",
                read.surface,
                found.span(),
            )
    for read, hit in case.hits("unfinished"):
        yield Flag(
            f"“{hit.phrase}” is a note to ourselves.",
            "Put the real words here, or take it away.",
            read.surface,
            hit.span,
        )
