"""The worker killed with SIGKILL at random moments: the practice network's own store is the
witness.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

import build
from outreach import bootstrap, delivery, posts, practice
from outreach import db as database
from outreach.cli import schema
from outreach.delivery import State
from outreach.identity import Actor, Role
from outreach.platforms import PlatformName
from outreach.settings import Settings
from people import cast

KILLS = 20
POSTS = 90
#: Small, because these are real seconds: request, lease, grace.
LIMITS = {"SEND_TIMEOUT": "0.8", "SEND_LEASE": "1.6", "GRACE": "2.5", "TICK_SECONDS": "0.3"}
PATHS = {PlatformName.X: "/x", PlatformName.FACEBOOK: "/graph"}
NETWORKS = {PlatformName.X: practice.Network.X, PlatformName.FACEBOOK: practice.Network.FACEBOOK}


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A home with many approved posts due at once, and the network they go to."""

    runtime: bootstrap.Runtime
    network: practice.Serving

    def worker(self) -> subprocess.Popen[bytes]:
        """The real command, as a process of its own."""
        home = str(self.runtime.settings.home)
        given = {f"OUTREACH_{name}": value for name, value in LIMITS.items()}
        return subprocess.Popen(
            [sys.executable, "-m", "outreach", "work"],
            env={**os.environ, **given, "OUTREACH_HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def states(self) -> Counter[State]:
        with database.reading(self.runtime.engine) as db:
            return Counter(db.exec(select(delivery.Placement.state)).all())


@pytest.fixture
def rehearsal(tmp_path: Path) -> Iterator[Rehearsal]:
    runtime = bootstrap.build(Settings(home=tmp_path / "home"))
    schema.migrate(runtime.engine)
    world = practice.open_world(tmp_path / "practice")
    with practice.serve_in_thread(world) as network:
        made = Rehearsal(runtime, network)
        _fill(made)
        yield made
    world.store.close()
    runtime.engine.dispose()


def _fill(rehearsal: Rehearsal) -> None:
    """Approved posts for three accounts on each network, due within the next seconds."""
    runtime, now = rehearsal.runtime, rehearsal.runtime.clock.now()
    with database.writing(runtime.engine) as db:
        people = cast(db, now)
        accounts = [
            _account(rehearsal, db, people, platform, number)
            for platform in PATHS
            for number in range(3)
        ]
        for number in range(POSTS):
            due_in = timedelta(seconds=2 + number / 3)
            account = accounts[number % len(accounts)]
            text = f"Neighbors and officers met and listened. Meeting number {number}."
            build.a_scheduled(db, people, now=now, account=account, due_in=due_in, text=text)


def _account(rehearsal, db, people, platform, number):  # type: ignore[no-untyped-def]
    opened = practice.open_account(
        rehearsal.network.world, NETWORKS[platform], handle=f"riverton{number}", name="Riverton"
    )
    account = build.an_account(db, people, now=rehearsal.runtime.clock.now(), platform=platform)
    account.stable_id, account.handle = opened.stable_id, opened.handle
    account.practice_url = rehearsal.network.address + PATHS[platform]
    account.sealed = rehearsal.runtime.vault.seal(dict(opened.credentials))
    db.add(account)
    return account


@contextmanager
def killed_after(worker: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """The block runs while the worker does; then it is killed, whatever it is doing."""
    try:
        yield
        time.sleep(seconds)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait(timeout=10)


def _wait_until_busy(rehearsal: Rehearsal, out: int) -> None:
    """Until the worker has sent something since it was started, or a while has passed."""
    end = time.monotonic() + 15
    while time.monotonic() < end and rehearsal.states()[State.PUBLISHED] <= out:
        time.sleep(0.02)


@pytest.mark.crash
def test_twenty_kills_lose_nothing_and_send_nothing_twice(rehearsal: Rehearsal) -> None:
    dice = random.Random(20261122)
    for _ in range(KILLS):
        out = rehearsal.states()[State.PUBLISHED]
        with killed_after(rehearsal.worker(), dice.uniform(0, 0.4)):
            _wait_until_busy(rehearsal, out if out < POSTS else -1)
    worker = rehearsal.worker()
    try:
        _wait_until_settled(rehearsal)
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=30)
    _compare(rehearsal)


def _wait_until_settled(rehearsal: Rehearsal) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if rehearsal.states() == {State.PUBLISHED: POSTS}:
            return
        _answer_as_a_person(rehearsal)
        time.sleep(0.3)
    raise AssertionError(f"Not settled: {dict(rehearsal.states())}")


def _answer_as_a_person(rehearsal: Rehearsal) -> None:
    """A post that kills hit in every try is a person's to decide: they look, and say what they
    see.
    """
    runtime = rehearsal.runtime
    with database.writing(runtime.engine) as db:
        for placement in db.exec(
            select(delivery.Placement).where(delivery.Placement.state == State.NEEDS_PERSON)
        ).all():
            number, now = placement.id or 0, runtime.clock.now()
            lang = Actor(placement.placed_by, placement.agency_id, Role.APPROVER)
            seen = _seen(rehearsal, db.get_one(posts.Variant, placement.variant_id).text)
            if seen is None:
                delivery.decide_absent(db, number, give_up=False, by=lang, now=now)
            else:
                delivery.decide_published(db, number, seen, by=lang, now=now)


def _seen(rehearsal: Rehearsal, text: str) -> str | None:
    """The id under which these words are out, as a visitor of the account would find them."""
    store = rehearsal.network.world.store
    return next(
        (
            post.id
            for account in store.accounts()
            for post in store.every_post(account)
            if post.published_at is not None and post.text == text
        ),
        None,
    )


def _compare(rehearsal: Rehearsal) -> None:
    """Lost, sent twice, or out under an id we do not know: there must be none of each."""
    store = rehearsal.network.world.store
    there = Counter(
        post.id
        for account in store.accounts()
        for post in store.every_post(account)
        if post.published_at is not None
    )
    texts = Counter(
        post.text
        for account in store.accounts()
        for post in store.every_post(account)
        if post.published_at is not None
    )
    with database.reading(rehearsal.runtime.engine) as db:
        ours = Counter(
            db.exec(
                select(delivery.Placement.external_id).where(
                    col(delivery.Placement.external_id).is_not(None)
                )
            ).all()
        )
    assert max(texts.values()) == 1
    assert len(texts) == POSTS
    assert there == ours
