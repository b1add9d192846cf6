"""What it costs to send: the dispatcher beside a bare loop that makes the same durable changes."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import bare
from bench.ratio import Ratio, cpu_of
from delivery.stage import Stage, build_stage
from outreach import db as database
from outreach.cli import schema

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
ACCOUNTS = 50
POSTS_EACH = 6
POSTS = ACCOUNTS * POSTS_EACH
FUTURE = 50_000


def ratios(folder: Path) -> Iterator[Ratio]:
    """Sending against the bare loop, and sending among many posts of the future against none."""
    few, path = _stage(folder / "few.db")
    shutil.copy(path, folder / "bare.db")
    among_none = cpu_of(few.rounds, things=POSTS)
    bare_loop = cpu_of(lambda: bare.send_all(folder / "bare.db", group=ACCOUNTS), things=POSTS)
    yield Ratio("Send a post", "a bare loop with the same commits", among_none, bare_loop, goal=0.6)

    many, path = _stage(folder / "many.db")
    _fill_the_future(path)
    among_many = cpu_of(many.rounds, things=POSTS)
    yield Ratio(
        f"Send a post among {FUTURE:,} later ones",
        "the same among none",
        among_many,
        among_none,
        goal=0.8,
    )


def _stage(path: Path) -> tuple[Stage, Path]:
    """A database of posts that are all due, each approved as people approve them."""
    engine = database.engine(f"sqlite:///{path}")
    schema.migrate(engine)
    stage = build_stage(engine, NOW, path.parent / "media", senders=ACCOUNTS)
    for account in [stage.account() for _ in range(ACCOUNTS)]:
        for turn in range(POSTS_EACH):
            stage.scheduled(account=account, due_in=timedelta(minutes=60 + turn))
    stage.later(minutes=70)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return stage, path


def _fill_the_future(path: Path) -> None:
    """Copy one post many times into next year, each with words of its own."""
    with sqlite3.connect(path) as connection:
        numbers = range(1_000_000, 1_000_000 + FUTURE)
        _copy(connection, "variant", {"language": "'l-' || :n"}, numbers)
        _copy(
            connection,
            "placement",
            {"variant_id": ":n", "key": "'k-' || :n", "due_at": "'2027-06-01 16:00:00.000000'"},
            numbers,
        )
    connection.close()


def _copy(
    connection: sqlite3.Connection, table: str, changed: dict[str, str], numbers: range
) -> None:
    """Rows like the table's first one, under new numbers, but for what is `changed`."""
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = [{"id": ":n", **changed}.get(name, name) for name in names]
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)}"
        f" FROM {table} WHERE id = (SELECT min(id) FROM {table})",
        [{"n": number} for number in numbers],
    )
