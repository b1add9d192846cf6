"""Measured on the practice network with the real client libraries: its store is the witness."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from audience.riverton import FACEBOOK, Town, X
from outreach import db as database
from outreach import delivery, identity, practice
from outreach.audience.overlap import Bounds
from outreach.lib.clock import VirtualClock
from outreach.platforms import Outgoing, PlatformName, Split
from outreach.platforms.facebook import Facebook
from outreach.platforms.x import X as XClient
from outreach.practice.counters import Counters

pytestmark = pytest.mark.network
NETWORKS = {X: practice.Network.X, FACEBOOK: practice.Network.FACEBOOK}
ROADS = {X: "/x", FACEBOOK: "/graph"}
TOWN_ZONE = ZoneInfo("America/Phoenix")


class Nothing:
    """A journal of posts that are sent once and well."""

    def noted(self) -> str | None:
        return None

    def note(self, step: str) -> None:
        pass


@dataclass
class Rehearsal:
    """Riverton's accounts on a practice network with three hundred residents."""

    town: Town
    world: practice.World
    clock: VirtualClock

    def send(self, platform: PlatformName, text: str) -> str:
        """Publish with the real client, and put down what delivery would."""
        account = self.town.accounts[platform]
        receipt = self.town.platforms[platform].publish(  # type: ignore[attr-defined]
            identity.connection(account, self.town.vault), Outgoing(text, key=text), Nothing()
        )
        ours = self.town.publish(platform, self.clock.now(), title=text)
        with database.writing(self.town.engine) as db:
            rows = select(delivery.Placement).where(delivery.Placement.external_id == ours)
            db.exec(rows).one().external_id = receipt.external_id
        return str(receipt.external_id)

    def counted(self, posts: list[str]) -> list[Counters]:
        now = self.clock.now()
        return [practice.post_counters(self.world.store, post, now) for post in posts]


@pytest.fixture
def rehearsal(town: Town, now: datetime, tmp_path: Path) -> Iterator[Rehearsal]:
    clock = VirtualClock(now)
    world = practice.World(practice.Store(tmp_path / "practice.db"), clock)
    owners = {
        platform: practice.open_account(world, network, handle="riverton", name="Riverton PD")
        for platform, network in NETWORKS.items()
    }
    residents = practice.build(seed="maple", zone=TOWN_ZONE, residents=300)
    practice.seed_history(world.store, residents, until=now, days=3)
    with practice.serve_in_thread(world) as serving:
        with database.writing(town.engine) as db:
            for platform, owner in owners.items():
                world.switch(owner, least_audience=0)
                account = db.get_one(identity.Account, town.account_id(platform))
                account.stable_id = owner.stable_id
                account.practice_url = serving.address + ROADS[platform]
                account.sealed = town.vault.seal(owner.credentials)
                town.accounts[platform] = account
        town.platforms = {X: XClient(5.0), FACEBOOK: Facebook(5.0)}  # type: ignore[dict-item]
        yield Rehearsal(town, world, clock)
    world.store.close()


@pytest.fixture
def sent(rehearsal: Rehearsal) -> dict[PlatformName, list[str]]:
    """Two posts on each platform, measured when the newer is a day old."""
    posts: dict[PlatformName, list[str]] = {X: [], FACEBOOK: []}
    for text in ("Coffee with a cop on Elm Street, all day.", "Night court is open to neighbors."):
        for platform, ids in posts.items():
            ids.append(rehearsal.send(platform, text))
        rehearsal.clock.advance(timedelta(days=1))
    rehearsal.town.capture(rehearsal.clock.now())
    return posts


def test_the_totals_are_those_of_the_practice_store(
    rehearsal: Rehearsal, sent: dict[PlatformName, list[str]]
) -> None:
    report = rehearsal.town.report(rehearsal.clock.now())
    x, facebook = report.platforms
    on_x, on_facebook = rehearsal.counted(sent[X]), rehearsal.counted(sent[FACEBOOK])
    assert sum(one.views for one in on_x) > 0
    assert x.total("impressions").value == sum(one.views for one in on_x)
    assert x.total("likes").value == sum(one.likes for one in on_x)
    assert facebook.total("views").value == sum(one.views for one in on_facebook)
    assert facebook.total("views", Split.NON_FOLLOWERS).value == sum(
        one.views_by_strangers for one in on_facebook
    )


def test_the_people_really_reached_are_inside_the_range(
    rehearsal: Rehearsal, sent: dict[PlatformName, list[str]]
) -> None:
    facebook = rehearsal.town.report(rehearsal.clock.now()).platforms[1]
    people = [one.people for one in rehearsal.counted(sent[FACEBOOK])]
    assert facebook.reach == Bounds(max(people), sum(people), told=2, posts=2)
    really = practice.truth(
        rehearsal.world.store,
        sent[FACEBOOK],
        start=rehearsal.clock.now() - timedelta(days=2),
        end=rehearsal.clock.now() - timedelta(days=7),
    )
    assert max(people) <= len(really.reached) <= sum(people)


def test_followers_and_windows_are_told_for_the_day_that_is_over(rehearsal: Rehearsal) -> None:
    rehearsal.clock.advance(timedelta(days=2))
    rehearsal.town.capture_windows(rehearsal.clock.now())
    told = {row.metric: row.value for row in rehearsal.town.windows() if row.value is not None}
    assert told["followers"] > 0
    assert "reach" in told
