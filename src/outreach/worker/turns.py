"""One process of a home sends; the others wait, and the first to see it gone goes on."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event, Thread

from outreach.worker import lock

log = logging.getLogger(__name__)

#: How often those who wait look, so that a holder that died is followed well within five seconds.
LOOK_EVERY = 1.0

Duty = Callable[[], AbstractContextManager[object]]


@contextmanager
def in_turn(home: Path, duty: Duty) -> Iterator[bool]:
    """Do the duty while the block runs: now where nobody does it, else from the moment its holder
    is gone. Says which it was.
    """
    with lock.place(home) as mine:
        if mine:
            with duty():
                yield True
            return
    waiting = _Waiting(home, duty)
    waiting.start()
    try:
        yield False
    finally:
        waiting.stop()


class _Waiting:
    """A thread that takes the place when it falls free. A duty that fails gives it up again."""

    def __init__(self, home: Path, duty: Duty) -> None:
        self._home = home
        self._duty = duty
        self._over = Event()
        self._thread = Thread(target=self._wait, name="standby", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _wait(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            try:
                with lock.place(self._home) as mine:
                    if mine:
                        self._do()
            except Exception:
                log.exception("worker.take_over_failed")

    def _do(self) -> None:
        log.warning("worker.took_over")
        with self._duty():
            self._over.wait()
