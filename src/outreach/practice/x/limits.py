"""How often each call of X may be made."""

from dataclasses import dataclass
from datetime import timedelta

WINDOW = timedelta(minutes=15)
DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One call and how often it may be made: by one account in 15 minutes, by one app in 24 hours.

    From X's rate limit table as of 2026-08; a practice account may be given lower ones.
    """

    name: str
    per_window: int
    per_day: int | None = None


CREATE = Endpoint("create", 100, per_day=10_000)
DELETE = Endpoint("delete", 50)
UPLOAD = Endpoint("upload", 500)
CHUNK = Endpoint("chunk", 1_875)
DESCRIBE = Endpoint("describe", 500)
ME = Endpoint("me", 75)
USER = Endpoint("user", 900)
TIMELINE = Endpoint("timeline", 900)
LOOKUP = Endpoint("lookup", 5_000)
ANALYTICS = Endpoint("analytics", 300)
ENDPOINTS = (CREATE, DELETE, UPLOAD, CHUNK, DESCRIBE, ME, USER, TIMELINE, LOOKUP, ANALYTICS)
