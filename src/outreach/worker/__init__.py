"""What runs by itself: the alarm clock and the rounds it rings for."""

from outreach.worker.lock import one_at_a_time
from outreach.worker.ticker import Ticker

__all__ = ["Ticker", "one_at_a_time"]
