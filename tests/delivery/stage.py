"""A small stage for delivery: a database, the cast, the platform in memory, and clocks moved by
hand.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from sqlalchemy.engine import Engine

import build
from outreach import db as database
from outreach import delivery, identity
from outreach.lib.clock import VirtualClock
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Sandbox
from people import Cast, cast


class AtOnce(Executor):
    """Runs a send in the caller's thread, so that a test sees every step in order."""

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(call(*args, **kwargs))
        except Exception as fault:
            future.set_exception(fault)
        return future


@dataclass
class Stage:
    """Everything a delivery test needs."""

    engine: Engine
    clock: VirtualClock
    cast: Cast
    vault: identity.Vault
    x: Sandbox
    means: delivery.Means
    dispatcher: delivery.Dispatcher
    seconds: list[float] = field(default_factory=lambda: [0.0])

    def scheduled(self, **about: Any) -> int:
        """An approved post, due in an hour unless said otherwise. Returns its number."""
        with database.writing(self.engine) as db:
            now = self.clock.now()
            about.setdefault("account", build.an_account(db, self.cast, now=now, vault=self.vault))
            return build.a_scheduled(db, self.cast, now=now, **about).id or 0

    def account(self, **about: Any) -> identity.Account:
        with database.writing(self.engine) as db:
            return build.an_account(db, self.cast, now=self.clock.now(), vault=self.vault, **about)

    def later(self, **by: float) -> None:
        """Let time pass, on the wall clock and on the one that never jumps."""
        passed = timedelta(**by)
        self.clock.advance(passed)
        self.seconds[0] += passed.total_seconds()

    def rounds(self) -> None:
        """Send until there is nothing more to do now."""
        for _ in range(50):
            if not self.dispatcher.round():
                return
        raise AssertionError("The dispatcher does not come to rest.")

    def sweep(self) -> int:
        with database.writing(self.engine) as db:
            return delivery.sweep(db, now=self.clock.now())

    def reconcile(self) -> int:
        return delivery.reconcile(self.means)

    def state(self, number: int) -> delivery.State:
        return self.row(number).state

    def row(self, number: int) -> delivery.Placement:
        with database.reading(self.engine) as db:
            return db.get_one(delivery.Placement, number)

    def attempts(self, number: int) -> list[delivery.Attempt]:
        with database.reading(self.engine) as db:
            return delivery.attempts_of(db, number)


def build_stage(engine: Engine, now: datetime, media: Path, *, senders: int = 4) -> Stage:
    clock = VirtualClock(now)
    seconds = [0.0]
    x = Sandbox(clock)
    platforms = {PlatformName.X: x, PlatformName.HANDOFF: Sandbox(clock, PlatformName.HANDOFF)}
    vault = identity.Vault((Fernet.generate_key().decode(),))
    means = delivery.Means(
        engine, platforms, vault, media, clock, lambda: seconds[0], senders=senders
    )
    with database.writing(engine) as db:
        people = cast(db, now)
    dispatcher = delivery.Dispatcher(means, AtOnce(), wake=lambda: None)
    return Stage(engine, clock, people, vault, x, means, dispatcher, seconds)
