"""The tables of Procrastinate, which spreads the work on PostgreSQL: made and kept up to date by
our own command.
"""

from pathlib import Path

import sqlalchemy as sa
from procrastinate.schema import SchemaManager
from sqlalchemy.engine import Connection

_MADE = sa.text("SELECT to_regclass('procrastinate_jobs') IS NOT NULL")
_NOTED = "procrastinate_applied"


def bring_up(connection: Connection) -> None:
    """Make the tables, or apply what a newer release of Procrastinate changes in them."""
    steps = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    made = connection.scalar(_MADE)
    connection.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS {_NOTED} (step text PRIMARY KEY)")
    noted = set(connection.execute(sa.text(f"SELECT step FROM {_NOTED}")).scalars())  # noqa: S608 - a name of ours
    if not made:
        _run(connection, SchemaManager.get_schema())
    for step in steps:
        if step.name in noted:
            continue
        if made:
            _run(connection, step.read_text(encoding="utf-8"))
        connection.execute(
            sa.text(f"INSERT INTO {_NOTED} VALUES (:step)"),  # noqa: S608 - a name of ours
            {"step": step.name},
        )


def _run(connection: Connection, script: str) -> None:
    """Many statements at once, as they were written: none of their characters is a parameter."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(script)
    finally:
        cursor.close()
