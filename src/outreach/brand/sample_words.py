"""The words on sample cards, by kind: made up, and each card says so."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypedDict

from outreach.brand.cards import CardKind


class Words(TypedDict, total=False):
    """What a sample card says besides the agency's name."""

    headline: str
    line: str
    credit: str
    mark: str
    note: str
    place: str


SAID: Mapping[CardKind, Words] = MappingProxyType(
    {
        CardKind.STORY: {
            "headline": "The door on Elm Street is open",
            "line": "Neighbors and officers turned an empty shop into a place to ask for help.",
            "credit": "Sample story",
        },
        CardKind.QUOTE: {
            "headline": "They asked what we needed first. Then they came back and did it with us.",
            "line": "A shop owner",
            "note": "Third Street",
            "credit": "Sample quotation",
        },
        CardKind.OUTCOME: {
            "mark": "24%",
            "headline": "fewer repeat calls to the same addresses",
            "line": "Compared with the year before, on 40 blocks. Other efforts ran at the same "
            "time, so we cannot say how much came from this one.",
            "credit": "Sample figure",
        },
        CardKind.EVENT: {
            "mark": "12",
            "note": "December",
            "headline": "Coffee with an officer",
            "line": "Saturday, 9 to 11 in the morning",
            "place": "Public Library, main hall",
            "credit": "Sample event",
        },
        CardKind.PRINCIPLE: {
            "mark": "4",
            "note": "Principle",
            "headline": "Build trust face to face",
            "line": "Regular contact and good listening come before any program.",
            "credit": "Sample principle",
        },
        CardKind.RECOGNITION: {
            "headline": "Officer Dana Whitfield",
            "note": "Community liaison",
            "line": "For two years of Tuesday evenings at the bike repair table.",
            "credit": "Sample recognition",
        },
    }
)
