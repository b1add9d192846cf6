"""The mark of an amendment: everything that must be true is read in one transaction, and only then
the row says that it may be under way.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from outreach import errors, identity
from outreach.delivery import holds
from outreach.delivery.amends import rows, weighing
from outreach.delivery.amends.models import Amendment, Told
from outreach.delivery.amends.states import AmendKind, AmendState, AmendWho
from outreach.delivery.means import Means
from outreach.delivery.models import Placement
from outreach.platforms import Connection, PlatformName

log = logging.getLogger(__name__)

NOT_CONNECTED = "The account is not connected. Connect it again, then go on."


@dataclass(frozen=True, slots=True)
class Ticket:
    """One amendment under way: everything the call to the platform may know."""

    amendment_id: int
    fence: int
    kind: AmendKind
    platform: PlatformName
    connection: Connection = field(repr=False)
    external_id: str
    text: str
    #: Monotonic seconds after which no call that changes the post may begin.
    deadline: float


def next_to_do(db: Session, means: Means) -> Ticket | None:
    """Mark the next amendment that may be done now; stop on the way those that may not.

    Take-downs come first. Where holds cannot be read, corrections wait and take-downs go on.
    """
    now = means.clock.now()
    due = db.exec(
        select(Amendment)
        .where(
            Amendment.state == AmendState.ORDERED,
            col(Amendment.not_before).is_(None) | (col(Amendment.not_before) <= now),
        )
        .order_by(col(Amendment.kind).desc(), col(Amendment.ordered_at), col(Amendment.id))
        .limit(100)
    ).all()
    for row in due:
        try:
            ticket = _mark(db, means, row, now)
        except errors.NotReady as fault:
            log.error("delivery.amendment_stopped", extra={"why": str(fault)})
            continue
        if ticket is not None:
            return ticket
    return None


def next_to_read(db: Session, means: Means) -> Ticket | None:
    """Take the amendment that has waited longest to be read back, with a lease of its own."""
    now = means.clock.now()
    due = db.exec(
        select(Amendment)
        .where(
            Amendment.state == AmendState.CHECKING,
            col(Amendment.not_before).is_(None) | (col(Amendment.not_before) <= now),
        )
        .order_by(col(Amendment.kind).desc(), col(Amendment.marked_at), col(Amendment.id))
        .limit(1)
    ).first()
    if due is None or not _lease(db, means, due, AmendState.LOOKING, now):
        return None
    placement = db.get_one(Placement, due.placement_id)
    connection = _connection(db, means, placement)
    if connection is None:
        why = "The account is not connected, so nobody could read it back. Look at it yourself."
        rows.take(db, due, AmendState.NEEDS_PERSON, AmendWho.ROUND, lease_until=None, trouble=why)
        return next_to_read(db, means)
    return _ticket(means, due, placement, connection)


def sweep(db: Session, means: Means) -> int:
    """Leases that ran out: whoever held them died or was cut off. The posts are read back."""
    now = means.clock.now()
    lapsed = db.exec(
        select(Amendment).where(
            col(Amendment.state).in_((AmendState.DOING, AmendState.LOOKING)),
            col(Amendment.lease_until) <= now,
        )
    ).all()
    return sum(
        rows.take(
            db,
            row,
            AmendState.CHECKING,
            AmendWho.SWEEPER,
            under=row.fence,
            fence=row.fence + 1,
            lease_until=None,
        )
        for row in lapsed
    )


def _mark(db: Session, means: Means, row: Amendment, now: datetime) -> Ticket | None:
    placement = db.get_one(Placement, row.placement_id)
    if row.kind is AmendKind.CORRECT and holds.came_over(db, placement, row.ordered_at or now):
        _stop(db, row, AmendState.HELD, "It is paused. Go on with it, or leave the post as it is.")
        return None
    connection = _connection(db, means, placement)
    if connection is None:
        _stop(db, row, AmendState.NEEDS_SIGN_IN, NOT_CONNECTED)
        return None
    why = weighing.stopped(db, row, now=now) if row.kind is AmendKind.CORRECT else None
    if why is not None:
        _stop(db, row, AmendState.NEEDS_PERSON, why)
        return None
    marked = _lease(
        db, means, row, AmendState.DOING, now, marked_at=now, told=Told.NOTHING, trouble=""
    )
    return _ticket(means, row, placement, connection) if marked else None


def _lease(
    db: Session, means: Means, row: Amendment, goal: AmendState, now: datetime, **values: Any
) -> bool:
    return rows.take(
        db,
        row,
        goal,
        AmendWho.ROUND,
        under=row.fence,
        fence=row.fence + 1,
        lease_until=now + means.timings.lease_for * 2,
        not_before=None,
        **values,
    )


def _stop(db: Session, row: Amendment, goal: AmendState, why: str) -> None:
    rows.take(db, row, goal, AmendWho.ROUND, under=row.fence, trouble=why[:500])


def _ticket(means: Means, row: Amendment, placement: Placement, connection: Connection) -> Ticket:
    timings = means.timings
    spare = timings.lease_for * 2 - timings.timeout_for
    return Ticket(
        row.id or 0,
        row.fence,
        row.kind,
        row.platform,
        connection,
        placement.external_id or "",
        row.text,
        means.monotonic() + spare.total_seconds(),
    )


def _connection(db: Session, means: Means, placement: Placement) -> Connection | None:
    """The account with its credentials opened; None when a person has to connect it again."""
    account = identity.account_of(db, placement.account_id, placement.agency_id)
    if account.state is not identity.AccountState.CONNECTED:
        return None
    try:
        return identity.connection(account, means.vault)
    except errors.NotReady:
        return None
