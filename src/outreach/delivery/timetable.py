"""What people do with the calendar: place, move, keep, drop, decide, mark done."""

from datetime import datetime
from uuid import uuid4

from sqlmodel import Session, col, select

from outreach import errors, identity, posts
from outreach.delivery import asking, contents, holds, outbox, settling, ways
from outreach.delivery.models import Outcome, Placement
from outreach.delivery.states import LIVE, State, Who
from outreach.identity import Action, Actor
from outreach.lib.clock import Moment, resolve
from outreach.platforms import Receipt

#: How late a post may still go out unless its agency chose otherwise.
WINDOW_MINUTES = 60

#: From here a post can get new words, a new account or a new time.
MOVABLE = (State.DRAFT, State.SCHEDULED, State.HELD, State.MISSED, State.NEEDS_SIGN_IN)


def place(  # noqa: PLR0913 - a placement has this many parts, each named
    db: Session,
    variant_id: int,
    account_id: int,
    local: datetime,
    *,
    by: Actor,
    now: datetime,
    window_minutes: int = WINDOW_MINUTES,
) -> Placement:
    """Put a variant on the calendar at a wall-clock time of the agency's zone, as a draft.

    Refuses a time that has passed, an account of another platform, and a second placement of the
    same variant on the same account. A time in the spring gap is moved and `shift` says so.
    """
    by.must(Action.SCHEDULE)
    account = identity.account_of(db, account_id, by.agency_id)
    content = posts.content(db, variant_id)
    if content.agency_id != by.agency_id:
        raise errors.NotFound("There is no such post.")
    if content.platform is not account.platform:
        raise errors.BadInput(
            f"These words are for {content.platform}, and the account is on {account.platform}. "
            "Choose an account of the same platform."
        )
    _must_be_free(db, variant_id, account_id)
    moment, zone = _moment(db, by.agency_id, local, now)
    placement = Placement(
        agency_id=by.agency_id,
        campaign_id=content.campaign_id,
        post_id=content.post_id,
        variant_id=variant_id,
        account_id=account_id,
        platform=account.platform,
        local_time=moment.local.isoformat(),
        time_zone=zone,
        shift=moment.shift,
        due_at=moment.at,
        window_minutes=window_minutes,
        digest=contents.placement_digest(content, account_id, moment.at),
        key=str(uuid4()),
        placed_by=by.person_id,
    )
    db.add(placement)
    db.flush()
    settling.record(db, placement, "delivery.placed", now=now, by=by, due=moment.at.isoformat())
    return placement


def move(db: Session, placement_id: int, local: datetime, *, by: Actor, now: datetime) -> Placement:
    """Choose a new time. The yes was for the old time, so a new one is asked; moving back restores
    it.

    Refuses a post that is going out or is out.
    """
    by.must(Action.SCHEDULE)
    placement = ways.get(db, placement_id, by)
    ways.must_be(placement, MOVABLE, "moved")
    if placement.state is State.MISSED:
        _must_be_free(db, placement.variant_id, placement.account_id)
    moment, zone = _moment(db, by.agency_id, local, now)
    placement.local_time, placement.time_zone = moment.local.isoformat(), zone
    placement.due_at, placement.shift = moment.at, moment.shift
    placement.placed_by, placement.not_before = by.person_id, None
    db.add(placement)
    db.flush()
    _back_to_draft(db, placement, "It has a new time. Ask for a new yes.")
    settling.record(db, placement, "delivery.moved", now=now, by=by, due=moment.at.isoformat())
    asking.settle(db, placement, now)
    return placement


def changed(db: Session, variant_id: int, *, by: Actor, now: datetime) -> list[Placement]:
    """The words or picture of a variant changed: everything placed with it that has not left asks
    again.
    """
    placements = db.exec(
        select(Placement).where(
            Placement.variant_id == variant_id,
            Placement.agency_id == by.agency_id,
            col(Placement.state).in_(MOVABLE),
        )
    ).all()
    for placement in placements:
        if placement.state is not State.MISSED:
            _back_to_draft(db, placement, "It changed. Ask for a new yes.")
            settling.record(db, placement, "delivery.changed", now=now, by=by)
            asking.settle(db, placement, now)
    return list(placements)


def cancel(db: Session, placement_id: int, *, by: Actor, now: datetime) -> Placement:
    """Take a post off the calendar. Refuses one that is already going out, and says so."""
    by.must(Action.SCHEDULE)
    placement = ways.get(db, placement_id, by)
    if placement.state in (State.SENDING, State.UNKNOWN, State.RECONCILING):
        raise errors.Conflict("It is already going out. Wait a moment to see what became of it.")
    ways.go(db, placement, State.CANCELLED, trouble="", lease_until=None)
    claim = outbox.last_claim(db, placement_id)
    if claim is not None:
        outbox.close(db, claim, Outcome.UNSENT, now=now, detail="Taken off the calendar.")
    settling.record(db, placement, "delivery.cancelled", now=now, by=by)
    return placement


def keep(db: Session, placement_id: int, *, by: Actor, now: datetime) -> Placement:
    """After a hold: let this one go out at its time. Refuses what is still held, late, or not
    approved.
    """
    by.must(Action.LIFT)
    placement = ways.get(db, placement_id, by)
    ways.must_be(placement, (State.HELD,), "kept")
    if holds.covering(db, placement) is not None:
        raise errors.Conflict("It is still paused. Lift the pause first.")
    if placement.due_at <= now:
        raise errors.Conflict("Its time passed during the pause. Choose a new time, or drop it.")
    if not asking.progress(db, placement).complete:
        raise errors.Conflict("It has no yes as it is now. Send it for approval first.")
    ways.go(db, placement, State.SCHEDULED, trouble="")
    settling.record(db, placement, "delivery.kept", now=now, by=by)
    return placement


def resume_account(db: Session, account_id: int, *, by: Actor, now: datetime) -> list[Placement]:
    """After an account was connected again: put its parked posts back on the schedule."""
    by.must(Action.SCHEDULE)
    account = identity.account_of(db, account_id, by.agency_id)
    if account.state is not identity.AccountState.CONNECTED:
        raise errors.Conflict("The account is not connected yet. Connect it first.")
    parked = db.exec(
        select(Placement).where(
            Placement.account_id == account_id, Placement.state == State.NEEDS_SIGN_IN
        )
    ).all()
    for placement in parked:
        ways.go(db, placement, State.SCHEDULED, trouble="")
        settling.record(db, placement, "delivery.resumed", now=now, by=by)
    return list(parked)


def mark_done(
    db: Session, placement_id: int, *, permalink: str = "", by: Actor, now: datetime
) -> Placement:
    """A person posted a handed-off post. The link to it is kept when there is one."""
    by.must(Action.SCHEDULE)
    placement = ways.get(db, placement_id, by)
    ways.must_be(placement, (State.HANDED_OFF,), "marked done")
    receipt = Receipt(external_id=f"by-hand-{placement.key}", permalink=permalink.strip() or None)
    origins = (State.HANDED_OFF,)
    settling.published(db, placement, receipt, origins, Who.PERSON, at=now, now=now)
    settling.record(db, placement, "delivery.marked_done", now=now, by=by, link=receipt.permalink)
    return placement


def decide_published(
    db: Session, placement_id: int, external_id: str, *, by: Actor, now: datetime
) -> Placement:
    """A person saw it on the platform, under this id."""
    placement = _undecided(db, placement_id, by)
    at = placement.marked_at or now
    receipt = Receipt(external_id.strip())
    if not receipt.external_id or not settling.published(
        db, placement, receipt, (State.NEEDS_PERSON,), Who.PERSON, at=at, now=now
    ):
        raise errors.BadInput("Give the post's own id from its address on the platform.")
    settling.record(db, placement, "delivery.decided", now=now, by=by, choice="published")
    return placement


def decide_absent(
    db: Session, placement_id: int, *, give_up: bool, by: Actor, now: datetime
) -> Placement:
    """A person saw that it is not there: give it up, or send it once more.

    Once its time has passed it is missed instead, and waits for a new time.
    """
    placement = _undecided(db, placement_id, by)
    goal, choice, why = State.SCHEDULED, "send again", ""
    if give_up:
        goal, choice = State.FAILED, "given up"
    elif now > placement.last_at:
        goal, why = State.MISSED, "It did not go out, and its time has passed. Choose a new time."
    ways.go(db, placement, goal, attempts=0, reads=0, not_before=None, trouble=why)
    settling.record(db, placement, "delivery.decided", now=now, by=by, choice=choice)
    return placement


def first_scheduled(db: Session, agency_id: int) -> list[Placement]:
    """The scheduled placements of the post that goes out next, one for each account."""
    scheduled = (Placement.agency_id == agency_id, Placement.state == State.SCHEDULED)
    soonest = db.exec(
        select(Placement).where(*scheduled).order_by(col(Placement.due_at), col(Placement.id))
    ).first()
    if soonest is None:
        return []
    return list(db.exec(select(Placement).where(*scheduled, Placement.post_id == soonest.post_id)))


def current_digest(db: Session, placement: Placement) -> str:
    """The digest of what would leave now, which is what a person looking at it approves."""
    content = posts.content(db, placement.variant_id)
    return contents.placement_digest(content, placement.account_id, placement.due_at)


def _back_to_draft(db: Session, placement: Placement, why: str) -> None:
    placement.digest = current_digest(db, placement)
    db.add(placement)
    db.flush()
    if placement.state is not State.DRAFT:
        ways.go(db, placement, State.DRAFT, trouble=why)


def _undecided(db: Session, placement_id: int, by: Actor) -> Placement:
    by.must(Action.DECIDE)
    placement = ways.get(db, placement_id, by)
    ways.must_be(placement, (State.NEEDS_PERSON,), "decided")
    return placement


def _must_be_free(db: Session, variant_id: int, account_id: int) -> None:
    taken = db.exec(
        select(Placement.id).where(
            Placement.variant_id == variant_id,
            Placement.account_id == account_id,
            col(Placement.state).in_(LIVE),
        )
    ).first()
    if taken is not None:
        raise errors.Conflict(
            "These words already stand on the calendar for this account. Move that post instead."
        )


def _moment(db: Session, agency_id: int, local: datetime, now: datetime) -> tuple[Moment, str]:
    zone = identity.zone(identity.agency(db, agency_id).time_zone)
    moment = resolve(local.replace(microsecond=0), zone)
    if moment.at <= now:
        raise errors.BadInput(
            f"{local:%b %-d, %Y, %-I:%M %p} has already passed in {zone.key}. Choose a later time."
        )
    return moment, zone.key
