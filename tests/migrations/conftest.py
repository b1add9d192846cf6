"""A database without a table, of either kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from outreach import db


@pytest.fixture
def empty(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    address = f"sqlite:///{tmp_path / 'migrated.db'}"
    if database_kind == "postgres":
        address = request.getfixturevalue("postgres").bare("migrated")
    made = db.engine(address)
    yield made
    made.dispose()


@pytest.fixture
def copying(tmp_path: Path) -> Iterator[Engine]:
    """A database that changes a table by copying it: SQLite alone does."""
    made = db.engine(f"sqlite:///{tmp_path / 'copied.db'}")
    yield made
    made.dispose()
