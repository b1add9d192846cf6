"""The embedded database as one file: copied while others write, and put in place at one stroke."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from outreach import db as database
from outreach import errors
from outreach.cli.backups import archive

PART = "outreach.db"
Of = TypeVar("Of")


@contextmanager
def copied(engine: Engine, folder: Path) -> Iterator[tuple[Session, dict[str, Path]]]:
    """A copy of one moment, and a session that reads that very copy."""
    path = folder / PART
    source = engine.raw_connection()
    try:
        with closing(sqlite3.connect(path)) as copy:
            bare: sqlite3.Connection = source.driver_connection  # type: ignore[assignment]  # it is SQLite's
            bare.backup(copy)
            # One file, without a log beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        source.close()
    looking = sa.create_engine("sqlite://", creator=lambda: _look(path), poolclass=NullPool)
    with Session(looking) as db:
        yield db, {PART: path}


def put_back(
    backup: archive.Reader,
    home: Path,
    draft: Path,
    *,
    now: datetime,
    mend: Callable[[Session], Of],
) -> Of:
    """Prove the copy, mend it, and only then put it in the place of what is there, which is kept
    beside it.
    """
    path = draft / PART
    backup.take_out(PART, path)
    engine = database.engine(f"sqlite:///{path}")
    try:
        with database.writing(engine) as db:
            _refuse_damaged(db)
            mended = mend(db)
        _in_one_file(engine)
    finally:
        engine.dispose()
    _swap(path, home / PART, now)
    return mended


def _look(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)


def _refuse_damaged(db: Session) -> None:
    said = db.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
    if said != "ok":
        raise errors.BadInput("The database in this backup is damaged. Use another backup.")


def _in_one_file(engine: Engine) -> None:
    bare = engine.raw_connection()
    try:
        bare.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]  # it is open
    finally:
        bare.close()


def _swap(fresh: Path, place: Path, now: datetime) -> None:
    """At every moment one of the two stands whole in its place."""
    if place.exists():
        with closing(sqlite3.connect(place)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for log in ("-wal", "-shm"):
            place.with_name(place.name + log).unlink(missing_ok=True)
        place.with_name(f"{place.name}.before-{now:%Y%m%d-%H%M%S}").hardlink_to(place)
    fresh.replace(place)
    archive.settle(place.parent)
