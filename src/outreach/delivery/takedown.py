"""Posts that show a picture: what follows when a yes is gone or its words change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from outreach import brand, errors, posts, records
from outreach.delivery import amends, timetable
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

    #: Posts that people can see, or may, or could until they were taken down.
    take_down: tuple[Placement, ...]
    #: Posts that have not left. The mark stops them; they need another picture.
    stop: tuple[Placement, ...]
    #: How far the newest take-down of a post is, by the post's number; done only by proof, or by
    #: the word of a person where no program may look.
    ticks: Mapping[int, amends.Amendment] = field(default_factory=dict)

    @property
    def left(self) -> tuple[Placement, ...]:
        """Those to take down that people can still see."""
        done = {
            number for number, tick in self.ticks.items() if tick.state is amends.AmendState.DONE
        }
        return tuple(row for row in self.take_down if row.id not in done)


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
    out = tuple(row for row in rows if row.state in OUT)
    ahead = tuple(row for row in rows if row.state in AHEAD)
    return Takedown(out, ahead, _ticks(db, out))


def _ticks(db: Session, out: tuple[Placement, ...]) -> dict[int, amends.Amendment]:
    found = amends.amendments_of(db, [row.id or 0 for row in out])
    return {
        row.placement_id: row
        for row in reversed(found)
        if row.kind is amends.AmendKind.TAKE_DOWN and row.state is not amends.AmendState.DROPPED
    }


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
            "take_down": [[row.post_id, row.permalink] for row in found.left],
            "stop": [row.post_id for row in found.stop],
        },
    )
    return found


def describe(
    db: Session, asset_id: int, facts: brand.PictureFacts, *, by: Actor, now: datetime
) -> list[Placement]:
    """Say what is known of a picture. Posts whose words for it change ask for a new yes.

    Refuses to change a description that went out with a post: what people were told stays as it
    was.
    """
    before = dict(brand.asset_of(db, asset_id, by.agency_id).alt)
    after = brand.describe(db, asset_id, facts, by=by, now=now).alt
    other = {
        language for language in {*before, *after} if before.get(language) != after.get(language)
    }
    changed: list[Placement] = []
    for variant in _variants(db, asset_id, other):
        changed += timetable.changed(db, variant.id or 0, by=by, now=now)
    return changed


def _variants(db: Session, asset_id: int, languages: set[str]) -> list[posts.Variant]:
    rows = select(posts.Variant).where(
        posts.Variant.asset_id == asset_id, col(posts.Variant.language).in_(languages)
    )
    found = list(db.exec(rows))
    out = select(Placement.id).where(
        col(Placement.variant_id).in_([variant.id for variant in found]),
        col(Placement.state).in_(OUT),
    )
    if db.exec(out).first() is not None:
        raise errors.Conflict(
            "This description went out with a post, so it stays as it was. "
            "To say it otherwise, add the picture again."
        )
    return found
