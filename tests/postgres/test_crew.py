"""Workers on PostgreSQL in real time: what is due goes out by itself, wherever it was claimed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from pydantic import SecretStr
from sqlalchemy.engine import Engine

import build
from outreach import bootstrap, delivery, identity
from outreach import db as database
from outreach.delivery import State
from outreach.lib.clock import SystemClock
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Sandbox
from outreach.settings import Settings
from outreach.worker.crew import Crew
from people import cast

pytestmark = pytest.mark.postgres


@pytest.fixture
def database_kind() -> str:
    return "postgres"


@pytest.fixture
def x() -> Sandbox:
    return Sandbox(SystemClock())


@pytest.fixture
def runtime(engine: Engine, tmp_path: Path, x: Sandbox) -> Iterator[bootstrap.Runtime]:
    address = SecretStr(engine.url.render_as_string(hide_password=False))
    settings = Settings(home=tmp_path, database_url=address, tick_seconds=0.3, chunk=3)
    made = bootstrap.build(settings, platforms={PlatformName.X: x})
    yield made
    made.engine.dispose()


@pytest.fixture
def crews(runtime: bootstrap.Runtime) -> Iterator[list[Crew]]:
    made = [Crew(runtime), Crew(runtime)]
    for crew in made:
        crew.start()
    yield made
    for crew in made:
        crew.stop()


def due_soon(runtime: bootstrap.Runtime, count: int) -> list[int]:
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        people = cast(db, now)
        return [
            build.a_scheduled(
                db,
                people,
                now=now,
                account=build.an_account(db, people, now=now, vault=runtime.vault),
                due_in=timedelta(seconds=3),
            ).id
            or 0
            for _ in range(count)
        ]


def rows(runtime: bootstrap.Runtime, numbers: list[int]) -> list[delivery.Placement]:
    with database.reading(runtime.engine) as db:
        return [db.get_one(delivery.Placement, number) for number in numbers]


def wait_until_out(runtime: bootstrap.Runtime, numbers: list[int]) -> list[delivery.Placement]:
    end = monotonic() + 40
    while monotonic() < end:
        found = rows(runtime, numbers)
        if all(row.state is State.PUBLISHED for row in found):
            return found
        sleep(0.1)
    raise AssertionError([(row.state, row.trouble) for row in found])


def test_two_workers_send_every_post_once_and_none_early(
    runtime: bootstrap.Runtime, crews: list[Crew], x: Sandbox
) -> None:
    found = wait_until_out(runtime, due_soon(runtime, 20))
    assert len(x.accepted) == 20
    assert all(row.published_at and row.published_at >= row.due_at for row in found)


def test_what_a_stopped_worker_leaves_another_finishes(
    runtime: bootstrap.Runtime, x: Sandbox
) -> None:
    numbers = due_soon(runtime, 12)
    first, second = Crew(runtime), Crew(runtime)
    first.start()
    end = monotonic() + 40
    while monotonic() < end and not x.accepted:
        sleep(0.02)
    first.stop()
    left = {row.state for row in rows(runtime, numbers)}
    assert left <= {State.PUBLISHED, State.SCHEDULED, State.CLAIMED}
    second.start()
    wait_until_out(runtime, numbers)
    second.stop()
    assert len(x.accepted) == 12


def test_a_post_that_is_out_is_taken_down_by_whoever_is_free(
    runtime: bootstrap.Runtime, crews: list[Crew], x: Sandbox
) -> None:
    (row,) = wait_until_out(runtime, due_soon(runtime, 1))
    number, now = row.id or 0, runtime.clock.now()
    with database.writing(runtime.engine) as db:
        by = identity.actor(db, row.placed_by, row.agency_id)
        delivery.amends.take_down(db, number, "Wrong.", at_once=True, by=by, now=now)
    end = monotonic() + 40
    while monotonic() < end and not taken_down(runtime, number):
        sleep(0.1)
    assert taken_down(runtime, number)
    assert [post.removed for post in x.accepted] == [True]


def taken_down(runtime: bootstrap.Runtime, number: int) -> bool:
    with database.reading(runtime.engine) as db:
        return number in delivery.amends.taken_down(db, [number])
