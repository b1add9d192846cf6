"""How a ratio is taken and how it is said."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """One job beside its limit. 1.0 is as cheap as the limit; 0.5 costs twice as much."""

    job: str
    limit: str
    #: CPU seconds for one of the job's things.
    ours_takes: float
    limit_takes: float
    #: What is aimed at; None where the ratio is only watched.
    goal: float | None = None

    @property
    def value(self) -> float:
        return self.limit_takes / self.ours_takes

    def __str__(self) -> str:
        goal = "no goal" if self.goal is None else f"goal {self.goal:.2f}"
        below = "" if self.goal is None or self.value >= self.goal else ", not reached"
        ours, limit = self.ours_takes * 1e6, self.limit_takes * 1e6
        return (
            f"{self.job}: {self.value:.2f} of {self.limit} ({goal}{below}; "
            f"{ours:,.0f} against {limit:,.0f} microseconds of CPU)"
        )


def cpu_of(job: Callable[[], object], *, things: int) -> float:
    """CPU seconds this process spends on each of the `things` a job does."""
    begun = time.process_time()
    job()
    return (time.process_time() - begun) / things


def best_of(times: int, job: Callable[[], object], *, things: int) -> float:
    """The cheapest of several runs: the others met a busy machine."""
    return min(cpu_of(job, things=things) for _ in range(times))
