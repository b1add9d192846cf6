"""Watches the tick from outside the scheduler, and writes down where it stands when it is stuck."""

import logging
import sys
import traceback
from collections.abc import Callable
from threading import Event, Thread

log = logging.getLogger(__name__)

#: The innermost calls that are written down.
DEEP = 8


class Watchdog:
    """Says once that the tick is stuck and where, and once that it goes on."""

    def __init__(self, last: Callable[[], float], now: Callable[[], float], *, after: float):
        self._last = last
        self._now = now
        self._after = after
        self._over = Event()
        self._thread = Thread(target=self._watch, name="watchdog", daemon=True)
        #: The thread that ticks, once it has.
        self.ticking: int | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(timeout=self._after)

    def _watch(self) -> None:
        stuck = False
        while not self._over.wait(self._after / 4):
            idle = self._now() - self._last()
            if stuck != (idle > self._after):
                stuck = not stuck
                self._say(stuck, idle)

    def _say(self, stuck: bool, idle: float) -> None:
        if stuck:
            log.error("worker.tick_stuck", extra={"seconds": round(idle), "at": self._where()})
        else:
            log.warning("worker.tick_goes_on")

    def _where(self) -> str:
        """Files and lines only: what is being handled may be unpublished words."""
        frame = sys._current_frames().get(self.ticking or 0)
        if frame is None:
            return ""
        stack = traceback.StackSummary.extract(
            traceback.walk_stack(frame), limit=DEEP, lookup_lines=False
        )
        return " < ".join(f"{call.name} {call.filename}:{call.lineno}" for call in stack)
