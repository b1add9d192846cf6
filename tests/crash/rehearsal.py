"""A stage for killing: approved posts due at once, real workers, and the practice network as the
witness of what went out.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlmodel import col, select

import build
from outreach import bootstrap, delivery, posts, practice
from outreach import db as database
from outreach.cli import schema
from outreach.delivery import State
from outreach.identity import Account, Actor, Role
from outreach.platforms import PlatformName
from outreach.settings import Settings
from people import Cast, cast

#: Small, because these are real seconds: request, lease, grace.
LIMITS = {
    "SEND_TIMEOUT": "0.8",
    "SEND_LEASE": "1.6",
    "GRACE": "2.5",
    "TICK_SECONDS": "0.3",
    "CHUNK": "5",
}
PATHS = {PlatformName.X: "/x", PlatformName.FACEBOOK: "/graph"}
NETWORKS = {PlatformName.X: practice.Network.X, PlatformName.FACEBOOK: practice.Network.FACEBOOK}
#: Posts that fall due in a second.
PER_SECOND = 3


@dataclass
class Rehearsal:
    """A home with approved posts due soon, the network they go to, and the workers who send."""

    runtime: bootstrap.Runtime
    network: practice.Serving
    count: int
    zygote: subprocess.Popen[str]
    workers: list[int] = field(default_factory=list)

    def start_worker(self) -> None:
        """One more real worker, as a process of its own."""
        assert self.zygote.stdin and self.zygote.stdout
        self.zygote.stdin.write("another\n")
        self.zygote.stdin.flush()
        self.workers.append(int(self.zygote.stdout.readline()))

    def kill(self, worker: int, how: signal.Signals = signal.SIGKILL) -> None:
        """End a worker, and wait until it is gone."""
        self.workers.remove(worker)
        os.kill(worker, how)
        end = time.monotonic() + 40
        with suppress(ProcessLookupError):
            while time.monotonic() < end:
                os.kill(worker, 0)
                time.sleep(0.01)
            raise AssertionError(f"The worker {worker} does not end.")

    def states(self) -> Counter[State]:
        with database.reading(self.runtime.engine) as db:
            return Counter(db.exec(select(delivery.Placement.state)).all())

    def published(self) -> int:
        return self.states()[State.PUBLISHED]

    def wait_until_busy(self, seconds: float = 15) -> None:
        """Until something more is out, or a while has passed."""
        before, end = self.published(), time.monotonic() + seconds
        while before < self.count and time.monotonic() < end and self.published() <= before:
            time.sleep(0.02)

    def settle(self, seconds: float) -> None:
        """Until everything is out; a person answers what only a person can."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(delivery_faults()):
                if self.states() == {State.PUBLISHED: self.count}:
                    return
                self._answer_as_a_person()
            time.sleep(0.3)
        raise AssertionError(f"Not settled: {dict(self.states())}")

    def compare(self) -> None:
        """Lost, sent twice, or out under an id we do not know: there must be none of each."""
        there = list(self._out())
        with database.reading(self.runtime.engine) as db:
            known = col(delivery.Placement.external_id)
            ours = Counter(db.exec(select(known).where(known.is_not(None))).all())
        assert len({post.text for post in there}) == len(there) == self.count
        assert Counter(post.id for post in there) == ours

    def _out(self) -> Iterator[Any]:
        store = self.network.world.store
        for account in store.accounts():
            yield from (post for post in store.every_post(account) if post.published_at is not None)

    def _answer_as_a_person(self) -> None:
        """A post that kills hit in every try is a person's to decide: they look, and say what they
        see.
        """
        now = self.runtime.clock.now()
        asked = select(delivery.Placement).where(delivery.Placement.state == State.NEEDS_PERSON)
        with database.writing(self.runtime.engine) as db:
            for placement in db.exec(asked).all():
                text = db.get_one(posts.Variant, placement.variant_id).text
                seen = next((post.id for post in self._out() if post.text == text), None)
                lang = Actor(placement.placed_by, placement.agency_id, Role.APPROVER)
                number = placement.id or 0
                if seen is None:
                    delivery.decide_absent(db, number, give_up=False, by=lang, now=now)
                else:
                    delivery.decide_published(db, number, seen, by=lang, now=now)


def delivery_faults() -> type[Exception]:
    """What reading the rows may meet while the database is away."""
    from sqlalchemy.exc import DBAPIError

    return DBAPIError


@contextmanager
def rehearse(
    folder: Path, *, count: int, accounts: int = 3, url: str | None = None
) -> Iterator[Rehearsal]:
    """The stage, set: on SQLite, or on the database at `url`."""
    address = SecretStr(url) if url else None
    runtime = bootstrap.build(Settings(home=folder / "home", database_url=address))
    schema.migrate(runtime.engine)
    world = practice.open_world(folder / "practice")
    with practice.serve_in_thread(world) as network, _zygote(runtime, folder) as zygote:
        made = Rehearsal(runtime, network, count, zygote)
        _fill(made, accounts)
        try:
            yield made
        finally:
            for worker in list(made.workers):
                made.kill(worker)
    world.store.close()
    runtime.engine.dispose()


@contextmanager
def _zygote(runtime: bootstrap.Runtime, folder: Path) -> Iterator[subprocess.Popen[str]]:
    given = {f"OUTREACH_{name}": value for name, value in LIMITS.items()}
    given["OUTREACH_HOME"] = str(runtime.settings.home)
    if runtime.settings.database_url:
        given["OUTREACH_DATABASE_URL"] = runtime.settings.database
    with (
        (folder / "workers.log").open("wb") as log,
        subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("zygote.py"))],
            env={**os.environ, **given},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def _fill(rehearsal: Rehearsal, accounts: int) -> None:
    """Approved posts for some accounts on each network, due within the next seconds."""
    runtime, now = rehearsal.runtime, rehearsal.runtime.clock.now()
    with database.writing(runtime.engine) as db:
        people = cast(db, now)
        opened = [
            _account(rehearsal, db, people, platform, number)
            for platform in PATHS
            for number in range(accounts)
        ]
        for number in range(rehearsal.count):
            due_in = timedelta(seconds=2 + number / PER_SECOND)
            account = opened[number % len(opened)]
            text = f"Neighbors and officers met and listened. Meeting number {number}."
            build.a_scheduled(db, people, now=now, account=account, due_in=due_in, text=text)


def _account(
    rehearsal: Rehearsal, db: Any, people: Cast, platform: PlatformName, number: int
) -> Account:
    opened = practice.open_account(
        rehearsal.network.world, NETWORKS[platform], handle=f"riverton{number}", name="Riverton"
    )
    account = build.an_account(db, people, now=rehearsal.runtime.clock.now(), platform=platform)
    account.stable_id, account.handle = opened.stable_id, opened.handle
    account.practice_url = rehearsal.network.address + PATHS[platform]
    account.sealed = rehearsal.runtime.vault.seal(dict(opened.credentials))
    db.add(account)
    return account
