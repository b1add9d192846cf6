"""What runs by itself: on one machine an alarm clock, on several a crew that shares a database."""

from outreach.worker.lock import one_at_a_time
from outreach.worker.starting import at_work, is_alone, place
from outreach.worker.ticker import Ticker

__all__ = ["Ticker", "at_work", "is_alone", "one_at_a_time", "place"]
