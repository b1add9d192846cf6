"""A worker among several: Procrastinate brings it rounds to go and chunks to send.

Everything runs in threads of this process; one of them holds the event loop that Procrastinate
needs. Told to stop, it claims nothing new and finishes what is marked.
"""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event, Thread

from procrastinate import App, JobContext, PsycopgConnector

from outreach import delivery, platforms
from outreach.bootstrap import Runtime
from outreach.lib.steady import WatchedClock
from outreach.worker import jobs, ringing, rounds
from outreach.worker.handing import Handing
from outreach.worker.station import Station
from outreach.worker.watchman import Watchman

log = logging.getLogger(__name__)

#: Threads for rounds: two ticks may overlap, and each other round runs beside them.
THREADS = 9
#: Rounds that speak to platforms: reading back, numbers, and what is done to posts that are out.
SLOW = 3
#: Looks for new jobs are at most this far apart; the database tells of most at once.
POLL_SECONDS = 0.5
#: How soon a broken connection is tried again, and how soon a word to stop is heard.
AGAIN_SECONDS, HEARD_SECONDS = 1.0, 0.1


class Crew:
    """One worker process: a station for each queue of posts, and the rounds."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._over = Event()
        clock = WatchedClock(runtime.clock, runtime.monotonic)
        self._means = replace(runtime.means, clock=clock)
        tick = runtime.settings.tick_seconds
        self._watchman = Watchman(clock, runtime.engine, every=tick, ring=lambda: None)
        self._handing = Handing(runtime, self._means, clock, self._over)
        self._stations = {
            queue: Station(queue, self._means, clock, every=tick) for queue in jobs.PUBLISH
        }
        self._thread = Thread(target=self._run, name="crew", daemon=True)

    def start(self) -> None:
        """Begin to work. What a crash left behind is looked at first."""
        # X's way of counting takes a second to load: before the first post is marked, not after.
        platforms.measure_length(platforms.PlatformName.X, "")
        self._watchman.start()
        self._thread.start()

    def stop(self) -> bool:
        """Claim nothing new, hand back what is not marked, finish what is, then fall silent. False
        when something had to be left unfinished: it is as safe as after a crash.
        """
        patience = self._runtime.settings.send_timeout * 2
        self._over.set()
        self._watchman.stop()
        for station in self._stations.values():
            station.stop()
        self._thread.join(patience)
        for station in self._stations.values():
            station.wait(patience)
        return not self._thread.is_alive()

    def _run(self) -> None:
        with asyncio.Runner() as runner:
            threads = ThreadPoolExecutor(THREADS, thread_name_prefix="round")
            runner.get_loop().set_default_executor(threads)
            runner.run(self._work())

    async def _work(self) -> None:
        """Work until told to stop; while there is no database, try again and again."""
        while not self._over.is_set():
            connector = jobs.connector(self._runtime.engine, most=THREADS)
            try:
                await connector.open_async()
                await self._together(self._readers(connector))
            except Exception:
                log.exception("worker.crew_broke")
            finally:
                await connector.close_async()
            if not self._over.is_set():
                await asyncio.sleep(AGAIN_SECONDS)

    async def _together(self, readers: Sequence[tuple[App, Sequence[str], int]]) -> None:
        """Read all queues until told to stop. Where one breaks, all are begun anew."""
        tasks = [asyncio.create_task(self._read(*reader)) for reader in readers]
        told = asyncio.create_task(self._told())
        await asyncio.wait((*tasks, told), return_when=asyncio.FIRST_COMPLETED)
        for task in (*tasks, told):
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                log.error("worker.queue_broke", exc_info=ended)

    async def _told(self) -> None:
        while not self._over.is_set():
            await asyncio.sleep(HEARD_SECONDS)

    async def _read(self, app: App, queues: Sequence[str], at_once: int) -> None:
        lease = self._runtime.settings.send_lease
        await app.run_worker_async(
            queues=list(queues),
            concurrency=at_once,
            fetch_job_polling_interval=POLL_SECONDS,
            delete_jobs="successful",
            shutdown_graceful_timeout=self._runtime.settings.send_timeout,
            install_signal_handlers=False,
            update_heartbeat_interval=lease / 6,
            stalled_worker_timeout=lease,
        )

    def _readers(self, connector: PsycopgConnector) -> list[tuple[App, Sequence[str], int]]:
        """Who reads which queues, and how many jobs at once."""
        lease = self._runtime.settings.send_lease
        clock = ringing.app_of(connector, self._rounds(), rings=True)
        ringing.add_rescue(clock, every=_whole(lease / 2), after=lease)
        slow = ringing.app_of(connector, self._rounds(), rings=False)
        posts = App(connector=connector)
        posts.task(name=jobs.CHUNK, pass_context=True)(self._chunk)
        return [
            (clock, (jobs.CLOCK,), THREADS - SLOW),
            (slow, (jobs.READ, jobs.COUNT, jobs.AMEND), SLOW),
            *((posts, (queue,), jobs.CHUNKS) for queue in self._stations),
        ]

    def _rounds(self) -> Sequence[ringing.Round]:
        tick, means = self._runtime.settings.tick_seconds, self._means
        return (
            ringing.Round("tick", jobs.CLOCK, 1, self._handing.tick),
            ringing.Round(
                "sweep", jobs.CLOCK, _whole(min(5, tick * 5)), lambda: rounds.sweep(means)
            ),
            ringing.Round(
                "reconcile",
                jobs.READ,
                _whole(min(10, tick * 10)),
                lambda: delivery.reconcile(means),
            ),
            ringing.Round(
                "amend",
                jobs.AMEND,
                _whole(min(5, tick * 5)),
                lambda: rounds.amend(means),
                alone=True,
            ),
            ringing.Round(
                "measure", jobs.COUNT, 60, lambda: rounds.measure(self._runtime), alone=True
            ),
        )

    async def _chunk(self, context: JobContext, claims: list[list[int]]) -> None:
        """Put a chunk in line at the station of its queue, until all of it was taken up."""
        station = self._stations[context.job.queue]
        given = [delivery.Claim(number, fence) for number, fence in claims]
        await asyncio.wrap_future(station.send(given))


def _whole(seconds: float) -> int:
    return max(1, min(30, round(seconds)))
