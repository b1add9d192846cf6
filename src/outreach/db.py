"""The database: engine, sessions with one commit point, column types and the naming of constraints.

A write session begins IMMEDIATE on SQLite, so two writers meet at the start of a transaction, where
waiting is safe, and never in the middle of one, where it is not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

from outreach.lib.clock import as_utc

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Table = SQLModel
metadata = SQLModel.metadata

BUSY_MS = 5_000

#: Connections kept ready, and as many again when all are busy: pages run in up to forty threads.
POOL = 20


def engine(url: str) -> Engine:
    """An engine for `url`. SQLite runs in WAL with full durability; a power cut loses nothing
    answered.
    """
    # What was bound to a statement may be a credential's digest or unpublished words: never told.
    made = sa.create_engine(url, hide_parameters=True, pool_size=POOL, max_overflow=POOL)
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", _prepare_sqlite)
        event.listen(made, "begin", _begin_sqlite)
    return made


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
            _watch_keys(connection, watch=False)
        try:
            with connection.begin():
                yield connection
                if is_sqlite:
                    _refuse_lost_rows(connection)
        finally:
            if is_sqlite:
                _watch_keys(connection, watch=True)


class Utc(TypeDecorator[datetime]):
    """An instant. Refuses naive times on the way in, gives aware UTC on the way out."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        instant = as_utc(value)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)


def named(kind: type[StrEnum], length: int = 32) -> sa.Enum:
    """A column type that stores an enum's value as text, so that a new member needs no
    migration.
    """
    return sa.Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=False,
        length=length,
    )


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _watch_keys(connection: Connection, *, watch: bool) -> None:
    """SQLite takes this only between transactions, so it goes past the one that would begin."""
    bare: Any = connection.connection.driver_connection
    bare.execute(f"PRAGMA foreign_keys={'ON' if watch else 'OFF'}")


def _refuse_lost_rows(connection: Connection) -> None:
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost is not None:
        raise AssertionError(f"A row of {lost[0]} points to a row of {lost[2]} that is not there.")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("outreach_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
