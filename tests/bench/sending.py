"""What it costs to send: the dispatcher beside a bare loop that makes the same durable changes.

Groups of 500, a platform that takes every post at once, and no thread between: what is left is the
dispatcher, with its holds, digests, gates, fences and records.
"""

import gc
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import alarm, bare, crowd
from bench.noop import Noop
from bench.ratio import Ratio, cpu_of
from delivery.stage import Stage
from outreach.platforms import PlatformName

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
GROUP = 500
EACH = 10
FUTURE = 900_000
JOBS = 1_000


def ratios(folder: Path) -> Iterator[Ratio]:
    """Sending against the bare loop, against APScheduler's own store, and among many posts of the
    future against none.
    """
    stage = _stage(folder / "few.db")
    for name in ("bare.db", "many.db"):
        shutil.copy(folder / "few.db", folder / name)
    loop = bare.Loop(folder / "bare.db", group=GROUP)
    ours, limit = _by_turns(stage, loop)
    yield Ratio("Send a post", "a bare loop with the same changes", ours, limit, goal=0.5)

    jobs = alarm.cost(folder / "jobs.db", count=JOBS)
    yield Ratio("Send a post", "a job of APScheduler's own store", ours, jobs, goal=10)

    crowd.add_later_ones(folder / "many.db", count=FUTURE)
    many = crowd.again(stage, folder / "many.db")
    among = min(cpu_of(many.dispatcher.round, things=GROUP) for _ in _full_rounds(many))
    name = f"Send a post among {FUTURE:,} later ones"
    yield Ratio(name, "the same among none", among, ours, goal=0.8)


def _by_turns(stage: Stage, loop: bare.Loop) -> tuple[float, float]:
    """A group of ours, a group of the loop's, and so on; the cheapest of each met the machine at
    its calmest.
    """
    taken = [
        (cpu_of(stage.dispatcher.round, things=GROUP), cpu_of(loop.step, things=GROUP))
        for _ in _full_rounds(stage)
    ]
    return min(ours for ours, _ in taken), min(theirs for _, theirs in taken)


def _full_rounds(stage: Stage) -> range:
    """Rounds that keep one group's answers and send the next; the first one has none to keep."""
    stage.dispatcher.round()
    return range(EACH - 1)


def _stage(path: Path) -> Stage:
    stage = crowd.build(path, NOW, accounts=GROUP, each=EACH, senders=GROUP)
    platforms = stage.means.platforms
    platforms[PlatformName.X] = Noop(stage.clock)  # type: ignore[index]  # the stage's own dict
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    # What was built for the bench is no garbage of either loop.
    gc.collect()
    gc.freeze()
    return stage
