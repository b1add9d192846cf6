"""The alarm clock in real time: due posts go out at their instant, and a stopped tick shows."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from pydantic import SecretStr
from sqlalchemy.engine import Engine

import build
from outreach import bootstrap, delivery, worker
from outreach import db as database
from outreach.delivery import State
from outreach.lib.clock import SystemClock
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Sandbox
from outreach.settings import Settings
from people import cast

pytestmark = pytest.mark.network


@pytest.fixture
def runtime(engine: Engine, tmp_path: Path) -> bootstrap.Runtime:
    address = SecretStr(engine.url.render_as_string())
    settings = Settings(home=tmp_path, database_url=address, tick_seconds=0.5)
    x = Sandbox(SystemClock())
    return bootstrap.build(settings, platforms={PlatformName.X: x})


@pytest.fixture
def ticker(runtime: bootstrap.Runtime) -> Iterator[worker.Ticker]:
    made = worker.Ticker(runtime)
    made.start()
    yield made
    made.stop()


def wait_until_out(runtime: bootstrap.Runtime, number: int, seconds: float) -> delivery.Placement:
    """The post once it is out; fails when it is not out in time."""
    published = delivery.State.PUBLISHED
    end = monotonic() + seconds
    while monotonic() < end:
        with database.reading(runtime.engine) as db:
            row = db.get_one(delivery.Placement, number)
        if row.state is published:
            return row
    raise AssertionError(f"The post is {row.state} after {seconds} seconds: {row.trouble}")


def test_a_post_due_in_three_seconds_goes_out_by_itself(
    runtime: bootstrap.Runtime, ticker: worker.Ticker
) -> None:
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        people = cast(db, now)
        account = build.an_account(db, people, now=now, vault=runtime.vault)
        due_in = timedelta(seconds=3)
        number = build.a_scheduled(db, people, now=now, account=account, due_in=due_in).id or 0
    row = wait_until_out(runtime, number, seconds=30)
    assert row.published_at is not None
    assert row.published_at >= row.due_at


def test_a_stopped_tick_turns_the_health_red(
    runtime: bootstrap.Runtime, ticker: worker.Ticker
) -> None:
    end = monotonic() + 30
    while not delivery.health(runtime.engine, now=runtime.clock.now()).ok:
        assert monotonic() < end, "The tick never beat."
    ticker.stop()
    later = runtime.clock.now() + timedelta(seconds=6)
    health = delivery.health(runtime.engine, now=later)
    assert not health.ok
    assert "nothing is going out" in health.sentence


def test_what_is_marked_is_finished_when_the_ticker_stops(runtime: bootstrap.Runtime) -> None:
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        people = cast(db, now)
        account = build.an_account(db, people, now=now, vault=runtime.vault)
        due_in = timedelta(seconds=1)
        number = build.a_scheduled(db, people, now=now, account=account, due_in=due_in).id or 0
    ticker = worker.Ticker(runtime)
    ticker.start()
    wait_until_out(runtime, number, seconds=30)
    ticker.stop()
    with database.reading(runtime.engine) as db:
        assert db.get_one(delivery.Placement, number).state is State.PUBLISHED


class SetClock:
    """The machine's clock, set wrong by as much as is said."""

    def __init__(self) -> None:
        self.off = timedelta(0)

    def now(self) -> datetime:
        return SystemClock().now() + self.off


def test_a_clock_that_jumps_ahead_sends_nothing_until_it_is_right_again(
    runtime: bootstrap.Runtime,
) -> None:
    clock = SetClock()
    runtime = runtime.with_clock(clock)
    with database.writing(runtime.engine) as db:
        people = cast(db, clock.now())
        account = build.an_account(db, people, now=clock.now(), vault=runtime.vault)
        due_in = timedelta(minutes=30)
        number = build.a_scheduled(db, people, now=clock.now(), account=account, due_in=due_in).id
    ticker = worker.Ticker(runtime)
    ticker.start()
    try:
        clock.off = timedelta(minutes=40)
        wait_for(lambda: "jumped" in said_of(runtime))
        assert state_of(runtime, number or 0) is State.SCHEDULED
        clock.off = timedelta(0)
        wait_for(lambda: "being looked at" in said_of(runtime))
        assert state_of(runtime, number or 0) is State.SCHEDULED
    finally:
        ticker.stop()


def wait_for(came: Callable[[], bool], seconds: float = 30) -> None:
    """Until it is so; fails when that takes too long."""
    end = monotonic() + seconds
    while not came():
        assert monotonic() < end, "It never came."


def said_of(runtime: bootstrap.Runtime) -> str:
    return delivery.health(runtime.engine, now=runtime.clock.now()).sentence


def state_of(runtime: bootstrap.Runtime, number: int) -> State:
    with database.reading(runtime.engine) as db:
        return db.get_one(delivery.Placement, number).state


def test_a_take_down_is_done_by_itself(runtime: bootstrap.Runtime, ticker: worker.Ticker) -> None:
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        people = cast(db, now)
        account = build.an_account(db, people, now=now, vault=runtime.vault)
        due_in = timedelta(seconds=1)
        number = build.a_scheduled(db, people, now=now, account=account, due_in=due_in).id or 0
    wait_until_out(runtime, number, seconds=30)
    with database.writing(runtime.engine) as db:
        now = runtime.clock.now()
        delivery.amends.take_down(db, number, "Wrong.", at_once=True, by=people.lang, now=now)
    x = runtime.platforms[PlatformName.X]
    assert isinstance(x, Sandbox)
    wait_for(lambda: x.accepted[0].removed)
    wait_for(lambda: number in taken_down(runtime, number))


def taken_down(runtime: bootstrap.Runtime, number: int) -> dict[int, datetime]:
    with database.reading(runtime.engine) as db:
        return delivery.amends.taken_down(db, [number])
