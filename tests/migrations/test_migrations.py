"""The migrations make exactly the tables of the code, and the way to an older or newer release
is told.
"""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.engine import Engine

from outreach import db, errors
from outreach.cli import schema


@pytest.fixture
def empty(tmp_path: Path) -> Engine:
    return db.engine(f"sqlite:///{tmp_path / 'migrated.db'}")


def test_up_from_empty_makes_the_tables_of_the_code(empty: Engine, engine: Engine) -> None:
    schema.migrate(empty)
    with empty.connect() as connection:
        drift = compare_metadata(MigrationContext.configure(connection), db.metadata)
        assert drift == []
        assert connection.scalar(sa.text("SELECT count(*) FROM hold_gate")) == 1


def test_migrating_twice_changes_nothing(empty: Engine) -> None:
    _, first = schema.migrate(empty)
    assert schema.migrate(empty) == (first, first)
    schema.check(empty)


def test_a_home_without_a_database_is_told(empty: Engine) -> None:
    with pytest.raises(errors.NotReady, match="outreach migrate"):
        schema.check(empty)


def test_a_database_of_an_older_release_is_told(
    empty: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema.migrate(empty)
    monkeypatch.setattr(schema, "_head", lambda _config: "9999")
    with pytest.raises(errors.NotReady, match="older release"):
        schema.check(empty)


def test_a_database_of_a_newer_release_is_left_alone(empty: Engine) -> None:
    schema.migrate(empty)
    with db.connected(empty) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(errors.NotReady, match="newer release"):
        schema.migrate(empty)
    with pytest.raises(errors.NotReady, match="newer release"):
        schema.check(empty)


def test_a_table_that_others_point_to_is_copied_with_nothing_lost(empty: Engine) -> None:
    with db.connected(empty) as connection:
        for said in (
            "CREATE TABLE picture (id INTEGER PRIMARY KEY)",
            "CREATE TABLE words (picture_id INTEGER REFERENCES picture (id))",
            "INSERT INTO picture VALUES (7)",
            "INSERT INTO words VALUES (7)",
        ):
            connection.execute(sa.text(said))
    with db.connected(empty) as connection:
        change = Operations(MigrationContext.configure(connection))
        with change.batch_alter_table("picture", recreate="always") as batch:
            batch.add_column(sa.Column("kind", sa.String(9), nullable=True))
    with empty.connect() as connection:
        assert connection.execute(sa.text("SELECT * FROM picture")).all() == [(7, None)]
        with pytest.raises(sa.exc.IntegrityError):
            connection.execute(sa.text("INSERT INTO words VALUES (8)"))


def test_a_change_that_would_lose_a_row_that_others_point_to_is_undone(empty: Engine) -> None:
    with db.connected(empty) as connection:
        connection.execute(sa.text("CREATE TABLE picture (id INTEGER PRIMARY KEY)"))
        connection.execute(sa.text("CREATE TABLE words (p INTEGER REFERENCES picture (id))"))
    with pytest.raises(AssertionError, match="not there"), db.connected(empty) as connection:
        connection.execute(sa.text("INSERT INTO words VALUES (7)"))
    with empty.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM words")) == 0
