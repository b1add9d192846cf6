"""What a request that was not answered proves, told as the faults of the port."""

from collections.abc import Iterator
from contextlib import contextmanager

from outreach.platforms import wire
from outreach.platforms.port import OutcomeUnknown, TryLater


@contextmanager
def asking(platform: str) -> Iterator[None]:
    """Whatever goes wrong in here has published nothing."""
    try:
        yield
    except (wire.Unsent, wire.NoAnswer) as fault:
        raise TryLater(f"{platform} could not be asked: {fault}. It will be tried again.") from None


@contextmanager
def changing(platform: str) -> Iterator[None]:
    """What goes wrong in here may have been done all the same, unless nothing was reached."""
    try:
        yield
    except wire.Unsent as fault:
        raise TryLater(f"{platform} was not reached: {fault}. It will be tried again.") from None
    except wire.NoAnswer as fault:
        raise OutcomeUnknown(f"{platform} did not confirm it: {fault}.") from None
