"""After a backup was restored: everything is paused, and what may be out since is read back.

The rows are those of the backup's moment; the platforms have gone on. No row is believed before its
account was read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session

from outreach import identity, records
from outreach.delivery.coverage import Scope
from outreach.delivery.models import PLACEMENT, Heartbeat, Hold
from outreach.delivery.states import State, Who, must
from outreach.platforms import BY_HAND

ASKED = "A backup was restored. The account will be read to see whether it went out since."
#: What was not out at the backup, and could have gone out since.
_NOT_OUT = (
    State.DRAFT,
    State.SCHEDULED,
    State.CLAIMED,
    State.HELD,
    State.NEEDS_SIGN_IN,
    State.MISSED,
)
#: What the backup shows on its way; its worker is gone, and the sweep and the reader see to it.
_ON_ITS_WAY = (State.SENDING, State.UNKNOWN, State.RECONCILING)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a restore left for people and for the reader of accounts."""

    #: Posts whose accounts are read before anything is sent.
    asked: int
    #: Posts that people may have posted by hand since.
    by_hand: int
    #: Agencies whose sending is paused.
    paused: int


def recover(
    db: Session, *, taken_at: datetime, now: datetime, grace: timedelta, by_id: int
) -> Recovered:
    """Pause every agency, and ask for each post that could have gone out since `taken_at`.

    Each agency lifts its own pause. Nothing is read before `grace` has passed, so that what went
    out at the last moment shows.
    """
    by_hand = db.scalar(
        sa.select(sa.func.count()).where(
            PLACEMENT.c.platform.in_(BY_HAND), *_since(db, taken_at=taken_at, now=now)
        )
    )
    asked = _ask(db, taken_at=taken_at, now=now, again_at=now + grace)
    db.execute(sa.delete(Heartbeat))
    agencies = [agency.id or 0 for agency in identity.agencies(db)]
    _pause(db, agencies, taken_at=taken_at, now=now, by_id=by_id)
    return Recovered(asked, by_hand or 0, len(agencies))


def _ask(db: Session, *, taken_at: datetime, now: datetime, again_at: datetime) -> int:
    """Each could be out from its minute on, or, where that had passed, from the backup on."""
    for origin in _NOT_OUT:
        must(origin, State.UNKNOWN, Who.RESTORER, fenced=False)
    taken = sa.literal(taken_at, PLACEMENT.c.due_at.type)
    earliest = sa.case((PLACEMENT.c.due_at < taken, taken), else_=PLACEMENT.c.due_at)
    waiting = db.execute(
        sa.update(PLACEMENT)
        .where(PLACEMENT.c.platform.not_in(BY_HAND), *_since(db, taken_at=taken_at, now=now))
        .values(
            state=State.UNKNOWN,
            fence=PLACEMENT.c.fence + 1,
            lease_until=None,
            marked_at=earliest,
            not_before=again_at,
            reads=0,
            trouble=ASKED,
        )
    )
    begun = db.execute(
        sa.update(PLACEMENT)
        .where(PLACEMENT.c.state.in_(_ON_ITS_WAY), PLACEMENT.c.trouble != ASKED)
        .values(not_before=again_at)
    )
    db.expire_all()
    return sum(int(getattr(moved, "rowcount", 0)) for moved in (waiting, begun))


def _since(db: Session, *, taken_at: datetime, now: datetime) -> list[sa.ColumnElement[bool]]:
    """What was not out at the backup and may be by now: its minute came, and its window was still
    open. A missed post may have been planned anew.
    """
    longest = db.scalar(sa.select(sa.func.max(PLACEMENT.c.window_minutes))) or 0
    return [
        PLACEMENT.c.state.in_(_NOT_OUT),
        PLACEMENT.c.due_at <= now,
        sa.or_(
            PLACEMENT.c.state == State.MISSED,
            PLACEMENT.c.due_at >= taken_at - timedelta(minutes=longest),
        ),
    ]


def _pause(
    db: Session, agencies: Collection[int], *, taken_at: datetime, now: datetime, by_id: int
) -> None:
    reason = f"Restored from a backup of {taken_at:%Y-%m-%d %H:%M} UTC."
    made = [
        Hold(
            agency_id=agency_id,
            scope=Scope.AGENCY.value,
            reason=reason,
            by_id=by_id,
            started_at=now,
        )
        for agency_id in agencies
    ]
    db.add_all(made)
    db.flush()
    records.append_many(
        db,
        [
            records.Entry(
                hold.agency_id,
                "delivery.hold_started",
                ("hold", hold.id or 0),
                {"scope": hold.scope, "about": "", "reason": reason},
                by_id,
            )
            for hold in made
        ],
        at=now,
    )
