"""A practice network on a free port, its accounts, and clients for them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import requests

from outreach import practice
from outreach.lib.clock import VirtualClock
from practice.clients import Graph, Redirect, X

START = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(START)


@pytest.fixture
def world(tmp_path: Path, clock: VirtualClock) -> Iterator[practice.World]:
    made = practice.World(practice.Store(tmp_path / "practice.db"), clock)
    yield made
    made.store.close()


@pytest.fixture
def network(world: practice.World) -> Iterator[practice.Serving]:
    with practice.serve_in_thread(world) as serving:
        yield serving


@pytest.fixture
def session(network: practice.Serving) -> Iterator[requests.Session]:
    with requests.Session() as made:
        made.mount("https://", Redirect(network.address))
        yield made


@pytest.fixture
def on_x(world: practice.World) -> practice.NetworkAccount:
    return practice.open_account(world, practice.Network.X, handle="MapleFallsPD", name="Maple PD")


@pytest.fixture
def on_facebook(world: practice.World) -> practice.NetworkAccount:
    return practice.open_account(
        world, practice.Network.FACEBOOK, handle="maplefallspd", name="Maple Falls Police"
    )


@pytest.fixture
def on_instagram(
    world: practice.World, on_facebook: practice.NetworkAccount
) -> practice.NetworkAccount:
    return practice.open_account(
        world,
        practice.Network.INSTAGRAM,
        handle="maplefallspd",
        name="Maple Falls Police",
        linked_to=on_facebook.stable_id,
    )


@pytest.fixture
def x(on_x: practice.NetworkAccount, session: requests.Session) -> X:
    client = X(**on_x.credentials, return_type=dict)
    client.session = session
    return client


@pytest.fixture
def graph(on_facebook: practice.NetworkAccount, session: requests.Session) -> Graph:
    return Graph(on_facebook, session)


@pytest.fixture
def town(
    world: practice.World,
    on_x: practice.NetworkAccount,
    on_facebook: practice.NetworkAccount,
    on_instagram: practice.NetworkAccount,
) -> practice.World:
    """The world with residents, ten days of routine posts, and nothing kept back for smallness."""
    residents = practice.build(seed="maple", zone=ZoneInfo("America/Phoenix"), residents=300)
    practice.seed_history(world.store, residents, until=START, days=10)
    for account in (on_x, on_facebook, on_instagram):
        world.switch(account, least_audience=0)
    return world


@pytest.fixture
def later(clock: VirtualClock) -> datetime:
    """Two days on, when the posts made at the start have been met."""
    return clock.now() + timedelta(days=2)
