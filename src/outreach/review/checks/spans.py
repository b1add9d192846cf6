"""Many places of one text, asked in a few steps whether they hold or touch another place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from outreach.review.checks.findings import Span


class Spans:
    """Places that may overlap one another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        #: The farthest end of all places up to each.
        self._ends = list(accumulate((end for _, end in ordered), max))

    def hold(self, span: Span) -> bool:
        """Whether a place lies inside one of them."""
        at = bisect_right(self._starts, span[0])
        return at > 0 and self._ends[at - 1] >= span[1]

    def touch(self, span: Span) -> bool:
        """Whether a place shares a character with one of them."""
        at = bisect_left(self._starts, span[1])
        return at > 0 and self._ends[at - 1] > span[0]
