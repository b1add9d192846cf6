"""What sending needs, chosen and joined in `bootstrap`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy.engine import Engine

from outreach.identity import Vault
from outreach.lib.clock import Clock
from outreach.platforms import Platform, PlatformName


@dataclass(frozen=True, slots=True)
class Timings:
    """How long things may take (delivery design: lease = 2 T, grace = lease + T + read lag)."""

    #: One request to a platform, in all.
    timeout_for: timedelta = timedelta(seconds=30)
    #: How long a worker may hold a post.
    lease_for: timedelta = timedelta(seconds=60)
    #: How long to wait after the mark before the account is read back.
    grace_for: timedelta = timedelta(seconds=120)


@dataclass(frozen=True, slots=True)
class Means:
    """The database, the platforms, the keys and the clocks."""

    engine: Engine
    platforms: Mapping[PlatformName, Platform]
    vault: Vault = field(repr=False)
    media: Path
    clock: Clock
    #: Seconds that never jump, for leases.
    monotonic: Callable[[], float]
    timings: Timings = Timings()
    senders: int = 4
