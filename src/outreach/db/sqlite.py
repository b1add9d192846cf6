"""What SQLite needs: full durability, keys that are watched, and the write lock taken first.

A write session begins IMMEDIATE, so two writers meet at the start of a transaction, where waiting
is safe, and never in the middle of one, where it is not.
"""

from typing import Any

from sqlalchemy.engine import Connection

BUSY_MS = 5_000


def prepare(connection: Any, _record: Any) -> None:
    """Set up a new connection."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def begin(connection: Connection) -> None:
    """Open a transaction, with the write lock where it may write."""
    writes = connection.get_execution_options().get("outreach_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def watch_keys(connection: Connection, *, watch: bool) -> None:
    """SQLite takes this only between transactions, so it goes past the one that would begin."""
    bare: Any = connection.connection.driver_connection
    bare.execute(f"PRAGMA foreign_keys={'ON' if watch else 'OFF'}")


def refuse_lost_rows(connection: Connection) -> None:
    """Refuse a transaction that leaves a row pointing to one that is not there."""
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost is not None:
        raise AssertionError(f"A row of {lost[0]} points to a row of {lost[2]} that is not there.")
