"""The migrations lead from nothing to exactly what the models say."""

import re
import sqlite3
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

import tree
from outreach import db as database


@pytest.fixture
def bare(tmp_path: Path) -> Engine:
    """A database with nothing in it."""
    return database.engine(f"sqlite:///{tmp_path / 'bare.db'}")


def parts(path: Path) -> set[str]:
    """Every column, constraint and index, each with the table it belongs to."""
    with sqlite3.connect(path) as connection:
        made = connection.execute(
            "SELECT tbl_name, sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND tbl_name != 'alembic_version'"
        ).fetchall()
    connection.close()
    return {f"{table}: {part}" for table, sql in made for part in clauses(sql)}


def clauses(sql: str) -> list[str]:
    """A statement's parts without regard to their order; both words for endless text are one."""
    plain = re.sub(r"\bVARCHAR\b(?!\()", "TEXT", " ".join(sql.split()))
    if not plain.startswith("CREATE TABLE"):
        return [plain]
    inside = plain[plain.index("(") + 1 : plain.rindex(")")]
    return [part.strip() for part in re.split(r",(?![^(]*\))", inside)]


def test_the_migrations_make_what_the_models_say(_empty_database: Path, bare: Engine) -> None:
    database.metadata.create_all(bare)
    bare.dispose()
    migrated, meant = parts(_empty_database), parts(Path(bare.url.database or ""))
    tree.expect_none(f"only in the models: {part}" for part in meant - migrated)
    tree.expect_none(f"only in the migrations: {part}" for part in migrated - meant)


def test_migrations_follow_each_other_in_one_line() -> None:
    scripts = ScriptDirectory.from_config(Config(tree.ROOT / "alembic.ini"))
    assert len(scripts.get_heads()) == len(scripts.get_bases()) == 1
