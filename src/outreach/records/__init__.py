"""The public record: what was done, when, by whom, each entry chained to the one before.

A record names things as (kind, id), so any room may leave one; this room knows none of them.
"""

from outreach.records.auditing import export, holds, verify
from outreach.records.chain import Broken
from outreach.records.ends import Head, heads
from outreach.records.finding import Wanted, get, kinds, listing, people
from outreach.records.keeper import Entry, append, append_many, of
from outreach.records.models import Record

__all__ = [
    "Broken",
    "Entry",
    "Head",
    "Record",
    "Wanted",
    "append",
    "append_many",
    "export",
    "get",
    "heads",
    "holds",
    "kinds",
    "listing",
    "of",
    "people",
    "verify",
]
