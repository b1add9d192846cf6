"""The tables of PostgreSQL as files: copied under one snapshot, and put back in one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlmodel import Session

from outreach import db as database
from outreach.cli.backups import archive

FOLDER = "tables"
Of = TypeVar("Of")


@contextmanager
def copied(engine: Engine, folder: Path) -> Iterator[tuple[Session, dict[str, Path]]]:
    """Each table in a file, all of one moment, and a session that sees that very moment."""
    (folder / FOLDER).mkdir()
    one_moment = engine.execution_options(isolation_level="REPEATABLE READ")
    with one_moment.connect() as connection, Session(connection) as db:
        parts = {f"{FOLDER}/{table.name}": folder / FOLDER / table.name for table in _tables()}
        for table in _tables():
            _copy_out(connection, table, folder / FOLDER / table.name)
        yield db, parts


def put_back(
    backup: archive.Reader, engine: Engine, draft: Path, *, mend: Callable[[Session], Of]
) -> Of:
    """Replace every row. Others see all of it or nothing, and what is refused changes nothing."""
    for name in backup.under(FOLDER):
        backup.take_out(name, draft / name)
    with database.writing(engine) as db:
        connection = db.connection()
        listed = ", ".join(f'"{table.name}"' for table in _tables())
        connection.exec_driver_sql(f"TRUNCATE {listed}")
        for table in _tables():
            _copy_in(connection, table, draft / FOLDER / table.name)
            _count_on(connection, table)
        return mend(db)


def _tables() -> list[sa.Table]:
    return database.metadata.sorted_tables


def _copy_out(connection: Connection, table: sa.Table, path: Path) -> None:
    with (
        path.open("wb") as file,
        _cursor(connection) as cursor,
        cursor.copy(f"COPY {_named(table)} TO STDOUT") as rows,
    ):
        for some in rows:
            file.write(some)


def _copy_in(connection: Connection, table: sa.Table, path: Path) -> None:
    with (
        path.open("rb") as file,
        _cursor(connection) as cursor,
        cursor.copy(f"COPY {_named(table)} FROM STDIN") as rows,
    ):
        while some := file.read(archive.CHUNK):
            rows.write(some)


def _count_on(connection: Connection, table: sa.Table) -> None:
    """New rows take numbers after those that were put back."""
    if table.autoincrement_column is not None:
        key = table.autoincrement_column
        counter = sa.func.pg_get_serial_sequence(table.name, key.name)
        highest = sa.select(sa.func.coalesce(sa.func.max(key), 0) + 1).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(counter, highest, sa.false())))


def _cursor(connection: Connection) -> Any:
    return connection.connection.cursor()


def _named(table: sa.Table) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f'"{table.name}" ({columns})'
