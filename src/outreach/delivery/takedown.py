"""Posts that show a picture: what to take down, and what will not go out, once a yes is gone."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from outreach import brand, posts, records
from outreach.delivery.models import Placement
from outreach.delivery.states import State
from outreach.identity import Actor

#: It is out, or may be: only a person can take it from there.
OUT = frozenset(
    {State.PUBLISHED, State.SENDING, State.UNKNOWN, State.RECONCILING, State.NEEDS_PERSON}
)
#: It has not left.
AHEAD = frozenset(
    {
        State.DRAFT,
        State.SCHEDULED,
        State.CLAIMED,
        State.HELD,
        State.NEEDS_SIGN_IN,
        State.HANDED_OFF,
        State.MISSED,
    }
)


@dataclass(frozen=True, slots=True)
class Takedown:
    """What follows when a picture may not be shown any more."""

    #: Posts that people can see, or may: somebody has to take them down by hand.
    take_down: tuple[Placement, ...]
    #: Posts that have not left. The mark stops them; they need another picture.
    stop: tuple[Placement, ...]


def showing(db: Session, asset_id: int) -> Takedown:
    """Every post with this picture, or with a card made from it, in order of time."""
    rows = db.exec(
        select(Placement)
        .join(posts.Variant, col(posts.Variant.id) == col(Placement.variant_id))
        .where(
            col(posts.Variant.asset_id).in_(brand.showing(db, asset_id)),
            col(Placement.state).in_(OUT | AHEAD),
        )
        .order_by(col(Placement.due_at), col(Placement.id))
    ).all()
    return Takedown(
        tuple(row for row in rows if row.state in OUT),
        tuple(row for row in rows if row.state in AHEAD),
    )


def withdraw(db: Session, release_id: int, *, why: str, by: Actor, now: datetime) -> Takedown:
    """Take a release back, and put on record every post that follows from it."""
    release = brand.withdraw_release(db, release_id, why=why, by=by, now=now)
    found = showing(db, release.asset_id)
    records.append(
        db,
        "delivery.takedown_listed",
        ("asset", release.asset_id),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={
            "release": release_id,
            "take_down": [[row.post_id, row.permalink] for row in found.take_down],
            "stop": [row.post_id for row in found.stop],
        },
    )
    return found
