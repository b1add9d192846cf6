"""Every row from one database to another, and the proof that none was lost or changed.

Values travel as the program reads them, so each kind of database keeps them in its own way.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from outreach.db.columns import metadata

#: Rows read at a time.
GROUP = 1_000
#: Digests are added up in a ring of this many numbers: their order then makes no difference.
RING = 2**256


@dataclass(frozen=True, slots=True)
class Sum:
    """What a table holds: how many rows, and a digest of all of them in any order."""

    rows: int = 0
    digest: int = 0

    def plus(self, row: Any) -> "Sum":
        said = json.dumps(list(row), default=_plain, ensure_ascii=False, sort_keys=True)
        found = int.from_bytes(hashlib.sha256(said.encode()).digest(), "big")
        return Sum(self.rows + 1, (self.digest + found) % RING)


def copy_all(here: Connection, there: Connection) -> dict[str, Sum]:
    """Copy every table into the empty ones of a PostgreSQL. Returns what was read from each."""
    read = {}
    for table in metadata.sorted_tables:
        there.execute(table.delete())
    for table in metadata.sorted_tables:
        read[table.name] = _copy(here, there, table)
        _set_sequence(there, table)
    return read


def sums(connection: Connection) -> dict[str, Sum]:
    """What each table of the program holds."""
    found = {}
    for table in metadata.sorted_tables:
        total = Sum()
        for row in _rows(connection, table):
            total = total.plus(row)
        found[table.name] = total
    return found


def _copy(here: Connection, there: Connection, table: sa.Table) -> Sum:
    total, into = Sum(), _ways_in(there, table)
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    cursor: Any = there.connection.cursor()
    with cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in _rows(here, table):
            copy.write_row([way(value) for way, value in zip(into, row, strict=True)])
            total = total.plus(row)
    return total


def _rows(connection: Connection, table: sa.Table) -> Iterator[sa.Row[Any]]:
    asked = sa.select(table).execution_options(yield_per=GROUP)
    with connection.execute(asked) as found:
        yield from found


def _ways_in(there: Connection, table: sa.Table) -> list[Callable[[Any], Any]]:
    """How a value of each column is written on the other side."""
    ways = (column.type.dialect_impl(there.dialect) for column in table.columns)
    return [kind.bind_processor(there.dialect) or _as_it_is for kind in ways]


def _set_sequence(there: Connection, table: sa.Table) -> None:
    """The next row gets a number above those that came."""
    column = table.autoincrement_column
    if column is None:
        return
    there.execute(
        sa.select(
            sa.func.setval(
                sa.func.pg_get_serial_sequence(f'"{table.name}"', column.name),
                sa.select(sa.func.coalesce(sa.func.max(column), 0) + 1).scalar_subquery(),
                False,
            )
        )
    )


def _as_it_is(value: Any) -> Any:
    return value


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
