"""The one place where parts are chosen and joined. Nothing else imports an adapter."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.engine import Engine

from outreach import db, delivery, errors, identity
from outreach.lib.clock import Clock, SystemClock
from outreach.platforms import BY_HAND, Platform, PlatformName
from outreach.platforms.facebook import Facebook
from outreach.platforms.handoff import Handoff
from outreach.platforms.instagram import Instagram
from outreach.platforms.sandbox import Sandbox
from outreach.platforms.x import X
from outreach.settings import Settings

#: Seconds that a send takes in a drill, so that posts are on their way when the order comes.
DRILL_TAKES = 0.2


@dataclass(frozen=True, slots=True)
class Runtime:
    """Everything an entry point needs, built once."""

    settings: Settings
    engine: Engine
    clock: Clock
    vault: identity.Vault = field(repr=False)
    platforms: Mapping[PlatformName, Platform]
    monotonic: Callable[[], float] = time.monotonic

    @property
    def media(self) -> Path:
        """The folder of pictures."""
        return self.settings.home / "media"

    @property
    def means(self) -> delivery.Means:
        """What sending needs."""
        return delivery.Means(
            engine=db.alongside(self.engine),
            platforms=self.platforms,
            vault=self.vault,
            media=self.media,
            clock=self.clock,
            monotonic=self.monotonic,
            timings=delivery.Timings(
                self.settings.timeout_for, self.settings.lease_for, self.settings.grace_for
            ),
            senders=self.settings.senders,
        )

    def with_clock(self, clock: Clock) -> "Runtime":
        """The same parts under another clock: rehearsals and the demo."""
        return replace(self, clock=clock)


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    platforms: Mapping[PlatformName, Platform] | None = None,
) -> Runtime:
    """Join the parts. Makes the home folder and, once, the key that seals credentials."""
    _make_home(settings.home)
    given = settings.seal_key.get_secret_value() if settings.seal_key else None
    return Runtime(
        settings=settings,
        engine=db.engine(settings.database),
        clock=clock or SystemClock(),
        vault=identity.open_vault(settings.keys, given),
        platforms=platforms or adapters(settings.send_timeout),
    )


def adapters(timeout: float) -> Mapping[PlatformName, Platform]:
    """The platforms posts can go to, each with the longest time one of its requests may take."""
    by_hand = tuple(Handoff(name) for name in sorted(BY_HAND))
    chosen: tuple[Platform, ...] = (X(timeout), Facebook(timeout), Instagram(timeout), *by_hand)
    return {adapter.name: adapter for adapter in chosen}


def drill(runtime: Runtime) -> delivery.Drilled:
    """Practise a pause on this machine: an empty database and a pretended platform, gone after."""
    with TemporaryDirectory(prefix="outreach-drill-") as folder:
        sandbox = Sandbox(runtime.clock, takes=DRILL_TAKES)
        settings = runtime.settings.model_copy(update={"home": Path(folder), "database_url": None})
        made = build(settings, clock=runtime.clock, platforms={PlatformName.X: sandbox})
        try:
            return delivery.drill(made.means, lambda: list(sandbox.begun))
        finally:
            made.engine.dispose()


def _make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        (home / "media").mkdir(exist_ok=True)
    except OSError as error:
        raise errors.NotReady(
            f"The folder {home} cannot be used ({error.strerror}). "
            "Set OUTREACH_HOME to a folder you may write to."
        ) from None
