"""Stop sending at once, and let a person decide what goes on. Nothing resumes by itself."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach import errors, identity, records
from outreach.delivery import outbox
from outreach.delivery.models import Hold, HoldGate, Outcome, Placement, Scope
from outreach.delivery.states import State, Who
from outreach.identity import Action, Actor

#: Campaigns live in a room above this one, so they are known by the name of their table only.
_CAMPAIGN = sa.table("campaign", sa.column("id"), sa.column("agency_id"))

#: What a hold stops: nothing of these has left yet.
_STOPPED = (State.SCHEDULED, State.CLAIMED)

#: What a held post says.
SENTENCE = "It is paused. Keep it, move it or drop it."


def hold(
    db: Session,
    scope: Scope,
    about_id: int | None = None,
    *,
    reason: str = "",
    by: Actor,
    now: datetime,
) -> Hold:
    """Stop everything the scope covers from this moment. The reason may come later.

    Refuses a scope of one account or campaign without naming one of the agency's own.
    """
    by.must(Action.HOLD)
    _must_be_ours(db, scope, about_id, by)
    _turn_gate(db, now)
    made = Hold(
        agency_id=by.agency_id,
        scope=scope,
        about_id=about_id,
        reason=reason.strip(),
        by_id=by.person_id,
        started_at=now,
    )
    db.add(made)
    db.flush()
    _record(db, "delivery.hold_started", made, by=by, now=now)
    return made


def lift(db: Session, hold_id: int, *, by: Actor, now: datetime) -> list[Placement]:
    """Lift a hold. Every waiting post it covered becomes held, due or not, for a person to
    decide.
    """
    by.must(Action.LIFT)
    found = named(db, hold_id, by.agency_id)
    if found.lifted_at is not None:
        raise errors.Conflict("This pause was already lifted.")
    _turn_gate(db, now)
    found.lifted_by, found.lifted_at = by.person_id, now
    db.add(found)
    stopped = _waiting(db, found)
    for placement in stopped:
        outbox.take(
            db,
            placement,
            _STOPPED,
            State.HELD,
            Who.PERSON,
            lease_until=None,
            trouble=SENTENCE,
        )
        attempt = outbox.Claim(placement.id or 0, placement.fence)
        outbox.close(db, attempt, Outcome.UNSENT, now=now, detail=SENTENCE)
    _record(db, "delivery.hold_lifted", found, by=by, now=now, covered=[p.id or 0 for p in stopped])
    return stopped


def active(db: Session, agency_id: int) -> list[Hold]:
    """The agency's holds that are on, newest first."""
    return list(
        db.exec(
            select(Hold)
            .where(Hold.agency_id == agency_id, col(Hold.lifted_at).is_(None))
            .order_by(col(Hold.id).desc())
        )
    )


def lifted(db: Session, agency_id: int, *, limit: int = 50) -> list[Hold]:
    """The agency's holds that are over, the last one lifted first."""
    return list(
        db.exec(
            select(Hold)
            .where(Hold.agency_id == agency_id, col(Hold.lifted_at).is_not(None))
            .order_by(col(Hold.lifted_at).desc(), col(Hold.id).desc())
            .limit(limit)
        )
    )


def covering(db: Session, placement: Placement) -> Hold | None:
    """The hold that stops this post now, if any.

    Refuses to answer when the gate row is missing: what cannot be read may not be sent.
    """
    gate = db.exec(select(HoldGate.turns).with_for_update(read=True)).first()
    if gate is None:
        raise errors.NotReady("The state of holds cannot be read, so nothing is sent.")
    return next((one for one in active(db, placement.agency_id) if covers(one, placement)), None)


def came_over(db: Session, placement: Placement, since: datetime) -> bool:
    """Whether a hold covers this post now, or did at some moment after `since`."""
    held = select(Hold).where(
        Hold.agency_id == placement.agency_id,
        col(Hold.lifted_at).is_(None) | (col(Hold.lifted_at) > since),
    )
    return any(covers(one, placement) for one in db.exec(held))


def covers(hold: Hold, placement: Placement) -> bool:
    """Whether this hold's scope includes this post."""
    match hold.scope:
        case Scope.ALL:
            return hold.agency_id == placement.agency_id
        case Scope.ACCOUNT:
            return hold.about_id == placement.account_id
        case Scope.CAMPAIGN:
            return hold.about_id == placement.campaign_id
    return True


def named(db: Session, hold_id: int, agency_id: int) -> Hold:
    """One hold of the agency, on or over."""
    found = db.get(Hold, hold_id)
    if found is None or found.agency_id != agency_id:
        raise errors.NotFound("There is no such pause.")
    return found


def stopped_by(db: Session, hold: Hold) -> list[Placement]:
    """The waiting posts this hold stops, soonest first: what the pause page lists."""
    return _waiting(db, hold)


def _waiting(db: Session, hold: Hold) -> list[Placement]:
    rows = db.exec(
        select(Placement)
        .where(
            Placement.agency_id == hold.agency_id,
            col(Placement.state).in_(_STOPPED),
        )
        .order_by(col(Placement.due_at), col(Placement.id))
    )
    return [placement for placement in rows if covers(hold, placement)]


def held_back(db: Session, agency_id: int) -> dict[int, Hold]:
    """Every post that waits for its minute and that a hold stops, with the newest such hold."""
    on = active(db, agency_id)
    return {one.id or 0: hold for hold in reversed(on) for one in _waiting(db, hold)}


def _must_be_ours(db: Session, scope: Scope, about_id: int | None, by: Actor) -> None:
    if (scope is Scope.ALL) != (about_id is None):
        raise errors.BadInput("Name the account or campaign to pause, or pause everything.")
    if scope is Scope.ACCOUNT:
        identity.account_of(db, about_id or 0, by.agency_id)
    if scope is Scope.CAMPAIGN and not db.scalar(
        sa.select(_CAMPAIGN.c.id).where(
            _CAMPAIGN.c.id == about_id, _CAMPAIGN.c.agency_id == by.agency_id
        )
    ):
        raise errors.NotFound("There is no such campaign.")


def _turn_gate(db: Session, now: datetime) -> None:
    """Take the gate alone: a mark that began before is finished first, one that comes after sees
    us.
    """
    turned = db.execute(sa.update(HoldGate).values(turns=col(HoldGate.turns) + 1, turned_at=now))
    if getattr(turned, "rowcount", 0) != 1:
        db.add(HoldGate(turned_at=now, turns=1))
        db.flush()


def _record(
    db: Session,
    kind: str,
    hold: Hold,
    *,
    by: Actor,
    now: datetime,
    covered: list[int] | None = None,
) -> None:
    records.append(
        db,
        kind,
        ("hold", hold.id or 0),
        agency_id=hold.agency_id,
        by_id=by.person_id,
        at=now,
        body={
            "scope": hold.scope.value,
            "about": hold.about_id,
            "reason": hold.reason,
            "covered": list(covered or []),
        },
    )
