"""Places to play every adapter on: memory, and the practice network over real HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from outreach import practice
from outreach.lib.clock import VirtualClock
from outreach.platforms import AFTERWARDS, Connection, Platform, PlatformName
from outreach.platforms.facebook import Facebook
from outreach.platforms.instagram import Instagram
from outreach.platforms.sandbox import Failure, Sandbox
from outreach.platforms.x import X
from platforms.cast import NOW, TIMEOUT
from platforms.stub import closed_port


@dataclass(frozen=True)
class Shown:
    """One post as the platform keeps it: the witness of what was really published."""

    text: str
    alternatives: tuple[str, ...]


class Stage(Protocol):
    """One adapter, one account on its platform, and the platform's own view of it."""

    platform: Platform
    account: Connection
    clock: VirtualClock
    #: Whether the platform lets a program change a post that is out.
    rewords: bool

    def shown(self) -> list[Shown]: ...

    def fail(self, failure: Failure) -> None: ...

    def fail_removal(self, failure: Failure) -> None: ...

    def show_late(self, by: timedelta) -> None: ...


class InMemory:
    """The sandbox."""

    def __init__(self) -> None:
        self.clock = VirtualClock(NOW)
        self.platform = self.sandbox = Sandbox(self.clock)
        self.account = Connection(PlatformName.X, "7", "maricopa", {})
        self.rewords = True

    def shown(self) -> list[Shown]:
        return [
            Shown(post.outgoing.text, tuple(one.alt for one in post.outgoing.pictures))
            for post in self.sandbox.posts(self.account)
        ]

    def fail(self, failure: Failure) -> None:
        self.sandbox.fail(failure)

    def fail_removal(self, failure: Failure) -> None:
        self.sandbox.fail_changing(failure)

    def show_late(self, by: timedelta) -> None:
        self.sandbox.visible_after = by


FAULTS = {
    Failure.TOO_MANY: practice.Kind.TOO_MANY,
    Failure.SIGNED_OUT: practice.Kind.EXPIRED_TOKEN,
    Failure.LOSE_REQUEST: practice.Kind.DROP_BEFORE,
    Failure.LOSE_ANSWER: practice.Kind.DROP_AFTER,
}
ADAPTERS = {
    PlatformName.X: (X, practice.Network.X, "/x", practice.Operation.CREATE),
    PlatformName.FACEBOOK: (
        Facebook,
        practice.Network.FACEBOOK,
        "/graph",
        practice.Operation.PUBLISH,
    ),
    PlatformName.INSTAGRAM: (
        Instagram,
        practice.Network.INSTAGRAM,
        "/graph",
        practice.Operation.PUBLISH,
    ),
}


class OnPractice:
    """An adapter against the practice network; `operation` is the call that makes a post public."""

    def __init__(self, serving: practice.Serving, clock: VirtualClock, name: PlatformName) -> None:
        adapter, network, path, self.operation = ADAPTERS[name]
        self.world, self.clock = serving.world, clock
        self.platform = adapter(TIMEOUT)
        self.rewords = AFTERWARDS[name].rewords
        self.owner = practice.open_account(self.world, network, handle="maricopa", name="Maricopa")
        self.world.switch(self.owner, least_audience=0)
        self.account = Connection(
            name,
            self.owner.stable_id,
            self.owner.handle,
            self.owner.credentials,
            serving.address + path,
        )

    def shown(self) -> list[Shown]:
        store = self.world.store
        return [
            Shown(post.text, tuple(store.media(one).alt or "" for one in post.media_ids))
            for post in store.every_post(self.owner)
            if post.published_at is not None and post.deleted_at is None
        ]

    def fail(self, failure: Failure) -> None:
        if failure is Failure.UNREACHABLE:
            nowhere = f"http://127.0.0.1:{closed_port()}"
            self.account = replace(self.account, base_url=nowhere)
        else:
            self.order(FAULTS[failure], seconds=900)

    def fail_removal(self, failure: Failure) -> None:
        self.world.faults.order(
            practice.Fault(FAULTS[failure], operation=practice.Operation.DELETE)
        )

    def show_late(self, by: timedelta) -> None:
        self.order(practice.Kind.SLOW_TO_SHOW, seconds=by.total_seconds())

    def order(self, kind: practice.Kind, *, seconds: float = 0.0) -> None:
        self.world.faults.order(practice.Fault(kind, operation=self.operation, seconds=seconds))


@contextmanager
def on_practice(
    folder: Path, name: PlatformName, generation: practice.Generation | None = None
) -> Iterator[OnPractice]:
    clock = VirtualClock(NOW)
    world = practice.World(practice.Store(folder / "practice.db"), clock)
    with practice.serve_in_thread(world) as serving:
        stage = OnPractice(serving, clock, name)
        if generation is not None:
            world.switch(stage.owner, generation=generation)
        yield stage
    world.store.close()


def let_people_read(stage: OnPractice, *, days: int = 3) -> None:
    """A small town meets what the account shows from now on."""
    town = practice.build(seed="maple", zone=ZoneInfo("America/Phoenix"), residents=300)
    practice.seed_history(stage.world.store, town, until=stage.clock.now(), days=days)
