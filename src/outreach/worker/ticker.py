"""The alarm clock: APScheduler rings, the rows say what is due. No post is ever a job of the
scheduler.

Every round catches everything: one that fails is written down, and the next one goes on.
"""

import logging
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Thread, get_ident

from apscheduler.schedulers.background import BackgroundScheduler

from outreach import audience, delivery, platforms, stories
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.lib.clock import SystemClock
from outreach.lib.steady import WatchedClock
from outreach.worker.rounds import amend
from outreach.worker.watchdog import Watchdog
from outreach.worker.watchman import Watchman

log = logging.getLogger(__name__)

#: The scheduler rings by the machine's clock, also where the rows go by another.
RINGS_BY = SystemClock()

SWEEP_EVERY = timedelta(seconds=5)
RECONCILE_EVERY = timedelta(seconds=10)
AMEND_EVERY = timedelta(seconds=5)
MEASURE_EVERY = timedelta(seconds=60)
FORGET_EVERY = timedelta(hours=1)


class Ticker:
    """Looks at the schedule at least once a tick, and at the very instant the next post is due."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._clock = WatchedClock(runtime.clock, runtime.monotonic)
        self._means = replace(runtime.means, clock=self._clock)
        self._pool = ThreadPoolExecutor(runtime.settings.senders, thread_name_prefix="sender")
        self._dispatcher = delivery.Dispatcher(self._means, self._pool, wake=self.wake)
        self._again = Event()
        self._ticking = Lock()
        self._beat: delivery.Heartbeat | None = None
        tick = runtime.settings.tick_seconds
        self._watchman = Watchman(self._clock, runtime.engine, every=tick, ring=self._ring_all)
        self._looked_at = runtime.monotonic()
        stuck_after = delivery.STALE_FOR.total_seconds()
        self._watchdog = Watchdog(
            lambda: self._looked_at, runtime.monotonic, after=max(stuck_after, tick * 2)
        )
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Start ringing. What a crash left behind is looked at first."""
        # X's way of counting takes a second to load: before the first post is marked, not after.
        platforms.measure_length(platforms.PlatformName.X, "")
        tick = timedelta(seconds=self._runtime.settings.tick_seconds)
        rounds: tuple[tuple[str, timedelta, Callable[[], object]], ...] = (
            ("tick", tick, self._tick),
            ("sweep", min(SWEEP_EVERY, tick * 5), self._sweep),
            ("reconcile", min(RECONCILE_EVERY, tick * 10), self._reconcile),
            ("amend", min(AMEND_EVERY, tick * 5), self._amend),
            ("measure", MEASURE_EVERY, self._measure),
            ("forget", FORGET_EVERY, self._forget),
        )
        first = RINGS_BY.now()
        for name, every, body in rounds:
            self._scheduler.add_job(
                _guarded(name, body),
                "interval",
                seconds=every.total_seconds(),
                id=name,
                next_run_time=first,
            )
        # A ring that comes while its round still runs is expected; `_again` sees to it.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler.start()
        self._watchman.start()
        self._watchdog.start()

    def wake(self) -> None:
        """Something changed: look at the schedule now."""
        self._again.set()
        if self._scheduler.running and not self._ticking.locked():
            self._ring_at(RINGS_BY.now())

    def stop(self) -> bool:
        """Claim nothing new, finish what is marked, then fall silent; within two requests' time.
        False when something had to be left unfinished: it is as safe as after a crash.
        """
        end = self._runtime.monotonic() + self._runtime.settings.send_timeout * 2
        self._dispatcher.stop()
        self._watchman.stop()
        self._watchdog.stop()
        silent = self._fall_silent(end)
        finished = silent and self._finish(end)
        self._pool.shutdown(wait=False, cancel_futures=True)
        return finished

    def _fall_silent(self, end: float) -> bool:
        """Ring no more, and wait for the rounds that run. False when one of them goes on."""
        if not self._scheduler.running:
            return True
        # The scheduler itself would wait without end.
        ending = Thread(target=self._scheduler.shutdown, name="ending", daemon=True)
        ending.start()
        ending.join(max(0.0, end - self._runtime.monotonic()))
        return not ending.is_alive()

    def _finish(self, end: float) -> bool:
        """Keep the answers of what is on its way, until all are kept or the time is up."""
        while flying := self._dispatcher.in_flight:
            left = end - self._runtime.monotonic()
            if left <= 0:
                return False
            wait(flying, left, FIRST_COMPLETED)
            try:
                self._dispatcher.round()
            except Exception:
                log.exception("worker.round_failed", extra={"round": "stop"})
                self._again.wait(min(left, self._runtime.settings.tick_seconds))
        return True

    def _tick(self) -> None:
        with self._ticking:
            self._watchdog.ticking = get_ident()
            self._drain()
        self._ring_when_due()

    def _drain(self) -> None:
        """Go on while there is something to do; between answers, wait no longer than one tick."""
        while True:
            self._looked_at = self._runtime.monotonic()
            amiss, now = self._clock.sentence, self._runtime.clock.now()
            self._beat = delivery.beat(self._runtime.engine, now=now, last=self._beat, note=amiss)
            self._again.clear()
            done = self._dispatcher.round(claim=not amiss)
            if done or self._again.is_set():
                continue
            flying = self._dispatcher.in_flight
            if not flying:
                return
            wait(flying, self._runtime.settings.tick_seconds, FIRST_COMPLETED)
            if not any(flight.done() for flight in flying):
                return

    def _ring_when_due(self) -> None:
        """Move the next ring to the instant the next post is due, so that no post waits for a
        tick.
        """
        with database.reading(self._runtime.engine) as db:
            due = delivery.next_due(db)
        tick = timedelta(seconds=self._runtime.settings.tick_seconds)
        now = RINGS_BY.now()
        if due is not None and now < due < now + tick:
            self._ring_at(due)

    def _ring_at(self, at: datetime) -> None:
        self._scheduler.modify_job("tick", next_run_time=at)

    def _ring_all(self) -> None:
        """The machine's clock was set: rounds that wait for an hour of it are rung now."""
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=RINGS_BY.now())

    def _sweep(self) -> None:
        with database.writing(self._runtime.engine) as db:
            freed = delivery.sweep(db, now=self._clock.now())
        if freed:
            self.wake()

    def _reconcile(self) -> None:
        if delivery.reconcile(self._means):
            self.wake()

    def _amend(self) -> None:
        amend(self._means)

    def _measure(self) -> None:
        joined, now = self._runtime, self._runtime.clock.now()
        audience.capture(joined.engine, joined.platforms, joined.vault, now=now)
        audience.capture_windows(joined.engine, joined.platforms, joined.vault, now=now)

    def _forget(self) -> None:
        with database.writing(self._runtime.engine) as db:
            stories.forget_photos(db, self._runtime.media, now=self._clock.now())


def _guarded(name: str, body: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        try:
            body()
        except Exception:
            log.exception("worker.round_failed", extra={"round": name})

    return run
