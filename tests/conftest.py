"""What every test may ask for, the order of the groups, and the rule that nothing leaves here."""

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine
from sqlmodel import Session

import databases
import groups
import guard
import tree
from outreach import db as database

guard.install()
# The machine is shared, so a slow example says nothing about the code. Every run draws other
# examples: forty find a plain fault at once, `make proof` looks for the rare ones.
hypothesis.settings.register_profile("quick", deadline=None, max_examples=40)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=500)
hypothesis.settings.load_profile("quick")

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(autouse=True)
def _stays_on_this_machine() -> Iterator[None]:
    guard.attempts.clear()
    yield
    assert guard.attempts == [], "This test tried to leave the machine."


@pytest.fixture
def now() -> datetime:
    """Monday 23 November 2026, nine in the morning in Phoenix."""
    return datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference data, no part of the project; a test is skipped without it."""
    folder = os.environ.get("OUTREACH_TEST_REFERENCE")
    if not folder:
        pytest.skip("OUTREACH_TEST_REFERENCE names no folder of reference data")
    return Path(folder)


@pytest.fixture(scope="session")
def _empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the migrations make it, made once; tests get copies."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    engine = database.engine(f"sqlite:///{path}")
    config = Config(tree.ROOT / "alembic.ini")
    with database.connected(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def _one_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine remembers the SQL of every statement it has seen, so all tests ask the same one."""
    made = database.engine(f"sqlite:///{tmp_path_factory.mktemp('one') / 'outreach.db'}")
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Databases]:
    """Databases on a PostgreSQL, started once for all tests of this process."""
    with databases.server() as running:
        made = databases.Databases(running)
        yield made
        made.close()


@pytest.fixture
def database_kind() -> str:
    """Which kind of database `engine` speaks to; tests of some folders run once with each."""
    return "sqlite"


@pytest.fixture
def engine(database_kind: str, request: pytest.FixtureRequest) -> Engine:
    """The engine over a database of the test's own. What is committed stays for this test only."""
    made: Engine = request.getfixturevalue(f"_on_{database_kind}")
    return made


@pytest.fixture
def _on_sqlite(_one_engine: Engine, _empty_database: Path) -> Iterator[Engine]:
    path = Path(_one_engine.url.database or "")
    if not path.exists():
        shutil.copy(_empty_database, path)
    yield _one_engine
    # What is committed is first in the write-ahead log: where that is empty, nothing has changed.
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or log.stat().st_size:
        _one_engine.dispose()
        for left in path.parent.iterdir():
            left.unlink()


@pytest.fixture
def _on_postgres(postgres: databases.Databases) -> Iterator[Engine]:
    made = postgres.fresh()
    yield made
    made.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """A session that may write, undone when the test ends."""
    bound = engine.execution_options(outreach_writes=True)
    with Session(bound, expire_on_commit=False) as session:
        yield session
        session.rollback()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """How pytest-playwright starts this machine's Chromium: headless, and speaking to nobody."""
    return {"executable_path": groups.chromium(), "args": list(CHROMIUM_FLAGS)}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests that reach the database run on both kinds where a kind could make a difference."""
    if "database_kind" in metafunc.fixturenames and databases.on_both(metafunc.definition):
        kinds = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
        metafunc.parametrize("database_kind", kinds)


def pytest_configure() -> None:
    """Nothing that is imported becomes waste; until all is there, nobody looks for any."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on only what the tests themselves make is looked through, and not at every turn."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if groups.of(item) == "browser" and groups.chromium() is None:
        pytest.skip("no Chromium on this machine")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    groups.in_order(items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    # One look for what was left open; pytest would look through all that lives five times.
    gc.collect()
    gc.freeze()
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return
    missing = groups.skipped_but_required(reporter.stats.get("skipped", []))
    if missing:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line("\nThese were asked for and may not be skipped:", red=True)
    for test in missing:
        reporter.write_line(f"  {test}")
