"""The practice network's count of time: whole microseconds since 1970-01-01 in UTC."""

from datetime import UTC, datetime, timedelta

from outreach.lib.clock import as_utc

#: Microseconds since 1970-01-01 in UTC. The town handles times by the hundred thousand.
Instant = int

SECOND: Instant = 1_000_000
MINUTE: Instant = 60 * SECOND
HOUR: Instant = 60 * MINUTE
DAY: Instant = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def instant(at: datetime) -> Instant:
    """The count for a moment. Refuses a time without a zone."""
    return (as_utc(at) - _EPOCH) // _MICROSECOND


def moment(count: Instant) -> datetime:
    """The moment a count stands for, in UTC."""
    return _EPOCH + count * _MICROSECOND
