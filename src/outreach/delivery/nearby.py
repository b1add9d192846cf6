"""What is near a post on the calendar: other posts of its account, and pauses not long ago."""

from datetime import timedelta

from sqlmodel import Session, col, select

from outreach import posts
from outreach.delivery import holds
from outreach.delivery.models import Placement
from outreach.delivery.states import State

#: So long before and after it, the same words again would be noticed.
REMEMBERED = timedelta(days=30)
#: So long after a pause, cheer may still hurt.
QUIET = timedelta(days=3)
#: Of a busy account the nearest in time are enough.
_MOST = 60
#: What people saw, or will see as it stands. A draft may still become anything.
_SEEN = (
    State.SCHEDULED,
    State.CLAIMED,
    State.SENDING,
    State.UNKNOWN,
    State.RECONCILING,
    State.HANDED_OFF,
    State.PUBLISHED,
)


def around(db: Session, placement: Placement) -> posts.Around:
    """What the checks are to know of the days around a post."""
    return posts.Around(
        recent=_recent(db, placement),
        incident_near=holds.came_over(db, placement, placement.due_at - QUIET),
    )


def _recent(db: Session, placement: Placement) -> tuple[str, ...]:
    words = (
        select(posts.Variant.text)
        .join(Placement, col(Placement.variant_id) == col(posts.Variant.id))
        .where(
            Placement.account_id == placement.account_id,
            Placement.id != placement.id,
            col(Placement.state).in_(_SEEN),
            col(Placement.due_at) > placement.due_at - REMEMBERED,
            col(Placement.due_at) < placement.due_at + REMEMBERED,
        )
        .order_by(col(Placement.due_at).desc(), col(Placement.id).desc())
        .limit(_MOST)
    )
    return tuple(db.exec(words))
