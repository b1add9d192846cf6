"""Sessions: one that only looks, one that writes and commits at its end, and a bare connection."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection, Engine
from sqlmodel import Session

from outreach.db import sqlite


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only looks. It never commits."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose changes are kept when the block ends, all together, or not at all."""
    bound = engine.execution_options(outreach_writes=True)
    with Session(bound, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def connected(engine: Engine) -> Iterator[Connection]:
    """A bare connection inside one write transaction, for migrations.

    SQLite changes a table by copying it, and would take the dropped one for lost: here it looks at
    what points where once, at the end, instead of all along.
    """
    with engine.execution_options(outreach_writes=True).connect() as connection:
        is_sqlite = engine.dialect.name == "sqlite"
        if is_sqlite:
            sqlite.watch_keys(connection, watch=False)
        try:
            with connection.begin():
                yield connection
                if is_sqlite:
                    sqlite.refuse_lost_rows(connection)
        finally:
            if is_sqlite:
                sqlite.watch_keys(connection, watch=True)
