"""When a post that surely did not go out may be tried again, and when it may not."""

from datetime import datetime, timedelta

#: Waits between tries. Short first, because most troubles of a network are over in a minute.
WAITS = (
    timedelta(seconds=20),
    timedelta(minutes=1),
    timedelta(minutes=3),
    timedelta(minutes=10),
    timedelta(minutes=20),
)

#: Tries in all.
MOST = len(WAITS) + 1

#: After a trouble of our own, before anything left. The platform has nothing to recover from, and
#: the account's later posts wait behind this one.
SOON = timedelta(seconds=2)

#: A platform whose reset lies further away than this is asked again after this long.
LONGEST = timedelta(hours=1)


def retry_at(attempts: int, now: datetime, asked: datetime | None) -> datetime | None:
    """When to try again after `attempts` tries that counted; None when they are used up.

    A platform that named a time is obeyed: never before it, at most `LONGEST` from now. A time that
    has passed by our clock is no leave to ask again at once.
    """
    if attempts >= MOST:
        return None
    ours = now + WAITS[max(attempts - 1, 0)]
    if asked is None:
        return ours
    return min(max(asked, now + WAITS[0]), now + LONGEST)


def read_again_at(reads: int, now: datetime) -> datetime | None:
    """When to read an account again after it could not be read; None after about an hour of
    trying.
    """
    if reads >= READS:
        return None
    wait = timedelta(seconds=30) * 2.0 ** min(reads, 5)
    return now + min(wait, timedelta(minutes=10))


#: Readings in all: 30 s, 1, 2, 4, 8, 10, 10, 10, 10 minutes add up to 55 minutes.
READS = 10
