"""Refuses patterns that could take long: every pattern has a bound on the ways it may be tried.

The bound is counted from the pattern alone, so the same pattern is refused on every machine.
"""

import re

from outreach.review.checks.ways_of_patterns import MOST_WAYS, Reader

LONGEST = 1000


def compiled(source: str) -> re.Pattern[str]:
    """The pattern, ready for use; it heeds case unless it begins with (?i).

    Raises ValueError with a plain reason when it does not compile or could take long.
    """
    if len(source) > LONGEST:
        raise ValueError(f"The pattern is longer than {LONGEST} characters.")
    try:
        pattern = re.compile(source)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"The pattern does not compile: {error}.") from error
    if pattern.match("") is not None:
        raise ValueError("The pattern matches nothing at all, so it would match everywhere.")
    if Reader(source.removeprefix("(?i)")).choice() > MOST_WAYS:
        raise ValueError("The pattern could take very long: it may be tried in too many ways.")
    return pattern
