"""A SQLite database that was left for another: the database itself refuses every change, whatever
program still has it open.
"""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from outreach.db.columns import metadata

_NAME = "closed_to_"


def close(connection: Connection, sentence: str) -> None:
    """From this commit on, refuse to change any row, with this sentence."""
    said = sentence.replace("'", "''")
    for table in metadata.sorted_tables:
        for change in ("insert", "update", "delete"):
            connection.exec_driver_sql(
                f'CREATE TRIGGER "{_NAME}{change}_{table.name}" BEFORE {change} ON "{table.name}"'
                f" BEGIN SELECT RAISE(ABORT, '{said}'); END"
            )


def open_again(connection: Connection) -> int:
    """Let rows be changed again. Returns how many refusals were lifted."""
    found = _triggers(connection)
    for name in found:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    return len(found)


def is_closed(connection: Connection) -> bool:
    """Whether the database was left for another."""
    return connection.dialect.name == "sqlite" and bool(_triggers(connection))


def _triggers(connection: Connection) -> list[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE :prefix"
    return list(connection.execute(sa.text(asked), {"prefix": f"{_NAME}%"}).scalars())
