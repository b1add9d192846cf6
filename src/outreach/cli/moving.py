"""Commands that move everything from SQLite to PostgreSQL, and back to where it was.

The old side is fenced first, then drained, then copied whole in one transaction of each side. At
the end its database refuses every change by itself, so nothing can be sent from both.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import sqlalchemy as sa
import typer
from sqlalchemy.engine import Connection, Engine
from sqlmodel import Session

from outreach import bootstrap, delivery, errors, identity, records, settings
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.cli import schema
from outreach.lib.counting import plural

CLOSED = "This database was moved to PostgreSQL; start Outreach with its new address."
GO_BACK = (
    "To go back while nothing was sent from there: stop Outreach, run `outreach move-back`, and "
    "start it without OUTREACH_DATABASE_URL."
)
PAUSE = 0.2


def add_to(app: typer.Typer) -> None:
    app.command("move-to-postgres")(move)
    app.command("move-back")(move_back)


def move(
    address: Annotated[
        str, typer.Argument(help="Address of an empty PostgreSQL, or a file that holds it.")
    ],
) -> None:
    """Move everything from SQLite to an empty PostgreSQL: all of it, or nothing.

    Workers finish what they have begun. Nothing is sent meanwhile, nor from here afterwards.
    """
    runtime = bootstrap.build(settings.load())
    there = database.engine(_given(address))
    try:
        _refuse(runtime, there)
        counted = _move(runtime, there)
    finally:
        there.dispose()
    typer.echo(
        f"Moved {plural(sum(counted.values()), 'row')} in {plural(len(counted), 'table')}; counts, "
        "digests and every agency's records agree.\n"
        "Set OUTREACH_DATABASE_URL to the new address, then start `outreach serve` and "
        f"`outreach work`.\n{GO_BACK}"
    )


def move_back() -> None:
    """Use the SQLite database again that was left for PostgreSQL. Stop everything else first."""
    runtime = bootstrap.build(settings.load())
    with _left(runtime.engine) as here:
        delivery.unfence(here)
        if not database.open_again(here):
            raise errors.Conflict("This database was not moved, so there is nothing to go back to.")
    typer.echo("This database is in use again. What was done on PostgreSQL since is not in it.")


def _move(runtime: Runtime, there: Engine) -> dict[str, int]:
    with _left(runtime.engine) as here:
        delivery.fence(here)
    try:
        with _drained(runtime) as here, database.connected(there) as target:
            schema.upgrade(target)
            read = database.copy_all(here, target)
            _compare(read, target)
            database.close(here, CLOSED)
            # The far side commits first. Should this one fail then, its fence still stands.
    except BaseException:
        _open_unless_kept(runtime.engine, there)
        raise
    return {table: total.rows for table, total in read.items()}


@contextmanager
def _drained(runtime: Runtime) -> Iterator[Connection]:
    """The old side, alone to us, with nothing in any worker's hands. Refuses when one holds on."""
    limits = runtime.settings
    patience = (limits.send_lease + limits.send_timeout) * 2
    least, end = None, runtime.monotonic() + patience
    while True:
        with _left(runtime.engine) as here:
            busy = _put_down(here, runtime.clock.now())
            if not busy:
                yield here
                return
        if least is None or busy < least:
            least, end = busy, runtime.monotonic() + patience
        elif runtime.monotonic() > end:
            raise errors.Conflict(
                f"{plural(busy, 'post is', 'posts are')} still being sent. Try again in a minute."
            )
        else:
            time.sleep(PAUSE)


def _put_down(here: Connection, now: datetime) -> int:
    """Take what dead workers held out of their hands, and say how much is still held."""
    with Session(here) as db:
        delivery.sweep(db, now=now)
        db.flush()
        return delivery.in_hand(db)


@contextmanager
def _left(engine: Engine) -> Iterator[Connection]:
    with engine.execution_options(outreach_writes=True).begin() as connection:
        yield connection


def _compare(read: dict[str, database.Sum], target: Connection) -> None:
    """Refuse a copy in which a row or a record is not what it was."""
    found = database.sums(target)
    wrong = sorted(table for table in read if read[table] != found[table])
    if wrong:
        raise errors.Conflict(f"The copy differs in {', '.join(wrong)}, so it was thrown away.")
    with Session(target) as db:
        for agency in identity.agencies(db):
            _, broken = records.verify(db, agency.id or 0)
            if broken is not None:
                raise errors.Conflict(
                    f"The records of {agency.name} do not hold. {broken.why} Nothing was moved."
                )


def _open_unless_kept(here: Engine, there: Engine) -> None:
    """Take the fence away again, but only where the far side surely kept nothing."""
    if _is_empty(there):
        with _left(here) as connection:
            delivery.unfence(connection)


def _refuse(runtime: Runtime, there: Engine) -> None:
    if runtime.engine.dialect.name != "sqlite":
        raise errors.BadInput("This Outreach already uses PostgreSQL. Unset OUTREACH_DATABASE_URL.")
    if there.dialect.name != "postgresql":
        raise errors.BadInput("The new address has to begin with postgresql://.")
    schema.check(runtime.engine)
    if not _is_empty(there):
        raise errors.Conflict(
            "The new database is not empty. Make a new one, or drop its tables, and try again."
        )


def _is_empty(there: Engine) -> bool:
    try:
        with there.connect() as connection:
            return not sa.inspect(connection).get_table_names()
    except sa.exc.OperationalError as fault:
        raise errors.NotReady(
            f"The new database cannot be reached ({type(fault.orig).__name__}). Check its address."
        ) from None


def _given(address: str) -> str:
    """The address itself, or what a file holds: a password need not stand in a command."""
    path = Path(address)
    return path.read_text("utf-8").strip() if "://" not in address else address
