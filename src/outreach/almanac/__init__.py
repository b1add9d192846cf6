"""The days that people keep: when each falls, in what voice, and which an agency keeps."""

from outreach.almanac.keeping import choose, confirm, here
from outreach.almanac.listing import during, find, kept, on, parse_observances, shipped
from outreach.almanac.models import ObservanceChoice, ObservanceDate
from outreach.almanac.observances import (
    Here,
    Observance,
    Occurrence,
    Tone,
    named,
    notes,
    occurrences,
)
from outreach.almanac.spans import Span, last_day, week_begin

__all__ = [
    "Here",
    "Observance",
    "ObservanceChoice",
    "ObservanceDate",
    "Occurrence",
    "Span",
    "Tone",
    "choose",
    "confirm",
    "during",
    "find",
    "here",
    "kept",
    "last_day",
    "named",
    "notes",
    "occurrences",
    "on",
    "parse_observances",
    "shipped",
    "week_begin",
]
