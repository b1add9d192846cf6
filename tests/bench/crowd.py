"""A crowd of approved posts, written straight into the tables: people would need hours."""

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from delivery.stage import AtOnce, Stage, build_stage
from outreach import db as database
from outreach import delivery, posts
from outreach.cli import schema
from outreach.platforms import PlatformName

Row = dict[str, object]
LATER = "2027-06-01 16:00:00.000000"
FIRST_LATER = 5_000_000
#: What a variant's digest is made of, beside its text.
WORDS = "Neighbors and officers met today, and listened to each other. ({number})"


def build(path: Path, now: datetime, *, accounts: int, each: int, senders: int) -> Stage:
    """A stage on which every account has `each` posts due in a minute, each with its yes."""
    engine = database.engine(f"sqlite:///{path}")
    schema.migrate(engine)
    stage = build_stage(engine, now, path.parent / "media", senders=senders)
    like = stage.scheduled(due_in=timedelta(minutes=1))
    with database.connected(engine) as connection:
        _multiply(connection, stage, like, accounts=accounts, each=each)
    stage.later(minutes=10)
    return stage


def again(stage: Stage, path: Path) -> Stage:
    """The same stage on another database: its clocks, its platforms and its keys."""
    means = replace(stage.means, engine=database.engine(f"sqlite:///{path}"))
    dispatcher = delivery.Dispatcher(means, AtOnce(), wake=lambda: None)
    return replace(stage, engine=means.engine, means=means, dispatcher=dispatcher)


def add_later_ones(path: Path, *, count: int) -> None:
    """Posts of next year on the first account, as like the due ones as can be."""
    with sqlite3.connect(path) as connection:
        for table, changed in (
            ("variant", {"language": "'l' || n"}),
            ("placement", {"variant_id": "n", "key": "'l' || n", "due_at": f"'{LATER}'"}),
        ):
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            values = [{"id": "n", **changed}.get(name, name) for name in names]
            connection.execute(
                f"WITH RECURSIVE numbers(n) AS (SELECT {FIRST_LATER} UNION ALL"
                f" SELECT n + 1 FROM numbers LIMIT {count})"
                f" INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)}"
                f" FROM numbers, {table} WHERE id = (SELECT min(id) FROM {table} WHERE id >= 10000)"
            )
    connection.close()


def _multiply(connection: Connection, stage: Stage, like: int, *, accounts: int, each: int) -> None:
    """Copies of one approved post under numbers of their own, and digests that are true."""
    first = {name: _one(connection, name) for name in
             ("account", "post", "variant", "placement", "submission", "approval")}  # fmt: skip
    connection.execute(sa.delete(_table("placement")).where(_table("placement").c.id == like))
    mine = [1_000 + number for number in range(accounts)]
    sealed = [stage.vault.seal({"access_token": f"token {number}"}) for number in mine]
    rows = [{"id": n, "stable_id": f"s{n}", "handle": f"h{n}", "sealed": s}
            for n, s in zip(mine, sealed, strict=True)]  # fmt: skip
    _add(connection, "account", first["account"], rows)
    numbers = range(10_000, 10_000 + accounts * each)
    _add(connection, "post", first["post"], [{"id": n, "key": f"p{n}"} for n in numbers])
    _add(connection, "variant", first["variant"],
         [{"id": n, "post_id": n, "text": WORDS.format(number=n)} for n in numbers])  # fmt: skip
    began = first["placement"]["due_at"]
    assert isinstance(began, datetime)
    placed = []
    for n in numbers:
        account = mine[(n - 10_000) // each]
        due = began + timedelta(seconds=n % each)
        own = {"id": n, "post_id": n, "variant_id": n, "account_id": account, "key": f"k{n}"}
        placed.append({**own, "due_at": due, "digest": _digest(n, account, due)})
    _add(connection, "placement", first["placement"], placed)
    told = [{"id": row["id"], "about_id": row["id"], "digest": row["digest"]} for row in placed]
    _add(connection, "submission", first["submission"], told)
    _add(connection, "approval", first["approval"], told)


def _digest(number: int, account: int, due: datetime) -> str:
    content = posts.Content(
        agency_id=1, campaign_id=None, post_id=number, story_id=None,
        platform=PlatformName.X,
        language="en", text=WORDS.format(number=number), link=None, asset_id=None,
        asset_sha256=None, alt="", poll_options=(), poll_minutes=0, authors=frozenset(),
    )  # fmt: skip
    return delivery.placement_digest(content, account, due)


def _table(name: str) -> sa.Table:
    return SQLModel.metadata.tables[name]


def _one(connection: Connection, name: str) -> Row:
    table = _table(name)
    found = connection.execute(sa.select(table).order_by(table.c.id.desc()).limit(1)).one()
    return dict(found._mapping)


def _add(connection: Connection, name: str, like: Row, changed: list[Row]) -> None:
    for start in range(0, len(changed), 1000):
        rows = [{**like, **row} for row in changed[start : start + 1000]]
        connection.execute(sa.insert(_table(name)), rows)
