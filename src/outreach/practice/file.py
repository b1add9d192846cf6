"""One SQLite file shared by threads, whose every write is on disk before the verb returns."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from threading import RLock
from typing import TypeVar, cast

Value = str | int | bytes | None
Made = TypeVar("Made")


class File:
    """The practice network's file: `read`, `write` and `transaction`, one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._lock = RLock()
        self._remembered: dict[tuple[object, ...], object] = {}
        self._connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=10
        )
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        schema = resources.files("outreach.practice").joinpath("schema.sql")
        self._connection.executescript(schema.read_text(encoding="utf-8"))

    def close(self) -> None:
        """Close the file; nothing can be read or written afterwards."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside happen together or not at all; other threads wait."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self._remembered.clear()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def read(self, sql: str, *values: Value, **named: Value) -> list[sqlite3.Row]:
        """Every row a query finds, as one consistent view; it takes values in order or by name."""
        with self._lock:
            return self._connection.execute(sql, named or values).fetchall()

    def reread(self, sql: str, make: Callable[[list[sqlite3.Row]], Made], **named: Value) -> Made:
        """What `make` makes of the rows found; asked again before anybody writes, from memory."""
        with self._lock:
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
            question = (sql, make, version, *sorted(named.items()))
            if question not in self._remembered:
                self._remembered[question] = make(self.read(sql, **named))
            return cast("Made", self._remembered[question])

    def write(self, sql: str, *values: Value, **named: Value) -> int:
        """Run one statement and answer how many rows it changed."""
        with self.transaction():
            return self._connection.execute(sql, named or values).rowcount

    def write_all(self, sql: str, many: Sequence[Sequence[Value]]) -> None:
        """Run one statement once for each row of values, all together."""
        with self.transaction():
            self._connection.executemany(sql, many)
