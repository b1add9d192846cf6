"""The other way to send at a time: every post a job in APScheduler's own store."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import sqlalchemy as sa
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from bench.ratio import cpu_of

#: Given up after so many seconds; the bench then fails instead of waiting for ever.
LONGEST = 120

_run: list[int] = []
_all_run = Event()


def send(number: int, last: int) -> None:
    """A job that does nothing: what is left is what the store costs."""
    _run.append(number)
    if len(_run) == last:
        _all_run.set()


def cost(path: Path, *, count: int) -> float:
    """CPU seconds for each of so many jobs that are due at once, from a store on SQLite in WAL."""
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    defaults: dict[str, Any] = {"misfire_grace_time": None, "max_instances": 1}
    store = SQLAlchemyJobStore(engine=engine)
    scheduler = BackgroundScheduler(jobstores={"default": store}, job_defaults=defaults)
    scheduler.start(paused=True)
    due = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(count):
        scheduler.add_job(send, "date", run_date=due, args=(number, count), id=str(number))

    def drain() -> None:
        scheduler.resume()
        if not _all_run.wait(LONGEST):
            raise AssertionError("APScheduler did not run its jobs in time.")

    spent = cpu_of(drain, things=count)
    scheduler.shutdown()
    return spent
