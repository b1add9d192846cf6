"""Claims handed to this process that wait for a free sender; while they wait, they stay ours."""

import logging
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock

from outreach import db as database
from outreach import delivery

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Batch:
    """Claims that came together, and who waits until all of them were taken from here."""

    left: int
    done: Future[None] = field(default_factory=Future)

    def __post_init__(self) -> None:
        # Whoever waits may go away; that calls nothing off here.
        self.done.set_running_or_notify_cancel()

    def tell_taken(self) -> None:
        self.left -= 1
        if not self.left:
            self.done.set_result(None)


class Feed:
    """A line of claims. Nothing in it is marked; a crash loses none of it, for the rows stay."""

    def __init__(self, means: delivery.Means) -> None:
        self._means = means
        self._line: deque[tuple[delivery.Claim, Batch]] = deque()
        self._lock = Lock()
        self._closed = False
        self._renewed_at = means.monotonic()

    def put(self, claims: Sequence[delivery.Claim]) -> Future[None]:
        """Stand these in line. What comes after the line was closed goes back at once."""
        batch = Batch(len(claims))
        with self._lock:
            if claims and not self._closed:
                self._line.extend((claim, batch) for claim in claims)
                return batch.done
        self._hand_back(claims)
        batch.done.set_result(None)
        return batch.done

    def take(self, most: int) -> list[delivery.Claim]:
        """The next ones in line that are still ours, each with a fresh lease.

        Where they cannot be renewed now they stand first in line again.
        """
        while True:
            with self._lock:
                taken = [self._line.popleft() for _ in range(min(most, len(self._line)))]
            if not taken:
                return []
            try:
                ours = self._renew([claim for claim, _ in taken])
            except BaseException:
                with self._lock:
                    self._line.extendleft(reversed(taken))
                raise
            for _, batch in taken:
                batch.tell_taken()
            if ours:
                return ours

    def give_again(self, claims: Sequence[delivery.Claim]) -> None:
        """Stand taken claims first in line once more, for nobody knows whether they were marked.

        The mark itself refuses what is marked already.
        """
        batch = Batch(len(claims))
        with self._lock:
            self._line.extendleft((claim, batch) for claim in reversed(claims))

    def keep(self) -> None:
        """Renew the leases of all that stand in line, three times in the length of one."""
        now = self._means.monotonic()
        if now - self._renewed_at < self._means.timings.lease_for.total_seconds() / 3:
            return
        with self._lock:
            waiting = [claim for claim, _ in self._line]
        if waiting:
            self._renew(waiting)
        self._renewed_at = now

    def close(self) -> None:
        """Take nothing in any more, and hand back what stands in line."""
        with self._lock:
            self._closed = True
            left = list(self._line)
            self._line.clear()
        self._hand_back([claim for claim, _ in left])
        for _, batch in left:
            batch.tell_taken()

    def _renew(self, claims: Sequence[delivery.Claim]) -> list[delivery.Claim]:
        means = self._means
        with database.writing(means.engine) as db:
            return delivery.renew(
                db, claims, now=means.clock.now(), lease_for=means.timings.lease_for
            )

    def _hand_back(self, claims: Sequence[delivery.Claim]) -> None:
        if not claims:
            return
        try:
            with database.writing(self._means.engine) as db:
                delivery.hand_back(db, claims, now=self._means.clock.now())
        except Exception:
            # Their leases run out by themselves.
            log.exception("worker.hand_back_failed")
