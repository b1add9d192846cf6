"""What people do with the calendar: place, ask, answer, move, keep, drop, decide, mark done."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlmodel import Session, col, select

from outreach import errors, identity, posts, review
from outreach.delivery import contents, holds, outbox, settling
from outreach.delivery.models import Outcome, Placement
from outreach.delivery.states import LIVE, State, Who, origins
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


def ask(db: Session, placement_id: int, *, by: Actor, now: datetime) -> Placement:
    """Send a post for approval exactly as it is now. Whoever wrote or placed it cannot be the one
    to say yes.
    """
    placement = get(db, placement_id, by)
    _must_be(placement, (State.DRAFT,), "sent for approval")
    if placement.due_at <= now:
        raise errors.BadInput("Its time has passed. Choose a new time first.")
    content = posts.ready(db, placement.variant_id)
    placement.digest = contents.placement_digest(content, placement.account_id, placement.due_at)
    db.add(placement)
    review.submit(
        db,
        ("placement", placement.id or 0),
        placement.digest,
        authors=content.authors | {placement.placed_by},
        by=by,
        now=now,
    )
    _settle_approval(db, placement, now)
    return placement


def answer(  # noqa: PLR0913 - an answer has this many parts, each named
    db: Session,
    placement_id: int,
    digest: str,
    decision: review.Decision,
    *,
    by: Actor,
    now: datetime,
    comment: str = "",
) -> Placement:
    """A person's answer to exactly these bytes. A yes puts the post on the schedule.

    Refuses a digest that is not the post's own: it changed while the person was looking.
    """
    placement = get(db, placement_id, by)
    _must_be(placement, (State.DRAFT,), "answered")
    content = posts.content(db, placement.variant_id)
    current = contents.placement_digest(content, placement.account_id, placement.due_at)
    if digest != current:
        raise errors.Conflict(
            "The post changed after it was sent to you. Look at it again as it is now."
        )
    if decision is review.Decision.APPROVE and placement.due_at <= now:
        raise errors.Conflict("Its time has passed. Ask its author to choose a new time.")
    about = ("placement", placement.id or 0)
    review.decide(db, about, digest, decision, by=by, now=now, comment=comment)
    _settle_approval(db, placement, now)
    return placement


def move(db: Session, placement_id: int, local: datetime, *, by: Actor, now: datetime) -> Placement:
    """Choose a new time. The yes was for the old time, so a new one is asked; moving back restores
    it.

    Refuses a post that is going out or is out.
    """
    by.must(Action.SCHEDULE)
    placement = get(db, placement_id, by)
    _must_be(placement, MOVABLE, "moved")
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
    _settle_approval(db, placement, now)
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
            _settle_approval(db, placement, now)
    return list(placements)


def cancel(db: Session, placement_id: int, *, by: Actor, now: datetime) -> Placement:
    """Take a post off the calendar. Refuses one that is already going out, and says so."""
    by.must(Action.SCHEDULE)
    placement = get(db, placement_id, by)
    if placement.state in (State.SENDING, State.UNKNOWN, State.RECONCILING):
        raise errors.Conflict("It is already going out. Wait a moment to see what became of it.")
    _go(db, placement, State.CANCELLED, trouble="", lease_until=None)
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
    placement = get(db, placement_id, by)
    _must_be(placement, (State.HELD,), "kept")
    if holds.covering(db, placement) is not None:
        raise errors.Conflict("It is still paused. Lift the pause first.")
    if placement.due_at <= now:
        raise errors.Conflict("Its time passed during the pause. Choose a new time, or drop it.")
    if not review.approved(db, ("placement", placement.id or 0), placement.digest):
        raise errors.Conflict("It has no yes as it is now. Send it for approval first.")
    _go(db, placement, State.SCHEDULED, trouble="")
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
        _go(db, placement, State.SCHEDULED, trouble="")
        settling.record(db, placement, "delivery.resumed", now=now, by=by)
    return list(parked)


def mark_done(
    db: Session, placement_id: int, *, permalink: str = "", by: Actor, now: datetime
) -> Placement:
    """A person posted a handed-off post. The link to it is kept when there is one."""
    by.must(Action.SCHEDULE)
    placement = get(db, placement_id, by)
    _must_be(placement, (State.HANDED_OFF,), "marked done")
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
    _go(db, placement, goal, attempts=0, reads=0, not_before=None, trouble=why)
    settling.record(db, placement, "delivery.decided", now=now, by=by, choice=choice)
    return placement


def get(db: Session, placement_id: int, by: Actor) -> Placement:
    """One placement of the person's agency."""
    placement = db.get(Placement, placement_id)
    if placement is None or placement.agency_id != by.agency_id:
        raise errors.NotFound("There is no such post.")
    return placement


def waiting(db: Session, agency_id: int) -> list[Placement]:
    """The posts that wait for somebody's yes exactly as they are now, soonest first."""
    asked = {
        submission.about_id: submission.digest
        for submission in review.waiting(db, agency_id, "placement")
    }
    placements = db.exec(
        select(Placement)
        .where(
            Placement.agency_id == agency_id,
            Placement.state == State.DRAFT,
            col(Placement.id).in_(asked),
        )
        .order_by(col(Placement.due_at), col(Placement.id))
    )
    return [one for one in placements if asked[one.id or 0] == one.digest]


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


def _settle_approval(db: Session, placement: Placement, now: datetime) -> None:
    """A draft whose bytes have a yes goes to the schedule, or is held where a hold covers it.

    One whose time passed while it was a draft stays one: nobody said yes to a later time.
    """
    about = ("placement", placement.id or 0)
    if placement.state is not State.DRAFT or placement.due_at <= now:
        return
    yes = review.answer(db, about, placement.digest)
    if yes is None or yes.decision is not review.Decision.APPROVE:
        return
    # A pause since the yes may have held it before it was changed and changed back.
    held = holds.came_over(db, placement, yes.at)
    goal = State.HELD if held else State.SCHEDULED
    _go(db, placement, goal, trouble=holds.SENTENCE if held else "")


def _back_to_draft(db: Session, placement: Placement, why: str) -> None:
    placement.digest = current_digest(db, placement)
    db.add(placement)
    db.flush()
    if placement.state is not State.DRAFT:
        _go(db, placement, State.DRAFT, trouble=why)


def _go(db: Session, placement: Placement, goal: State, **values: Any) -> None:
    """Take a person's way from where the post is now; refuses when there is none, or it just
    moved.
    """
    from_here = (placement.state,)
    if placement.state not in origins(goal, Who.PERSON) or not outbox.take(
        db, placement, from_here, goal, Who.PERSON, **values
    ):
        raise errors.Conflict(
            f"This post is “{placement.state.words}” now, so that cannot be done. "
            "Look at it as it is now."
        )


def _undecided(db: Session, placement_id: int, by: Actor) -> Placement:
    by.must(Action.DECIDE)
    placement = get(db, placement_id, by)
    _must_be(placement, (State.NEEDS_PERSON,), "decided")
    return placement


def _must_be(placement: Placement, states: tuple[State, ...], verb: str) -> None:
    if placement.state not in states:
        raise errors.Conflict(
            f"This post is “{placement.state.words}” now, so it cannot be {verb}. "
            "Look at it as it is now."
        )


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
