"""The database: engine, sessions with one commit point, column types and the naming of constraints.

SQLite serves one machine, PostgreSQL several. What a write session may rely on is the same on both.
"""

from outreach.db.closing import close, is_closed, open_again
from outreach.db.columns import Table, Utc, metadata, named
from outreach.db.copying import Sum, copy_all, sums
from outreach.db.engines import engine
from outreach.db.locks import alongside, one_by_one
from outreach.db.many import among, kind, listed, plain, write_many
from outreach.db.sessions import connected, reading, writing

__all__ = [
    "Sum",
    "Table",
    "Utc",
    "alongside",
    "among",
    "close",
    "connected",
    "copy_all",
    "engine",
    "is_closed",
    "kind",
    "listed",
    "metadata",
    "named",
    "one_by_one",
    "open_again",
    "plain",
    "reading",
    "sums",
    "write_many",
    "writing",
]
