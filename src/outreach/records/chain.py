"""How one record is bound to the one before it, and where a chain first breaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from outreach.lib import digest
from outreach.lib.clock import as_utc

#: What the first record of a chain names as its previous digest.
START = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """The parts of a record that its digest covers."""

    agency_id: int
    sequence: int
    kind: str
    about_kind: str
    about_id: int
    by_id: int | None
    at: datetime
    body: digest.Plain
    previous_digest: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where a chain does not hold, and why."""

    sequence: int
    why: str


def seal(link: Link) -> str:
    """The digest of a record. Any change to any part of it, or to any record before it, changes
    this.
    """
    return digest.of(
        {
            "agency": link.agency_id,
            "sequence": link.sequence,
            "kind": link.kind,
            "about": [link.about_kind, link.about_id],
            "by": link.by_id,
            "at": as_utc(link.at).isoformat(),
            "body": link.body,
            "previous": link.previous_digest,
        }
    )


def first_break(chain: Iterable[tuple[Link, str]]) -> Broken | None:
    """The first record, in order, that is missing, out of place or altered; None when all hold."""
    expected, previous = 1, START
    for link, stored in chain:
        if link.sequence != expected:
            return Broken(expected, f"Record {expected} is missing.")
        if link.previous_digest != previous:
            return Broken(expected, f"Record {expected} does not follow the record before it.")
        if seal(link) != stored:
            return Broken(expected, f"Record {expected} was altered after it was written.")
        expected, previous = expected + 1, stored
    return None
