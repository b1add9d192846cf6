"""Rounds that Procrastinate rings: once for all workers together, whoever is free goes."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from procrastinate import App, PsycopgConnector
from procrastinate.jobs import Status

from outreach.worker import jobs

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """Something done again and again."""

    name: str
    queue: str
    #: Whole seconds between two rings, at most a minute.
    every: int
    body: Callable[[], object]
    #: Whether it must never be gone twice at the same time.
    alone: bool = False

    @property
    def cron(self) -> str:
        """Seconds come last."""
        return "* * * * *" if self.every >= 60 else f"* * * * * */{self.every}"


def app_of(connector: PsycopgConnector, rounds: Sequence[Round], *, rings: bool) -> App:
    """The rounds as tasks. One app of each process rings; the others only know how they go."""
    app = App(connector=connector)
    for each in rounds:
        task = app.task(
            name=each.name,
            queue=each.queue,
            queueing_lock=each.name,
            lock=each.name if each.alone else None,
        )(_guarded(each))
        if rings:
            app.periodic(cron=each.cron)(task)
    return app


def add_rescue(app: App, *, every: int, after: float) -> None:
    """What a worker took and did not finish within `after` seconds of its last sign of life: its
    chunks are given to another, its rounds ring again by themselves.
    """

    async def rescue(timestamp: int) -> None:  # noqa: ARG001 - each ring says its time
        manager = app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=after):
            log.warning("worker.stalled", extra={"task": job.task_name})
            if job.task_name == jobs.CHUNK:
                await manager.retry_job(job)
            else:
                await manager.finish_job(job, Status.FAILED, delete_job=True)

    task = app.task(name="rescue", queue=jobs.CLOCK, queueing_lock="rescue")(rescue)
    app.periodic(cron=Round("rescue", jobs.CLOCK, every, lambda: None).cron)(task)


def _guarded(each: Round) -> Callable[[int], None]:
    def go(timestamp: int) -> None:  # noqa: ARG001 - each ring says its time
        try:
            each.body()
        except Exception:
            log.exception("worker.round_failed", extra={"round": each.name})

    return go
