"""A hold while ten thousand posts are due: a tenth of a second later no request begins any more."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from pydantic import SecretStr
from sqlalchemy.engine import Engine

import build
from outreach import bootstrap, delivery, worker
from outreach import db as database
from outreach.delivery import Scope, State
from outreach.lib.clock import SystemClock
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Sandbox
from outreach.settings import Settings
from people import Cast, cast
from worker.crowd import crowd

pytestmark = pytest.mark.crash

log = logging.getLogger(__name__)

DUE = 10_000
SENDERS = 24
#: Requests on their way when the order comes.
UNDER_WAY = 100
#: From this long after the hold's commit nothing may begin.
AT_ONCE = 0.1
#: How long the witness goes on looking.
LOOKS_FOR = 4.0


@pytest.fixture
def witness() -> Sandbox:
    """The platform in memory: it notes when each request begins, and takes its time over it."""
    return Sandbox(SystemClock(), takes=0.05)


@pytest.fixture
def runtime(engine: Engine, tmp_path: Path, witness: Sandbox) -> bootstrap.Runtime:
    settings = Settings(
        home=tmp_path,
        database_url=SecretStr(engine.url.render_as_string()),
        senders=SENDERS,
        tick_seconds=0.2,
    )
    return bootstrap.build(settings, platforms={PlatformName.X: witness})


@pytest.fixture
def people(runtime: bootstrap.Runtime) -> Cast:
    """Ten thousand posts that were due a moment ago."""
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        people = cast(db, now)
        account = build.an_account(db, people, now=now, vault=runtime.vault)
        soon = timedelta(seconds=1)
        number = build.a_scheduled(db, people, now=now, account=account, due_in=soon).id or 0
    crowd(runtime.engine, number, DUE)
    return people


def test_nothing_begins_once_a_hold_is_kept(
    runtime: bootstrap.Runtime, people: Cast, witness: Sandbox
) -> None:
    ticker = worker.Ticker(runtime)
    ticker.start()
    try:
        wait_for(lambda: len(witness.begun) >= UNDER_WAY)
        ordered = monotonic()
        with database.writing(runtime.engine) as db:
            delivery.hold(db, Scope.AGENCY, by=people.lang, now=runtime.clock.now())
        kept = monotonic()
        sleep(LOOKS_FOR)
    finally:
        ticker.stop()
    last = max(witness.begun) - kept
    log.info(
        "%d requests; kept %.0f ms after the order; the last began %.0f ms after that",
        len(witness.begun),
        (kept - ordered) * 1000,
        last * 1000,
    )
    assert last < AT_ONCE
    with database.reading(runtime.engine) as db:
        counts = delivery.counts(db)
    assert counts[State.PUBLISHED] == len(witness.accepted) == len(witness.begun)
    assert counts[State.HELD] > 0
    assert sum(counts.values()) == DUE + 1


def wait_for(came: Callable[[], bool], seconds: float = 60) -> None:
    """Until it is so; fails when that takes too long."""
    end = monotonic() + seconds
    while not came():
        assert monotonic() < end, "It never came."
        sleep(0.002)
