"""The migrations make exactly the tables of the code, and the way to an older or newer release
is told.
"""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.engine import Engine

import tree
from outreach import db, errors
from outreach.cli import schema


def is_ours(name: str | None, *_about: object) -> bool:
    """Whether a table is one of the code's; what spreads the work on PostgreSQL has its own."""
    return name is None or not name.startswith("procrastinate_")


def test_up_from_empty_makes_the_tables_of_the_code(empty: Engine) -> None:
    schema.migrate(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        assert compare_metadata(context, db.metadata) == []
        assert connection.scalar(sa.text("SELECT count(*) FROM hold_gate")) == 1


def test_the_way_down_leaves_nothing(empty: Engine) -> None:
    schema.migrate(empty)
    config = Config(tree.ROOT / "alembic.ini")
    with db.connected(empty) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    with empty.connect() as connection:
        left = filter(is_ours, sa.inspect(connection).get_table_names())
        assert list(left) == ["alembic_version"]


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    _, first = schema.migrate(engine)
    assert schema.migrate(engine) == (first, first)
    schema.check(engine)


def test_a_home_without_a_database_is_told(empty: Engine) -> None:
    with pytest.raises(errors.NotReady, match="outreach migrate"):
        schema.check(empty)


def test_a_database_of_an_older_release_is_told(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_head", lambda _config: "9999")
    with pytest.raises(errors.NotReady, match="older release"):
        schema.check(engine)


def test_a_database_of_a_newer_release_is_left_alone(engine: Engine) -> None:
    with db.connected(engine) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(errors.NotReady, match="newer release"):
        schema.migrate(engine)
    with pytest.raises(errors.NotReady, match="newer release"):
        schema.check(engine)


def test_a_table_that_others_point_to_is_copied_with_nothing_lost(copying: Engine) -> None:
    with db.connected(copying) as connection:
        for said in (
            "CREATE TABLE picture (id INTEGER PRIMARY KEY)",
            "CREATE TABLE words (picture_id INTEGER REFERENCES picture (id))",
            "INSERT INTO picture VALUES (7)",
            "INSERT INTO words VALUES (7)",
        ):
            connection.execute(sa.text(said))
    with db.connected(copying) as connection:
        change = Operations(MigrationContext.configure(connection))
        with change.batch_alter_table("picture", recreate="always") as batch:
            batch.add_column(sa.Column("kind", sa.String(9), nullable=True))
    with copying.connect() as connection:
        assert connection.execute(sa.text("SELECT * FROM picture")).all() == [(7, None)]
        with pytest.raises(sa.exc.IntegrityError):
            connection.execute(sa.text("INSERT INTO words VALUES (8)"))


def test_a_change_that_would_lose_a_row_that_others_point_to_is_undone(copying: Engine) -> None:
    with db.connected(copying) as connection:
        connection.execute(sa.text("CREATE TABLE picture (id INTEGER PRIMARY KEY)"))
        connection.execute(sa.text("CREATE TABLE words (p INTEGER REFERENCES picture (id))"))
    with pytest.raises(AssertionError, match="not there"), db.connected(copying) as connection:
        connection.execute(sa.text("INSERT INTO words VALUES (7)"))
    with copying.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM words")) == 0
