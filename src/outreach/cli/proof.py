"""Holds a rehearsal against the practice network: each post once, each number its own count."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from outreach import audience, delivery, identity, practice
from outreach import db as database
from outreach.platforms import PlatformName, ReadingState, Split

NETWORKS = {
    PlatformName.X: practice.Network.X,
    PlatformName.FACEBOOK: practice.Network.FACEBOOK,
}


def check(engine: Engine, network: practice.Serving, agency_id: int) -> list[str]:
    """Everything in which our story and the network's differ; empty when they agree."""
    with database.reading(engine) as db:
        placements = db.exec(
            select(delivery.Placement).where(delivery.Placement.agency_id == agency_id)
        ).all()
        accounts = identity.accounts_of(db, agency_id)
        return [
            *_not_out(list(placements)),
            *_not_once(network, accounts, list(placements)),
            *_not_its_own(db, network, list(placements)),
        ]


def _not_out(placements: list[delivery.Placement]) -> Iterator[str]:
    for placement in placements:
        if placement.state is not delivery.State.PUBLISHED:
            yield f"Post {placement.id} is “{placement.state.words}”: {placement.trouble}"


def _not_once(
    network: practice.Serving,
    accounts: list[identity.Account],
    placements: list[delivery.Placement],
) -> Iterator[str]:
    for account in accounts:
        there_name = NETWORKS.get(account.platform)
        if there_name is None:
            continue
        there = network.world.store.account(there_name, account.stable_id)
        if there is None:
            yield f"The practice network does not know {account.handle} on {account.platform}."
            continue
        posts = network.world.store.posts_of(there, visible_at=network.world.clock.now())
        seen = Counter(post.id for post in posts if not post.routine)
        ours = Counter(p.external_id for p in placements if p.account_id == account.id)
        ours.pop(None, None)
        for post_id in sorted(set(seen) | set(ours), key=str):
            if seen[post_id or ""] != ours[post_id]:
                yield (
                    f"{account.platform} post {post_id} is there {seen[post_id or '']} times, "
                    f"and here {ours[post_id]} times."
                )


def _not_its_own(
    db: Session, network: practice.Serving, placements: list[delivery.Placement]
) -> Iterator[str]:
    """The last views and likes kept of each post, against a count over the town's meetings then."""
    for placement in placements:
        if placement.external_id is None or placement.platform not in NETWORKS:
            continue
        for snapshot in _latest(db, placement.id or 0):
            counted = practice.post_counters(
                network.world.store, placement.external_id, snapshot.asked_at
            )
            expected = {
                "impressions": counted.views,
                "views": counted.views,
                "likes": counted.likes,
            }
            if snapshot.value != expected[snapshot.metric]:
                yield (
                    f"Post {placement.id}: {snapshot.metric} is {snapshot.value} here and "
                    f"{expected[snapshot.metric]} in the town."
                )


def _latest(db: Session, placement_id: int) -> Iterator[audience.Snapshot]:
    for metric in ("impressions", "views", "likes"):
        found = db.exec(
            select(audience.Snapshot)
            .where(
                audience.Snapshot.placement_id == placement_id,
                audience.Snapshot.metric == metric,
                audience.Snapshot.split == Split.ALL,
                audience.Snapshot.state == ReadingState.VALUE,
            )
            .order_by(audience.Snapshot.asked_at.desc())  # type: ignore[attr-defined]
        ).first()
        if found is not None:
            yield found
