"""An older database that learns which finding was let pass: what it kept is there, and told."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine

import tree
from migrations.test_steps_of_approval import OLD
from outreach import db

LET_PASS = (
    "INSERT INTO overruling (id, agency_id, about_kind, about_id, digest, rule, message, reason,"
    " by_id, at) VALUES (1, 1, 'placement', 1, 'd', 'JUST-01', 'M', 'R', 1, '2026-11-22 10:00:00')"
)
ANOTHER = (
    "INSERT INTO overruling (id, agency_id, about_kind, about_id, digest, rule, finding, message,"
    " reason, by_id, at)"
    " VALUES (2, 1, 'placement', 1, 'd', 'JUST-01', 'f', 'M', 'R', 1, '2026-11-22 10:00:00')"
)


def test_a_second_finding_of_a_rule_is_let_pass_beside_the_older_row(empty: Engine) -> None:
    config = Config(tree.ROOT / "alembic.ini")
    with db.connected(empty) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0060")
        for sql in (*OLD[:2], LET_PASS):
            connection.execute(sa.text(sql))
    with db.connected(empty) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0140")
        connection.execute(sa.text(ANOTHER))
        rows = connection.execute(sa.text("SELECT id, finding FROM overruling ORDER BY id"))
        assert rows.all() == [(1, ""), (2, "f")]
    with db.connected(empty) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0130")
        assert connection.execute(sa.text("SELECT id FROM overruling")).scalars().all() == [1]
