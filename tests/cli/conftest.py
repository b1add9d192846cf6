"""The fixtures of this folder."""

import io
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

import groups
from cli.desk import Run
from outreach import bootstrap, cli
from outreach import db as database
from outreach.settings import Settings
from people import cast


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A command asks the whole application, as a page does."""
    groups.put(items, Path(__file__).parent, "pages")


@pytest.fixture(scope="session")
def first_home(_empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated home with the cast in it, made once; tests get copies."""
    made = tmp_path_factory.mktemp("first") / "home"
    runtime = bootstrap.build(Settings(home=made))
    shutil.copy(_empty_database, runtime.engine.url.database or "")
    with database.writing(runtime.engine) as db:
        cast(db, datetime.now(UTC))
    runtime.engine.dispose()
    return made


@pytest.fixture
def home(first_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of the test."""
    monkeypatch.setenv("OUTREACH_HOME", str(tmp_path / "home"))
    return shutil.copytree(first_home, tmp_path / "home")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command; gives its exit code, what it said, and what it complained of."""

    def typed(*words: str, given: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["outreach", *words])
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return typed
