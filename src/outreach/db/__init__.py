"""The database: engine, sessions with one commit point, column types and the naming of constraints.

SQLite serves one machine, PostgreSQL several. What a write session may rely on is the same on both.
"""

from outreach.db.among import among
from outreach.db.columns import Table, Utc, metadata, named
from outreach.db.engines import engine
from outreach.db.locks import alongside, one_by_one
from outreach.db.sessions import connected, reading, writing

__all__ = [
    "Table",
    "Utc",
    "alongside",
    "among",
    "connected",
    "engine",
    "metadata",
    "named",
    "one_by_one",
    "reading",
    "writing",
]
