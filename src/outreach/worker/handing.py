"""The tick on PostgreSQL: what is due is claimed and handed over, second by second."""

import logging
from datetime import datetime
from threading import Event

from outreach import db as database
from outreach import delivery
from outreach.bootstrap import Runtime
from outreach.lib.steady import WatchedClock
from outreach.worker.jobs import Handover

log = logging.getLogger(__name__)

#: Seconds one tick looks at the schedule; the next one begins then.
LASTS = 1.0
#: At most this long between two looks, also where a post before it has just gone out.
LOOK_EVERY = 0.2
#: Posts claimed in one transaction.
GROUP = 500


class Handing:
    """Looks at the schedule for one tick's length, and at the very instant the next post is due."""

    def __init__(
        self, runtime: Runtime, means: delivery.Means, clock: WatchedClock, over: Event
    ) -> None:
        self._runtime = runtime
        self._means = means
        self._clock = clock
        self._over = over
        self._handover = Handover()
        self._beat: delivery.Heartbeat | None = None

    def tick(self) -> None:
        """Hand over what is due until the tick is over, or until told to stop."""
        end = self._means.monotonic() + LASTS
        while not self._over.is_set():
            amiss, now = self._clock.sentence, self._runtime.clock.now()
            self._beat = delivery.beat(self._runtime.engine, now=now, last=self._beat, note=amiss)
            if not amiss and self._hand_over():
                continue
            left = end - self._means.monotonic()
            if left <= 0:
                return
            self._over.wait(min(left, self._until_due()))

    def _hand_over(self) -> int:
        """One group, in one transaction. Returns how many chunks were given."""
        with database.reading(self._runtime.engine) as db:
            due = delivery.next_due(db)
            if due is None or due > self._clock.now():
                return 0
        with database.writing(self._means.engine) as db:
            room = self._handover.room(db, self._means.timings.lease_for)
            chunks = delivery.claim_chunks(
                db,
                room,
                now=self._clock.now(),
                lease_for=self._means.timings.lease_for,
                most=GROUP,
                size=self._runtime.settings.chunk,
            )
            self._handover.give(db, chunks)
        return len(chunks)

    def _until_due(self) -> float:
        with database.reading(self._runtime.engine) as db:
            due: datetime | None = delivery.next_due(db)
        look = min(LOOK_EVERY, self._runtime.settings.tick_seconds)
        if due is None:
            return look
        seconds = (due - self._clock.now()).total_seconds()
        return seconds if 0 < seconds < look else look
