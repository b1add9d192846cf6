"""Which kind of worker a database asks for: one alone on SQLite, one of several on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from outreach.bootstrap import Runtime
from outreach.worker.lock import one_at_a_time
from outreach.worker.ticker import Ticker


class Worker(Protocol):
    """What works by itself until it is told to stop."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


@contextmanager
def place(runtime: Runtime) -> Iterator[None]:
    """The right to work while the block runs. On SQLite, refuses a second worker in one home."""
    if is_alone(runtime):
        with one_at_a_time(runtime.settings.home):
            yield
    else:
        yield


@contextmanager
def at_work(runtime: Runtime) -> Iterator[None]:
    """Send what is due while the block runs; at its end, finish what is marked."""
    worker = Ticker(runtime) if is_alone(runtime) else _one_of_several(runtime)
    worker.start()
    try:
        yield
    finally:
        worker.stop()


def is_alone(runtime: Runtime) -> bool:
    """Whether one process does all the work of its database."""
    return runtime.engine.dialect.name == "sqlite"


def _one_of_several(runtime: Runtime) -> Worker:
    # Only here, for who stays on SQLite has no Procrastinate and waits for none to load.
    from outreach.worker.crew import Crew

    return Crew(runtime)
