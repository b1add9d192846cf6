"""An installation, the platform it sends to and a clock; the platform outlives every restore."""

from datetime import timedelta

import build
from cli.desk import people_of
from delivery.stage import AtOnce
from outreach import bootstrap, delivery
from outreach import db as database
from outreach.delivery import State
from outreach.lib.clock import SystemClock, VirtualClock
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Sandbox
from outreach.settings import Settings


class Town:
    """One home, with posts in it that go out when they are due."""

    def __init__(self, settings: Settings) -> None:
        self.clock = VirtualClock(SystemClock().now())
        self.x = Sandbox(self.clock)
        self.runtime = bootstrap.build(
            settings, clock=self.clock, platforms={PlatformName.X: self.x}
        )

    def a_post(self, due_in: timedelta) -> int:
        now = self.clock.now()
        with database.writing(self.runtime.engine) as db:
            people = people_of(db)
            account = build.an_account(db, people, now=now, vault=self.runtime.vault)
            return build.a_scheduled(db, people, now=now, account=account, due_in=due_in).id or 0

    def later(self, **by: float) -> None:
        """Time passes, and what a worker does meanwhile is done."""
        self.clock.advance(timedelta(**by))
        delivery.reconcile(self.runtime.means)
        dispatcher = delivery.Dispatcher(self.runtime.means, AtOnce(), wake=lambda: None)
        while dispatcher.round():
            pass

    def states(self, numbers: list[int]) -> list[State]:
        return [row.state for row in self.rows(numbers)]

    def rows(self, numbers: list[int]) -> list[delivery.Placement]:
        with database.reading(self.runtime.engine) as db:
            return [db.get_one(delivery.Placement, number) for number in numbers]

    def holds(self) -> list[delivery.Hold]:
        with database.reading(self.runtime.engine) as db:
            ours = people_of(db).agency
            return delivery.active(db, ours.id or 0)
