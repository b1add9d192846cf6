"""Claims that travel: taken in one process, marked and sent in another.

The rows decide throughout. A claim that was lost on the way lapses; one that comes twice is marked
once.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach.delivery import outbox
from outreach.delivery.models import Outcome, Placement
from outreach.delivery.outbox import Claim
from outreach.delivery.states import State, Who
from outreach.platforms import PlatformName

HANDED_BACK = "Its worker was told to stop before it was sent. Another one sends it."


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some claimed posts of one platform."""

    platform: PlatformName
    claims: tuple[Claim, ...]


def claim_chunks(
    db: Session,
    platforms: Collection[PlatformName],
    *,
    now: datetime,
    lease_for: timedelta,
    most: int,
    size: int,
) -> list[Chunk]:
    """Claim up to `most` due posts for these platforms, parted by platform into chunks of at most
    `size`.
    """
    claims = outbox.claim(db, now=now, lease_for=lease_for, most=most, platforms=platforms)
    where = {claim.placement_id: claim for claim in claims}
    placed = select(Placement.id, Placement.platform).where(col(Placement.id).in_(where))
    parted: dict[PlatformName, list[Claim]] = {}
    for number, platform in db.exec(placed.order_by(col(Placement.due_at), col(Placement.id))):
        parted.setdefault(PlatformName(platform), []).append(where[number or 0])
    return [
        Chunk(platform, tuple(ours[start : start + size]))
        for platform, ours in sorted(parted.items())
        for start in range(0, len(ours), size)
    ]


def renew(
    db: Session, claims: Sequence[Claim], *, now: datetime, lease_for: timedelta
) -> list[Claim]:
    """Prolong the leases of the claims that are still what they were, and say which those are."""
    kept = db.execute(
        sa.update(Placement)
        .where(*_ours(claims))
        .values(lease_until=now + lease_for)
        .returning(col(Placement.id))
        .execution_options(synchronize_session=False)
    )
    alive = set(kept.scalars())
    return [claim for claim in claims if claim.placement_id in alive]


def hand_back(db: Session, claims: Sequence[Claim], *, now: datetime) -> int:
    """Put claimed posts that nobody marked back on the schedule, and say how many."""
    back = 0
    for placement in db.exec(select(Placement).where(*_ours(claims))).all():
        claim = Claim(placement.id or 0, placement.fence)
        if outbox.take(
            db,
            placement,
            (State.CLAIMED,),
            State.SCHEDULED,
            Who.DISPATCHER,
            under=claim.fence,
            lease_until=None,
        ):
            outbox.close(db, claim, Outcome.UNSENT, now=now, detail=HANDED_BACK)
            back += 1
    return back


def _ours(claims: Sequence[Claim]) -> tuple[sa.ColumnElement[bool], ...]:
    keys = [(claim.placement_id, claim.fence) for claim in claims]
    ids = sa.tuple_(col(Placement.id), col(Placement.fence))
    return col(Placement.state) == State.CLAIMED, ids.in_(keys)
