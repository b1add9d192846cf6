"""The rounds every kind of worker goes: leases that ran out, posts to correct or take down, numbers
to ask for.
"""

from outreach import audience, delivery
from outreach import db as database
from outreach.bootstrap import Runtime


def sweep(means: delivery.Means) -> int:
    """Free what a worker that died or was held up left behind."""
    with database.writing(means.engine) as db:
        return delivery.sweep(db, now=means.clock.now())


#: So many answers of platforms in one round: stopping waits for the round to end.
AMENDED_AT_ONCE = 4


def amend(means: delivery.Means) -> int:
    """Correct and take down what is ordered, and read back what was done."""
    return delivery.amends.amend(means, most=AMENDED_AT_ONCE)


def measure(runtime: Runtime) -> None:
    """Ask the platforms for the numbers that are due."""
    now = runtime.clock.now()
    audience.capture(runtime.engine, runtime.platforms, runtime.vault, now=now)
    audience.capture_windows(runtime.engine, runtime.platforms, runtime.vault, now=now)
