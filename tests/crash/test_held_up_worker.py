"""Real workers of one home that are followed, held up, or starved of their disk or database."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crash.rehearsal import LIMITS, Rehearsal, rehearse
from outreach import delivery, worker
from outreach.delivery import State

pytestmark = pytest.mark.crash

#: A tick that stopped has to show within this.
RED_WITHIN = 5.5


@pytest.fixture
def rehearsal(tmp_path: Path) -> Iterator[Rehearsal]:
    with rehearse(tmp_path, count=30) as made:
        yield made


def wait_for(came: Callable[[], bool], seconds: float = 15) -> None:
    """Until it is so; fails when that takes too long."""
    end = time.monotonic() + seconds
    while not came():
        assert time.monotonic() < end, "It never came."
        time.sleep(0.02)


def sender(rehearsal: Rehearsal) -> int | None:
    """The process that sends."""
    return worker.holder(rehearsal.runtime.settings.home)


def is_well(rehearsal: Rehearsal) -> bool:
    runtime = rehearsal.runtime
    return delivery.health(runtime.engine, now=runtime.clock.now()).ok


def sent(rehearsal: Rehearsal) -> int:
    """How many posts the network has taken."""
    store = rehearsal.network.world.store
    return sum(len(list(store.every_post(account))) for account in store.accounts())


def test_of_two_workers_one_sends_and_the_other_follows_its_death(rehearsal: Rehearsal) -> None:
    rehearsal.start_worker()
    wait_for(lambda: sender(rehearsal) is not None)
    rehearsal.start_worker()
    first, second = rehearsal.workers
    rehearsal.wait_until_busy()
    assert sender(rehearsal) == first
    rehearsal.kill(first)
    wait_for(lambda: sender(rehearsal) == second, seconds=5)
    rehearsal.settle(30)
    rehearsal.compare()


def test_a_worker_held_up_beyond_its_lease_sends_nothing_twice(rehearsal: Rehearsal) -> None:
    rehearsal.start_worker()
    for _ in range(3):
        rehearsal.wait_until_busy()
        os.kill(rehearsal.workers[0], signal.SIGSTOP)
        time.sleep(float(LIMITS["SEND_LEASE"]) * 1.2)
        os.kill(rehearsal.workers[0], signal.SIGCONT)
    rehearsal.settle(30)
    rehearsal.compare()


def test_the_health_is_red_within_five_seconds_of_a_stopped_worker(rehearsal: Rehearsal) -> None:
    rehearsal.start_worker()
    wait_for(lambda: is_well(rehearsal))
    os.kill(rehearsal.workers[0], signal.SIGSTOP)
    wait_for(lambda: not is_well(rehearsal), RED_WITHIN)
    os.kill(rehearsal.workers[0], signal.SIGCONT)
    wait_for(lambda: is_well(rehearsal), seconds=10)


def test_a_worker_told_to_stop_finishes_what_it_marked(rehearsal: Rehearsal) -> None:
    rehearsal.start_worker()
    rehearsal.wait_until_busy()
    begun = time.monotonic()
    rehearsal.kill(rehearsal.workers[0], signal.SIGTERM)
    assert time.monotonic() - begun < float(LIMITS["SEND_TIMEOUT"]) * 2 + 5
    assert not {State.SENDING, State.UNKNOWN} & set(rehearsal.states())
    rehearsal.start_worker()
    rehearsal.settle(30)
    rehearsal.compare()


def test_a_full_disk_sends_nothing_and_goes_on_by_itself(rehearsal: Rehearsal) -> None:
    rehearsal.start_worker()
    rehearsal.wait_until_busy()
    number = rehearsal.workers[0]
    plenty = resource.prlimit(number, resource.RLIMIT_FSIZE)
    resource.prlimit(number, resource.RLIMIT_FSIZE, (0, plenty[1]))
    assert_starved(rehearsal)
    resource.prlimit(number, resource.RLIMIT_FSIZE, plenty)
    rehearsal.settle(30)
    rehearsal.compare()


def test_a_locked_database_keeps_the_answers_and_begins_nothing(rehearsal: Rehearsal) -> None:
    rehearsal.start_worker()
    rehearsal.wait_until_busy()
    path = rehearsal.runtime.engine.url.database or ""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert_starved(rehearsal)
        other.execute("ROLLBACK")
    rehearsal.settle(30)
    rehearsal.compare()


def assert_starved(rehearsal: Rehearsal) -> None:
    """What is on its way lands; then nothing more leaves, and the health turns red."""
    time.sleep(float(LIMITS["SEND_TIMEOUT"]))
    before = sent(rehearsal)
    wait_for(lambda: not is_well(rehearsal), seconds=8)
    assert sent(rehearsal) == before
    assert before < rehearsal.count


def test_a_pause_is_ordered_and_kept_with_every_process_dead(rehearsal: Rehearsal) -> None:
    rehearsal.start_worker()
    rehearsal.wait_until_busy()
    rehearsal.kill(rehearsal.workers[0])
    home = str(rehearsal.runtime.settings.home)
    told = [sys.executable, "-m", "outreach", "hold", "--as", "rivera@example.org"]
    done = subprocess.run(told, env={**os.environ, "OUTREACH_HOME": home}, check=False)
    assert done.returncode == 0
    before = sent(rehearsal)
    rehearsal.start_worker()
    wait_for(lambda: is_well(rehearsal))
    time.sleep(3)
    assert sent(rehearsal) == before < rehearsal.count
