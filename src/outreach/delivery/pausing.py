"""Stop sending at once, and let a person decide what goes on. Nothing resumes by itself."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from outreach import errors, identity, records, stories
from outreach.delivery import coverage, holds
from outreach.delivery.coverage import Scope
from outreach.delivery.models import Attempt, Hold, HoldGate, Outcome, Placement
from outreach.delivery.states import State, Who, may
from outreach.identity import Action, Actor
from outreach.lib.digest import Plain
from outreach.platforms import PlatformName
from outreach.posts import PostType

#: Campaigns live in a room above this one, so they are known by the name of their table only.
_CAMPAIGN = sa.table("campaign", sa.column("id"), sa.column("agency_id"))

#: Posts whose attempts are closed by one statement.
_AT_ONCE = 500


def hold(  # noqa: PLR0913 - what is stopped, why, by whom and on whose advice, each named
    db: Session,
    scope: Scope,
    about: str | int = "",
    *,
    reason: str = "",
    advisory_id: int | None = None,
    by: Actor,
    now: datetime,
) -> Hold:
    """Stop everything the scope covers from this moment. The reason may come later.

    Refuses a scope that names nothing of the agency's own, and a pause of every agency to whoever
    does not look after them all.
    """
    by.must(Action.HOLD)
    subject = _subject(db, scope, str(about), by)
    _turn_gate(db, now)
    made = Hold(
        agency_id=by.agency_id,
        scope=scope.value,
        about=subject,
        reason=reason.strip(),
        advisory_id=advisory_id,
        by_id=by.person_id,
        started_at=now,
    )
    db.add(made)
    db.flush()
    _record(db, "delivery.hold_started", made, by=by, now=now)
    return made


def explain(db: Session, hold_id: int, reason: str, *, by: Actor, now: datetime) -> Hold:
    """Say why, after the fact. Refuses to say nothing."""
    by.must(Action.HOLD)
    found = _in_hand(db, hold_id, by)
    if not reason.strip():
        raise errors.BadInput("Write the reason in one sentence.")
    found.reason = reason.strip()
    db.add(found)
    _record(db, "delivery.hold_explained", found, by=by, now=now)
    return found


def lift(db: Session, hold_id: int, *, by: Actor, now: datetime) -> list[int]:
    """Lift a hold. Every waiting post it covered becomes held, due or not, for a person to
    decide. Returns their numbers.
    """
    by.must(Action.LIFT)
    found = _in_hand(db, hold_id, by)
    if found.lifted_at is not None:
        raise errors.Conflict("This pause was already lifted.")
    _turn_gate(db, now)
    found.lifted_by, found.lifted_at = by.person_id, now
    db.add(found)
    db.flush()
    stopped = _stop(db, found, now)
    _record(db, "delivery.hold_lifted", found, by=by, now=now, covered=list[Plain](stopped))
    return stopped


def _stop(db: Session, hold: Hold, now: datetime) -> list[int]:
    """Take every waiting post that the hold covers to `held`, and close what was begun."""
    for origin in holds.STOPPED:
        if not may(origin, State.HELD, Who.PERSON):
            raise AssertionError(f"No way leads from {origin} to held for a person.")
    table = Placement.__table__  # type: ignore[attr-defined]  # SQLModel adds it
    moved = db.execute(
        sa.update(table)
        .where(holds.waiting_under(hold.order))
        .values(state=State.HELD, lease_until=None, trouble=holds.SENTENCE)
        .returning(table.c.id)
    )
    stopped = sorted(moved.scalars())
    for group in _groups(stopped):
        _close(db, group, now)
    db.expire_all()
    return stopped


def _close(db: Session, placement_ids: Sequence[int], now: datetime) -> None:
    """Only a claim still open is closed: what an earlier try left unknown stays so."""
    db.execute(
        sa.update(Attempt)
        .where(
            col(Attempt.placement_id).in_(placement_ids),
            col(Attempt.outcome) == Outcome.OPEN,
        )
        .values(outcome=Outcome.UNSENT, ended_at=now, detail=holds.SENTENCE)
    )


def _groups(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE))


def _in_hand(db: Session, hold_id: int, by: Actor) -> Hold:
    """A pause this person may change. One of every agency belongs to who looks after them all."""
    found = holds.named(db, hold_id, by.agency_id)
    if found.order.scope is Scope.ALL:
        by.must_be_national()
    return found


def _subject(db: Session, scope: Scope, about: str, by: Actor) -> str:
    """What the scope names, as it is kept. Refuses what the agency does not have."""
    if scope.needs_subject != bool(about):
        raise errors.BadInput("Name what to pause, or pause everything.")
    if coverage.read(scope, about) is None:
        raise errors.BadInput(f"“{about}” cannot be paused. Choose from what the page offers.")
    if scope is Scope.ALL:
        by.must_be_national()
    if scope is Scope.ACCOUNT:
        identity.account_of(db, int(about), by.agency_id)
    if scope is Scope.CAMPAIGN:
        _must_have_campaign(db, int(about), by)
    if scope is Scope.TOPIC:
        _must_have_topic(db, about, by)
    if scope is Scope.PLATFORM and about not in set(PlatformName):
        raise errors.NotFound(f"Outreach sends to no platform called “{about}”.")
    return about


def _must_have_campaign(db: Session, campaign_id: int, by: Actor) -> None:
    ours = sa.select(_CAMPAIGN.c.id).where(
        _CAMPAIGN.c.id == campaign_id, _CAMPAIGN.c.agency_id == by.agency_id
    )
    if db.scalar(ours) is None:
        raise errors.NotFound("There is no such campaign.")


def _must_have_topic(db: Session, about: str, by: Actor) -> None:
    sort, _, which = about.partition(":")
    if sort == coverage.STORY:
        stories.get(db, int(which), by.agency_id)
    elif which not in set(PostType):
        raise errors.NotFound(f"There is no kind of post called “{which}”.")


def _turn_gate(db: Session, now: datetime) -> None:
    """Take the gate alone: a mark that began before is finished first, one that comes after sees
    us.
    """
    turned = db.execute(sa.update(HoldGate).values(turns=col(HoldGate.turns) + 1, turned_at=now))
    if getattr(turned, "rowcount", 0) != 1:
        db.add(HoldGate(turned_at=now, turns=1))
        db.flush()


def _record(db: Session, kind: str, hold: Hold, *, by: Actor, now: datetime, **more: Plain) -> None:
    """In the chain of the agency whose person acted."""
    records.append(
        db,
        kind,
        ("hold", hold.id or 0),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={"scope": hold.scope, "about": hold.about, "reason": hold.reason, **more},
    )
