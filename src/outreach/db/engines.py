"""Engines: an address becomes a pool of connections that keep what was answered."""

from importlib.util import find_spec

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Engine

from outreach import errors
from outreach.db import postgres, sqlite

#: Connections kept ready, and as many again when all are busy: pages run in up to forty threads.
POOL = 20


def engine(url: str) -> Engine:
    """An engine for `url`. What was committed survives a power cut on both kinds of database."""
    address = sa.make_url(url)
    if address.get_backend_name() in ("postgresql", "postgres"):
        return _postgres(address)
    made = sa.create_engine(address, hide_parameters=True, pool_size=POOL, max_overflow=POOL)
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", sqlite.prepare)
        event.listen(made, "begin", sqlite.begin)
    return made


def _postgres(address: URL) -> Engine:
    if find_spec("psycopg") is None:
        raise errors.NotReady(
            "What speaks to PostgreSQL is missing here. Install it with: pip install "
            "'outreach[postgres]'"
        )
    made = sa.create_engine(
        postgres.address(address),
        # What was bound to a statement may be a credential's digest or unpublished words.
        hide_parameters=True,
        pool_size=POOL,
        max_overflow=POOL,
        # After the database was restarted, a connection of before is replaced unseen.
        pool_pre_ping=True,
    )
    event.listen(made, "connect", postgres.prepare)
    event.listen(made, "begin", postgres.begin)
    return made
