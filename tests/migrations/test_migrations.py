"""The migrations make exactly the tables of the code, and the way to an older or newer release
is told.
"""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
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
