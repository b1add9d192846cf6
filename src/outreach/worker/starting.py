"""Which kind of worker a database asks for: one alone on SQLite, one of several on PostgreSQL."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from outreach.bootstrap import Runtime
from outreach.worker.ticker import Ticker

log = logging.getLogger(__name__)


class Worker(Protocol):
    """What works by itself until it is told to stop."""

    def start(self) -> None: ...

    def stop(self) -> bool: ...


@contextmanager
def at_work(runtime: Runtime) -> Iterator[None]:
    """Send what is due while the block runs; at its end, finish what is marked.

    What cannot be finished in time ends with the process, as a crash would end it.
    """
    worker = Ticker(runtime) if is_alone(runtime) else _one_of_several(runtime)
    worker.start()
    try:
        yield
    finally:
        if not worker.stop():
            log.error("worker.left_unfinished")
            logging.shutdown()
            # Python would wait for every thread, however long its platform takes.
            os._exit(1)


def is_alone(runtime: Runtime) -> bool:
    """Whether one process does all the work of its database."""
    return runtime.engine.dialect.name == "sqlite"


def _one_of_several(runtime: Runtime) -> Worker:
    # Only here, for who stays on SQLite has no Procrastinate and waits for none to load.
    from outreach.worker.crew import Crew

    return Crew(runtime)
