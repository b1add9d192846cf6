"""What SQLite needs: full durability, keys that are watched, and the write lock taken first.

A write session begins IMMEDIATE, so two writers meet at the start of a transaction, where waiting
is safe, and never in the middle of one, where it is not.
"""

from sqlite3 import SQLITE_BUSY, OperationalError
from time import monotonic, sleep
from typing import Any

from sqlalchemy.engine import Connection

BUSY_MS = 5_000
#: A writer that waits tries again so soon. SQLite's own waiting grows to a tenth of a second, and
#: between two transactions of a busy sender there is never so much: a person would wait in vain.
AGAIN_S = 0.0005


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
    if writes:
        _take_the_lock(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _take_the_lock(connection: Connection) -> None:
    """Be the one that writes, as soon as nobody else is."""
    bare: Any = connection.connection.driver_connection
    end = monotonic() + BUSY_MS / 1000
    bare.execute("PRAGMA busy_timeout=0")
    try:
        while _is_taken(bare) and monotonic() < end:
            sleep(AGAIN_S)
        if not bare.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        bare.execute(f"PRAGMA busy_timeout={BUSY_MS}")


def _is_taken(bare: Any) -> bool:
    """Try to be the writer; whether somebody else is. Any other trouble is met by who asks next."""
    try:
        bare.execute("BEGIN IMMEDIATE")
    except OperationalError as fault:
        return fault.sqlite_errorcode == SQLITE_BUSY
    return False


def watch_keys(connection: Connection, *, watch: bool) -> None:
    """SQLite takes this only between transactions, so it goes past the one that would begin."""
    bare: Any = connection.connection.driver_connection
    bare.execute(f"PRAGMA foreign_keys={'ON' if watch else 'OFF'}")


def refuse_lost_rows(connection: Connection) -> None:
    """Refuse a transaction that leaves a row pointing to one that is not there."""
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost is not None:
        raise AssertionError(f"A row of {lost[0]} points to a row of {lost[2]} that is not there.")
