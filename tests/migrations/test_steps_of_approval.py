"""An older database that learns of steps: what waited for a yes waits still, and nothing more."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine

import tree
from outreach import db

OLD = (
    "INSERT INTO agency (id, name, short_name, kind, city, state, time_zone, language, contact,"
    " practice, created_at) VALUES (1, 'A', 'A', 'police', 'B', 'CO', 'America/Denver', 'en', '',"
    " true, '2026-11-22 10:00:00')",
    "INSERT INTO person (id, name, email, failures, created_at)"
    " VALUES (1, 'P', 'p@example.org', 0, '2026-11-22 10:00:00')",
    *(
        "INSERT INTO submission (id, agency_id, about_kind, about_id, digest, authors, by_id, at)"
        f" VALUES ({number}, 1, 'placement', {number}, 'd', '[1]', 1, '2026-11-22 1{number}:00:00')"
        for number in (1, 2, 3)
    ),
    # The first was answered; the second was answered before it was asked once more.
    *(
        "INSERT INTO approval (id, agency_id, about_kind, about_id, digest, decision, comment,"
        f" by_id, at) VALUES ({number}, 1, 'placement', {number}, 'd', 'approve', '', 1,"
        " '2026-11-22 11:30:00')"
        for number in (1, 2)
    ),
)


def test_what_waited_for_a_yes_waits_still(empty: Engine) -> None:
    config = Config(tree.ROOT / "alembic.ini")
    with db.connected(empty) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0050")
        for sql in OLD:
            connection.execute(sa.text(sql))
    with db.connected(empty) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0060")
    with empty.connect() as connection:
        rows = connection.execute(
            sa.text("SELECT id FROM submission WHERE is_open ORDER BY id")
        ).scalars()
        assert list(rows) == [2, 3]
        steps = connection.execute(sa.text("SELECT DISTINCT step FROM approval")).scalars()
        assert list(steps) == ["second_reader"]
