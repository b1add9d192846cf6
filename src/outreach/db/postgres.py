"""What PostgreSQL needs: durable commits, bounded waits, and people's writes one after another.

One advisory lock stands for SQLite's write lock. A write session takes it alone at its first
statement, so what a verb read is still so when it writes. A worker's session takes it together with
other workers' (`outreach_alongside`): it locks the rows it changes one by one.
"""

from typing import Any

from sqlalchemy.engine import URL, Connection

#: How long a statement waits for a lock before it fails with a sentence.
LOCK_MS = 10_000
#: How long a transaction may stand idle: a process that was stopped must not keep its locks. A
#: worker never thinks long between two statements; a page may.
IDLE_MS = 30_000
WORKER_IDLE_MS = 5_000

#: The number of the lock that writers take; any other program's would have to be chosen the same.
WRITERS = 0x6F757472


def address(url: URL) -> URL:
    """The address with our driver, and with what every connection begins with."""
    given = url.query.get("options", ())
    ours = (
        "-c timezone=UTC",
        f"-c lock_timeout={LOCK_MS}",
        f"-c idle_in_transaction_session_timeout={IDLE_MS}",
    )
    options = " ".join(((given,) if isinstance(given, str) else given) + ours)
    return url.set(drivername="postgresql+psycopg").update_query_dict({"options": options})


def prepare(connection: Any, _record: Any) -> None:
    """Set up a new connection: an answer is given only for what is on disk."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        if cursor.fetchone()[0] in ("off", "local"):
            cursor.execute("SET synchronous_commit = on")
    connection.commit()


def begin(connection: Connection) -> None:
    """Open a transaction; one that may write takes its place among the writers first."""
    options = connection.get_execution_options()
    if not options.get("outreach_writes", False):
        return
    if options.get("outreach_alongside", False):
        connection.exec_driver_sql(_ALONGSIDE)
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")


_ALONGSIDE = (
    f"SELECT pg_advisory_xact_lock_shared({WRITERS}),"
    f" set_config('idle_in_transaction_session_timeout', '{WORKER_IDLE_MS}', true)"
)
