"""What runs by itself: on one machine an alarm clock, on several a crew that shares a database."""

from outreach.worker.lock import cleared, holder, one_by_one, staying
from outreach.worker.starting import at_work, is_alone
from outreach.worker.ticker import Ticker
from outreach.worker.turns import Duty, in_turn

__all__ = [
    "Duty",
    "Ticker",
    "at_work",
    "cleared",
    "holder",
    "in_turn",
    "is_alone",
    "one_by_one",
    "staying",
]
