"""What a seed may do to the database: stop a task before it begins a transaction, kill it before it
commits, lock it out, fill the disk; and read which ways its posts went.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

from delivery.simulation.tasks import Crash, Task, running, stop_here

#: Which ways posts went, written by the database itself, whoever moved them.
WATCH = (
    "CREATE TABLE moved (placement_id INTEGER, origin TEXT, goal TEXT)",
    "CREATE TRIGGER watch AFTER UPDATE OF state ON placement WHEN old.state IS NOT new.state "
    "BEGIN INSERT INTO moved VALUES (new.id, old.state, new.state); END",
)
MOVED = sa.text("SELECT origin, goal FROM moved WHERE rowid > :seen ORDER BY rowid")

Moves = list[tuple[str, str]]


class Hooks:
    """Listens to one engine while a play runs on it."""

    def __init__(
        self,
        read: Callable[[Task], None],
        fault: Callable[[str], bool],
        moved: Callable[[Moves], None],
    ) -> None:
        self._read = read
        self._fault = fault
        self._moved = moved
        self._seen = 0

    @contextmanager
    def on(self, engine: Engine) -> Iterator[None]:
        listening: Mapping[str, Callable[..., Any]] = {
            "engine_connect": self._connect,
            "begin": self._begin,
            "commit": self._commit,
            "rollback": self._end,
        }
        for name, hook in listening.items():
            event.listen(engine, name, hook)
        try:
            yield
        finally:
            for name, hook in listening.items():
                event.remove(engine, name, hook)

    def _connect(self, connection: Connection) -> None:
        """Before a transaction: here a task may wait, die, or be told that the database is busy."""
        task = running()
        if task is None:
            return
        try:
            stop_here()
            self._read(task)
            if self._fault("locked"):
                raise _fault("database is locked")
        except BaseException:
            connection.close()
            raise

    def _begin(self, _connection: Connection) -> None:
        task = running()
        if task is not None:
            task.open += 1

    def _commit(self, connection: Connection) -> None:
        task = running()
        if task is not None:
            task.open -= 1
            if self._fault("dies"):
                raise Crash
            if self._fault("full"):
                raise _fault("database or disk is full")
        rows = connection.execute(MOVED, {"seen": self._seen}).all()
        self._seen += len(rows)
        self._moved([(row.origin, row.goal) for row in rows])

    def _end(self, _connection: Connection) -> None:
        task = running()
        if task is not None:
            task.open -= 1


def _fault(words: str) -> OperationalError:
    return OperationalError(None, None, sqlite3.OperationalError(words))
