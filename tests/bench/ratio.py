"""How a ratio is taken and how it is said."""

import time
from collections.abc import Callable, Mapping
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


@dataclass(frozen=True, slots=True)
class Whole:
    """One job from its beginning to its end, in seconds, and what each part took of its CPU."""

    job: str
    clock: float
    cpu: float
    parts: Mapping[str, float]
    #: How long people may wait for it.
    goal: float

    def __str__(self) -> str:
        below = "" if self.clock < self.goal else ", not reached"
        shares = ", ".join(f"{part} {took / self.cpu:.0%}" for part, took in self.parts.items())
        return (
            f"{self.job}: {self.clock:.3f} seconds by the clock, {self.cpu:.3f} of CPU "
            f"(goal under {self.goal:.0f}{below}; {shares})"
        )


class Laps:
    """A clock that runs from here on, and is told at the end of each part."""

    def __init__(self) -> None:
        self._parts: dict[str, float] = {}
        self._clock, self._cpu = time.perf_counter(), time.process_time()
        self._lap = self._cpu

    def end(self, part: str) -> None:
        now = time.process_time()
        self._parts[part], self._lap = now - self._lap, now

    def whole(self, job: str, *, goal: float) -> Whole:
        clock, cpu = time.perf_counter() - self._clock, time.process_time() - self._cpu
        return Whole(job, clock, cpu, self._parts, goal)


def cpu_of(job: Callable[[], object], *, things: int) -> float:
    """CPU seconds this process spends on each of the `things` a job does."""
    begun = time.process_time()
    job()
    return (time.process_time() - begun) / things


def best_of(times: int, job: Callable[[], object], *, things: int) -> float:
    """The cheapest of several runs: the others met a busy machine."""
    return min(cpu_of(job, things=things) for _ in range(times))
