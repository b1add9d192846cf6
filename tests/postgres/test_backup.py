"""A backup of PostgreSQL is of one moment, and is put back whole or not at all."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy.engine import Engine

from cli.town import Town
from outreach import db as database
from outreach import errors, records
from outreach.cli.backups.making import back_up
from outreach.cli.backups.restoring import restore
from outreach.delivery import State
from outreach.settings import Settings
from people import cast

pytestmark = pytest.mark.postgres


@pytest.fixture
def database_kind() -> str:
    return "postgres"


@pytest.fixture
def town(engine: Engine, tmp_path: Path) -> Iterator[Town]:
    address = SecretStr(engine.url.render_as_string(hide_password=False))
    made = Town(Settings(home=tmp_path / "home", database_url=address))
    with database.writing(made.runtime.engine) as db:
        cast(db, made.clock.now())
    yield made
    made.runtime.engine.dispose()


def test_what_went_out_after_the_backup_is_found_and_nothing_goes_out_twice(
    town: Town, tmp_path: Path
) -> None:
    numbers = [town.a_post(timedelta(minutes=due)) for due in (10, 20, 30)]
    back_up(town.runtime, tmp_path / "b.tar")
    town.later(minutes=31)
    assert town.states(numbers) == [State.PUBLISHED] * 3
    restore(town.runtime, tmp_path / "b.tar", email="admin@example.org", over=True)
    assert town.states(numbers) == [State.UNKNOWN] * 3
    town.later(minutes=3)
    assert town.states(numbers) == [State.PUBLISHED] * 3
    assert len(town.x.accepted) == 3


def test_new_rows_take_numbers_after_those_put_back(town: Town, tmp_path: Path) -> None:
    before = town.a_post(timedelta(days=1))
    back_up(town.runtime, tmp_path / "b.tar")
    restore(town.runtime, tmp_path / "b.tar", email="admin@example.org", over=True)
    assert town.a_post(timedelta(days=1)) == before + 1


def test_a_backup_that_does_not_hold_changes_nothing(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = town.a_post(timedelta(days=1))
    monkeypatch.setattr(records, "heads", lambda _: {})
    back_up(town.runtime, tmp_path / "b.tar")
    monkeypatch.undo()
    with pytest.raises(errors.BadInput, match="do not end"):
        restore(town.runtime, tmp_path / "b.tar", email="admin@example.org", over=True)
    assert town.states([number]) == [State.SCHEDULED]
    assert town.holds() == []
