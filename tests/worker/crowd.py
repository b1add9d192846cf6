"""A crowd of approved posts, all due at once, each on an account of its own: copies of one."""

import sqlite3

from sqlalchemy.engine import Engine

from outreach import db as database
from outreach import delivery, posts
from outreach.delivery import contents

#: Numbers of the copies begin here, far from what tests make one by one.
FROM = 1_000_000


def crowd(engine: Engine, number: int, many: int) -> None:
    """Copy an approved placement many times, with everything that lets each of them go out."""
    with database.reading(engine) as db:
        placement = db.get_one(delivery.Placement, number)
        content = posts.content(db, placement.variant_id)
    # The words are the same, the account is each one's own.
    copies: list[dict[str, object]] = [
        {"n": at, "digest": contents.placement_digest(content, at, placement.due_at)}
        for at in range(FROM, FROM + many)
    ]
    new_post = {"post_id": ":n"}
    with sqlite3.connect(engine.url.database or "") as connection:
        _copy(connection, "account", placement.account_id, {"stable_id": "'s-' || :n"}, copies)
        _copy(connection, "post", placement.post_id, {"key": "'k-' || :n"}, copies)
        _copy(connection, "variant", placement.variant_id, new_post, copies)
        moved = {"variant_id": ":n", "account_id": ":n", "key": "'k-' || :n", "digest": ":digest"}
        _copy(connection, "placement", number, {**new_post, **moved}, copies)
        answered = {"about_id": ":n", "digest": ":digest"}
        for table in ("submission", "approval"):
            [[first]] = connection.execute(
                f"SELECT id FROM {table} WHERE about_kind = 'placement' AND about_id = ?", [number]
            )
            _copy(connection, table, first, answered, copies)
    connection.close()


def _copy(
    connection: sqlite3.Connection,
    table: str,
    original: int,
    changed: dict[str, str],
    copies: list[dict[str, object]],
) -> None:
    """Rows like the original, under new numbers, but for what is `changed`."""
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = [{"id": ":n", **changed}.get(name, name) for name in names]
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)}"
        f" FROM {table} WHERE id = {original}",
        copies,
    )
