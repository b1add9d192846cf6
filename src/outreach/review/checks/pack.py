"""One rule pack: word lists, patterns and sentences with dates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from outreach.review.checks.phrases import WordList

#: A pack with this language holds in every language.
ANY = "any"


@dataclass(frozen=True, slots=True)
class Pack:
    """One file of rules, with who read it and from when to when it counts."""

    id: str
    title: str
    language: str
    #: Postal states in which it holds; empty: everywhere.
    states: frozenset[str]
    effective_from: date
    expires: date
    source: str
    reviewed_by: str
    lists: tuple[WordList, ...] = ()
    #: Sets that are looked up, not searched for: short forms, sites, words of hashtags.
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    #: What it permits that is refused without it: booking_photo.
    allows: frozenset[str] = frozenset()

    def holds_in(self, state: str) -> bool:
        return not self.states or state.upper() in self.states
