"""Riverton's accounts, posts that are out, and platforms that were told what to say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from cryptography.fernet import Fernet
from sqlalchemy.engine import Engine
from sqlmodel import col, select

import build
from outreach import audience, delivery, identity, posts
from outreach import db as database
from outreach.platforms import (
    Connection,
    Platform,
    PlatformName,
    Reading,
    ReadingState,
)
from people import Cast, cast

X, FACEBOOK, HANDOFF = PlatformName.X, PlatformName.FACEBOOK, PlatformName.HANDOFF


def told(metric: str, value: int, post: str | None = None, **more: object) -> Reading:
    """A number as a platform tells it."""
    return Reading(metric, ReadingState.VALUE, value, metric, "2026-11", external_id=post, **more)


def untold(metric: str, state: ReadingState, post: str | None = None, **more: object) -> Reading:
    """A number a platform does not tell, and why."""
    more = {"why": f"No {metric} here.", **more}
    return Reading(metric, state, None, metric, "2026-11", external_id=post, **more)


@dataclass
class Told:
    """A platform that answers what it was told to answer and remembers what it was asked."""

    name: PlatformName
    numbers: dict[str, list[Reading]] = field(default_factory=dict)
    days: dict[date, list[Reading]] = field(default_factory=dict)
    always: list[Reading] = field(default_factory=list)
    fault: Exception | None = None
    asked: list[tuple[str, ...]] = field(default_factory=list)
    asked_days: list[date] = field(default_factory=list)

    def measure_posts(
        self, account: Connection, external_ids: tuple[str, ...], *, now: datetime
    ) -> list[Reading]:
        self.asked.append(external_ids)
        if self.fault is not None:
            raise self.fault
        return [reading for post in external_ids for reading in self.numbers.get(post, ())]

    def measure_account(
        self, account: Connection, *, ends_on: date, now: datetime
    ) -> list[Reading]:
        self.asked_days.append(ends_on)
        if self.fault is not None:
            raise self.fault
        return [*self.always, *self.days.get(ends_on, ())]


@dataclass
class Town:
    """Riverton's police, its accounts by platform, and what those platforms will say."""

    engine: Engine
    vault: identity.Vault
    cast: Cast
    accounts: dict[PlatformName, identity.Account]
    platforms: dict[PlatformName, Told]
    numbered: Iterator[int] = field(default_factory=lambda: count(1))

    def publish(
        self,
        platform: PlatformName,
        at: datetime,
        *,
        title: str = "Coffee with a cop",
        state: delivery.State = delivery.State.PUBLISHED,
        campaign_id: int | None = None,
    ) -> str:
        """A post that is out (or in another state); gives the platform's id of it."""
        number = next(self.numbered)
        out = state is delivery.State.PUBLISHED
        external_id = f"{platform.value}-{number}"
        with database.writing(self.engine) as db:
            variant = build.a_variant(
                db, self.cast.rivera, now=at, platform=platform, campaign_id=campaign_id
            )
            post = db.get_one(posts.Post, variant.post_id)
            post.title = title
            placement = delivery.Placement(
                agency_id=self.cast.rivera.agency_id,
                campaign_id=campaign_id,
                post_id=variant.post_id,
                variant_id=variant.id,
                account_id=self.account_id(platform),
                platform=platform,
                state=state,
                local_time="2026-11-02T10:00:00",
                time_zone="America/Phoenix",
                due_at=at,
                window_minutes=60,
                digest="0" * 64,
                key=f"key-{number}",
                placed_by=self.cast.rivera.person_id,
                external_id=external_id if out else None,
                published_at=at if out else None,
            )
            db.add(placement)
        return external_id

    def account_id(self, platform: PlatformName) -> int:
        return self.accounts[platform].id or 0

    def disconnect(self, platform: PlatformName, now: datetime) -> None:
        with database.writing(self.engine) as db:
            identity.disconnect(db, self.account_id(platform), by=self.cast.admin, now=now)

    def capture(self, now: datetime) -> audience.Captured:
        return audience.capture(self.engine, self._platforms, self.vault, now=now)

    def capture_windows(self, now: datetime) -> audience.CapturedWindows:
        return audience.capture_windows(self.engine, self._platforms, self.vault, now=now)

    def report(self, now: datetime, days: int = 28) -> audience.Report:
        """The report on the days that end today."""
        today = now.date()
        about = audience.Subject("November", today - timedelta(days=days), today)
        with database.reading(self.engine) as db:
            return audience.report(db, self.cast.rivera.agency_id, about, now=now)

    def snapshots(self) -> list[audience.Snapshot]:
        with database.reading(self.engine) as db:
            return list(db.exec(select(audience.Snapshot).order_by(col(audience.Snapshot.id))))

    def windows(self) -> list[audience.Window]:
        with database.reading(self.engine) as db:
            return list(db.exec(select(audience.Window).order_by(col(audience.Window.id))))

    @property
    def _platforms(self) -> dict[PlatformName, Platform]:
        return dict(self.platforms)  # type: ignore[arg-type]


def build_town(engine: Engine, now: datetime) -> Town:
    """Three accounts connected two months ago, and nothing published."""
    vault = identity.Vault((Fernet.generate_key().decode(),))
    with database.writing(engine) as db:
        people = cast(db, now)
        accounts = {
            platform: build.an_account(
                db, people, now=now - timedelta(days=60), platform=platform, vault=vault
            )
            for platform in (X, FACEBOOK, HANDOFF)
        }
    platforms = {platform: Told(platform) for platform in (X, FACEBOOK)}
    return Town(engine, vault, people, accounts, platforms)
