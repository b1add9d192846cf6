"""Numbers of published posts by age: which are due, asking for them, and keeping what was told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import Session, col

from outreach import db as database
from outreach import delivery, identity
from outreach.audience import ages, keeping, wording
from outreach.audience.asking import Untold, ask
from outreach.audience.models import Snapshot
from outreach.platforms import BY_HAND, Platform, PlatformName, Reading, ReadingState

#: In minutes, as the ages are.
GIVEN_UP = ages.GIVEN_UP_AFTER // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Due:
    """One post whose numbers are to be asked, at one age."""

    placement_id: int
    external_id: str
    age: int


@dataclass(frozen=True, slots=True)
class Round:
    """The posts to ask one account for, in one question."""

    account: identity.Account
    posts: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Captured:
    """What one pass did: accounts and posts asked, numbers kept, accounts that told nothing."""

    accounts: int = 0
    posts: int = 0
    kept: int = 0
    untold: int = 0


def due(db: Session, now: datetime) -> tuple[Round, ...]:
    """Every published post that has reached an age it was not asked at, account by account.

    Nobody is asked about a post that was taken down.
    """
    rows = db.execute(_candidates(), _instants(now)).all()
    rounds = []
    for account_id, group in groupby(rows, key=lambda row: row.account_id):
        posts = tuple(_due(group, now))
        account = db.get(identity.Account, account_id)
        if posts and account is not None:
            rounds.append(Round(account, posts))
    return tuple(rounds)


def next_due(db: Session, now: datetime) -> datetime | None:
    """The next instant at which a published post reaches an age to ask at."""
    published = db.scalars(
        sa.select(col(delivery.Placement.published_at)).where(
            col(delivery.Placement.state) == delivery.State.PUBLISHED,
            col(delivery.Placement.platform).not_in(BY_HAND),
            col(delivery.Placement.published_at) > now - ages.GIVEN_UP_AFTER,
            col(delivery.Placement.id).not_in(delivery.amends.down_ids()),
        )
    )
    ahead = (ages.next_at(at, now) for at in published if at is not None)
    return min((at for at in ahead if at is not None), default=None)


def capture(
    engine: Engine,
    platforms: Mapping[PlatformName, Platform],
    vault: identity.Vault,
    *,
    now: datetime,
) -> Captured:
    """Ask for what is due and keep it, one account after the other.

    No transaction is open while a platform is asked. What was told stays told: a second worker, or
    a second try, mends a failure and changes nothing else.
    """
    with database.reading(engine) as db:
        rounds = due(db, now)
    kept = untold = 0
    for one in rounds:
        readings, why = _ask(one, platforms=platforms, vault=vault, now=now)
        untold += not readings
        with database.writing(engine) as db:
            kept += keep(db, one, readings, why=why, now=now)
    return Captured(len(rounds), sum(len(one.posts) for one in rounds), kept, untold)


def keep(db: Session, one: Round, readings: Iterable[Reading], *, why: str, now: datetime) -> int:
    """Keep what was told of the posts asked for; a post that was left out is kept as failed."""
    told: dict[str, list[Reading]] = {}
    for reading in readings:
        told.setdefault(reading.external_id or "", []).append(reading)
    rows = [
        keeping.row(reading, now, placement_id=post.placement_id, age_minutes=post.age)
        for post in one.posts
        for reading in told.get(post.external_id) or _failed(one.account.platform, post, why)
    ]
    return keeping.keep(db, Snapshot, rows)


def _ask(
    one: Round,
    *,
    platforms: Mapping[PlatformName, Platform],
    vault: identity.Vault,
    now: datetime,
) -> tuple[list[Reading], str]:
    """What the account's platform says of its posts, and why a post may be missing from it."""
    ids = tuple(post.external_id for post in one.posts)
    try:
        told = ask(
            one.account,
            lambda platform, account: platform.measure_posts(account, ids, now=now),
            platforms=platforms,
            vault=vault,
        )
    except Untold as reason:
        return [], str(reason)
    return told, "The platform's answer left this post out."


def _failed(platform: PlatformName, post: Due, why: str) -> list[Reading]:
    return [
        Reading(metric, ReadingState.FAILED, None, "", "", external_id=post.external_id, why=why)
        for metric in (wording.SHOWN_BY.get(platform, "views"), "reach")
    ]


def _due(rows: Iterable[Any], now: datetime) -> Iterable[Due]:
    for row in rows:
        asked = {} if row.asked_at is None else {row.age: ages.Asked(row.asked_at, row.failed > 0)}
        age = ages.due(row.published_at, asked, now)
        if age is not None:
            yield Due(row.id, row.external_id, age)


@cache
def _candidates() -> sa.Select[Any]:
    """Published posts whose present age has no number yet, or a failed one, at `_instants`."""
    post = delivery.Placement
    age = _age()
    failed = sa.func.count().filter(col(Snapshot.state) == ReadingState.FAILED)
    at_this_age = sa.and_(
        col(Snapshot.placement_id) == col(post.id), col(Snapshot.age_minutes) == age
    )
    return (
        sa.select(
            col(post.id),
            col(post.account_id),
            col(post.external_id),
            col(post.published_at),
            age.label("age"),
            sa.func.max(col(Snapshot.asked_at), type_=database.Utc()).label("asked_at"),
            failed.label("failed"),
        )
        .outerjoin(Snapshot, at_this_age)
        .where(
            col(post.state) == delivery.State.PUBLISHED,
            col(post.external_id).is_not(None),
            col(post.platform) != PlatformName.HANDOFF,
            col(post.published_at) <= _ago(ages.AGES[0]),
            col(post.published_at) >= _ago(GIVEN_UP),
            col(post.id).not_in(delivery.amends.down_ids()),
        )
        .group_by(col(post.id))
        .having(sa.or_(sa.func.count(col(Snapshot.id)) == 0, failed > 0))
        .order_by(col(post.account_id), col(post.published_at), col(post.id))
    )


def _age() -> sa.Case[Any]:
    """The planned age a post has reached, as the database works it out."""
    published_at = col(delivery.Placement.published_at)
    return sa.case(*((published_at <= _ago(age), age) for age in sorted(ages.AGES, reverse=True)))


def _ago(minutes: int) -> sa.BindParameter[datetime]:
    return sa.bindparam(f"ago_{minutes}", type_=database.Utc())


def _instants(now: datetime) -> dict[str, datetime]:
    return {
        f"ago_{minutes}": now - timedelta(minutes=minutes) for minutes in (*ages.AGES, GIVEN_UP)
    }
