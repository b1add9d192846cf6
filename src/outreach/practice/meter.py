"""Counts calls in fixed windows that begin with the first call."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of one window after a call."""

    limit: int
    remaining: int
    resets_at: datetime
    used_up: bool = False

    def headers(self, prefix: str) -> dict[str, str]:
        """The three headers that tell it; the reset is in whole seconds since 1970, never early."""
        reset = int(self.resets_at.timestamp()) + (self.resets_at.microsecond > 0)
        return {
            f"{prefix}-limit": str(self.limit),
            f"{prefix}-remaining": str(self.remaining),
            f"{prefix}-reset": str(reset),
        }


@dataclass(slots=True)
class _Window:
    began_at: datetime
    calls: int = 0


class Meter:
    """Counts calls. Safe to share between threads; a restart begins every window anew."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._windows: dict[tuple[str, str], _Window] = {}

    def charge(
        self, who: str, what: str, *, limit: int, length: timedelta, now: datetime
    ) -> Allowance:
        """Count one call. A call beyond the limit is not counted and comes back as used up."""
        with self._lock:
            window = self._windows.get((who, what))
            if window is None or not window.began_at <= now < window.began_at + length:
                window = self._windows[who, what] = _Window(now)
            resets_at = window.began_at + length
            if window.calls >= limit:
                return Allowance(limit, 0, resets_at, used_up=True)
            window.calls += 1
            return Allowance(limit, limit - window.calls, resets_at)
