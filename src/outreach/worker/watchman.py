"""Watches the machine's clock while the rounds run, and rings at once when it was set."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from outreach import db as database
from outreach.lib.steady import WatchedClock

log = logging.getLogger(__name__)


class Watchman:
    """A thread that waits by the clock which never jumps; alarm clocks oversleep by the other."""

    def __init__(
        self, clock: WatchedClock, engine: Engine, *, every: float, ring: Callable[[], None]
    ) -> None:
        self._clock = clock
        self._engine = engine
        self._every = every
        self._ring = ring
        self._over = Event()
        self._thread = Thread(target=self._watch, name="watchman", daemon=True)

    def start(self) -> None:
        """Begin to watch. The clock is held against the database's first, where that has one."""
        self._compare()
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(timeout=self._every * 2)

    def _watch(self) -> None:
        before = False
        while not self._over.wait(self._every):
            jumped = self._clock.jumped
            if jumped:
                self._compare()
                jumped = self._clock.jumped
            if jumped != before:
                log.warning("worker.clock", extra={"jumped": jumped})
            if jumped or before:
                self._ring()
            before = jumped

    def _compare(self) -> None:
        other = other_clock(self._engine)
        if other is not None:
            self._clock.compare(other)


def other_clock(engine: Engine) -> datetime | None:
    """What the database's own clock shows; None where it has none, or does not answer."""
    if engine.dialect.name == "sqlite":
        return None
    try:
        with database.reading(engine) as db:
            shown: datetime | None = db.scalar(sa.select(sa.func.clock_timestamp()))
    except SQLAlchemyError:
        return None
    return shown
