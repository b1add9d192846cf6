"""The line, over a database and a folder of the test's own."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy.engine import Engine

import groups
from bypass.line import Line, set_up
from outreach import db as database
from outreach import identity
from outreach.bootstrap import Runtime
from outreach.lib.clock import VirtualClock
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Sandbox
from outreach.settings import Settings
from people import cast


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here goes through the whole application."""
    for item in items:
        if Path(__file__).parent in item.path.parents and groups.of(item) == "fast":
            item.add_marker(pytest.mark.pages)


@pytest.fixture
def line(engine: Engine, now: datetime, tmp_path: Path) -> Iterator[Line]:
    clock = VirtualClock(now)
    (tmp_path / "media").mkdir()
    vault = identity.Vault((Fernet.generate_key().decode(),))
    platforms = {name: Sandbox(clock, name) for name in PlatformName}
    settings = Settings(home=tmp_path, database_url=None)
    runtime = Runtime(settings, engine, clock, vault, platforms, lambda: 0.0)
    with database.writing(engine) as db:
        people = cast(db, now)
    with ExitStack() as opened:
        yield set_up(runtime, clock, people, opened)
