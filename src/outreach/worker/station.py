"""The sending part of a worker whose posts are claimed by others: one line and one dispatcher."""

import logging
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Thread

from outreach import delivery
from outreach.lib.steady import WatchedClock
from outreach.worker.feed import Feed

log = logging.getLogger(__name__)


class Station:
    """Marks, sends and settles what is put in line, never more at once than it has senders."""

    def __init__(self, name: str, means: delivery.Means, clock: WatchedClock, *, every: float):
        self._clock = clock
        self._every = every
        self._feed = Feed(means)
        self._pool = ThreadPoolExecutor(means.senders, thread_name_prefix=f"{name}.sender")
        self._woken, self._over = Event(), Event()
        self._taken: list[delivery.Claim] = []
        self._dispatcher = delivery.Dispatcher(
            means, self._pool, wake=self._woken.set, supply=self._take
        )
        self._thread = Thread(target=self._pump, name=name, daemon=True)
        self._thread.start()

    def send(self, claims: Sequence[delivery.Claim]) -> Future[None]:
        """Put claimed posts in line. It is done when all of them left the line."""
        done = self._feed.put(claims)
        self._woken.set()
        return done

    def stop(self) -> None:
        """Begin nothing new, and hand back what nobody marked."""
        self._dispatcher.stop()
        self._over.set()
        self._woken.set()
        self._feed.close()

    def wait(self, seconds: float) -> None:
        """Wait until what was marked is settled; what is not by then is read back later."""
        self._thread.join(seconds)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _pump(self) -> None:
        while not self._over.is_set() or self._dispatcher.in_flight:
            self._woken.wait(self._every)
            self._woken.clear()
            while self._round():
                pass

    def _round(self) -> int:
        """One round of the dispatcher; one that fails is written down, and tried again soon."""
        self._taken = []
        try:
            self._feed.keep()
            return self._dispatcher.round(claim=not self._clock.sentence)
        except Exception:
            log.exception("worker.round_failed", extra={"round": "send"})
            self._feed.give_again(self._taken)
            return 0

    def _take(self, most: int) -> list[delivery.Claim]:
        self._taken = self._feed.take(most)
        return self._taken
