"""Workers killed with SIGKILL at random moments, on both kinds of database: nothing is lost, and
nothing goes out twice.
"""

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import databases
from crash.rehearsal import Rehearsal, rehearse

pytestmark = pytest.mark.crash

#: On PostgreSQL three workers share them.
KILLS = 20
POSTS = 40
#: How many kills `make proof` asks for.
MANY = int(os.environ.get("OUTREACH_PROOF_KILLS", "1000"))


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Rehearsal]:
    with rehearse(tmp_path, count=POSTS) as made:
        yield made


@pytest.fixture
def on_postgres(postgres: databases.Databases, tmp_path: Path) -> Iterator[Rehearsal]:
    with rehearse(tmp_path, count=POSTS, url=postgres.bare("killed")) as made:
        yield made


def kill_again_and_again(rehearsal: Rehearsal, kills: int, *, workers: int) -> None:
    """Some worker, at some moment of its work; another takes its place."""
    dice = random.Random(20261122)
    for _ in range(workers):
        rehearsal.start_worker()
    for _ in range(kills):
        rehearsal.wait_until_busy()
        time.sleep(dice.uniform(0, 0.4))
        rehearsal.kill(dice.choice(rehearsal.workers))
        rehearsal.start_worker()


def test_kills_on_sqlite_lose_nothing_and_send_nothing_twice(on_sqlite: Rehearsal) -> None:
    kill_again_and_again(on_sqlite, KILLS, workers=1)
    on_sqlite.settle(120)
    on_sqlite.compare()


@pytest.mark.postgres
def test_kills_on_postgres_lose_nothing_and_send_nothing_twice(on_postgres: Rehearsal) -> None:
    kill_again_and_again(on_postgres, KILLS, workers=3)
    on_postgres.settle(120)
    on_postgres.compare()


@pytest.mark.postgres
def test_a_worker_told_to_stop_finishes_what_it_marked(on_postgres: Rehearsal) -> None:
    on_postgres.start_worker()
    on_postgres.wait_until_busy()
    on_postgres.kill(on_postgres.workers[0], signal.SIGTERM)
    assert not {"sending", "unknown"} & set(on_postgres.states())
    on_postgres.start_worker()
    on_postgres.settle(120)
    on_postgres.compare()


@pytest.mark.postgres
def test_a_worker_that_slept_beyond_its_lease_sends_nothing_twice(on_postgres: Rehearsal) -> None:
    for _ in range(2):
        on_postgres.start_worker()
    for _ in range(3):
        on_postgres.wait_until_busy()
        sleeper = on_postgres.workers[0]
        os.kill(sleeper, signal.SIGSTOP)
        # Two leases long the other one works on, and takes over what the sleeper held.
        time.sleep(3.2)
        os.kill(sleeper, signal.SIGCONT)
    on_postgres.settle(120)
    on_postgres.compare()


@pytest.mark.postgres
@pytest.mark.proof
def test_a_thousand_kills_on_postgres(postgres: databases.Databases, tmp_path: Path) -> None:
    url = postgres.bare("killed")
    with rehearse(tmp_path, count=MANY * 2, accounts=20, url=url) as rehearsal:
        kill_again_and_again(rehearsal, MANY, workers=3)
        rehearsal.settle(600)
        rehearsal.compare()


@pytest.mark.proof
def test_a_thousand_kills_on_sqlite(tmp_path: Path) -> None:
    with rehearse(tmp_path, count=MANY * 2, accounts=20) as rehearsal:
        kill_again_and_again(rehearsal, MANY, workers=1)
        rehearsal.settle(600)
        rehearsal.compare()
