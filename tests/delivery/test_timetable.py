"""What people do with the calendar."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

import build
from outreach import delivery, errors, identity, posts, review
from outreach.delivery import State
from outreach.lib.clock import Shift
from outreach.platforms import PlatformName
from people import Cast, cast


@pytest.fixture
def people(db: Session, now: datetime) -> Cast:
    return cast(db, now)


def answer(
    db: Session,
    placement: delivery.Placement,
    by: identity.Actor,
    now: datetime,
    decision: review.Decision = review.Decision.APPROVE,
    comment: str = "",
) -> delivery.Placement:
    digest = delivery.current_digest(db, placement)
    return delivery.answer(db, placement.id or 0, digest, decision, by=by, now=now, comment=comment)


def test_a_yes_puts_it_on_the_schedule(db: Session, people: Cast, now: datetime) -> None:
    assert build.a_scheduled(db, people, now=now).state is State.SCHEDULED


def test_the_author_never_approves_their_own_work(db: Session, people: Cast, now: datetime) -> None:
    placement = build.a_draft(db, people, now=now)
    delivery.ask(db, placement.id or 0, by=people.rivera, now=now)
    everything = identity.Actor(
        people.rivera.person_id, people.rivera.agency_id, identity.Role.ADMINISTRATOR
    )
    with pytest.raises(errors.NotAllowed, match="someone else"):
        answer(db, placement, everything, now)


def test_whoever_moved_it_cannot_approve_it(db: Session, people: Cast, now: datetime) -> None:
    placement = build.a_draft(db, people, now=now)
    local = datetime.fromisoformat(placement.local_time) + timedelta(hours=1)
    delivery.move(db, placement.id or 0, local, by=people.admin, now=now)
    delivery.ask(db, placement.id or 0, by=people.rivera, now=now)
    with pytest.raises(errors.NotAllowed):
        answer(db, placement, people.admin, now)


def test_a_no_needs_a_reason_and_keeps_it_a_draft(db: Session, people: Cast, now: datetime) -> None:
    placement = build.a_draft(db, people, now=now)
    delivery.ask(db, placement.id or 0, by=people.rivera, now=now)
    with pytest.raises(errors.BadInput):
        answer(db, placement, people.lang, now, review.Decision.REFUSE)
    answer(db, placement, people.lang, now, review.Decision.RETURN, "Name the partner.")
    assert placement.state is State.DRAFT


def test_moving_asks_again_and_moving_back_restores_the_yes(
    db: Session, people: Cast, now: datetime
) -> None:
    placement = build.a_scheduled(db, people, now=now)
    before = datetime.fromisoformat(placement.local_time)
    delivery.move(db, placement.id or 0, before + timedelta(days=1), by=people.rivera, now=now)
    assert placement.state is State.DRAFT
    delivery.move(db, placement.id or 0, before, by=people.rivera, now=now)
    assert placement.state is State.SCHEDULED


def test_new_words_ask_again(db: Session, people: Cast, now: datetime) -> None:
    placement = build.a_scheduled(db, people, now=now)
    variant = db.get_one(posts.Variant, placement.variant_id)
    variant.text = "Other words."
    db.add(variant)
    db.flush()
    delivery.changed(db, placement.variant_id, by=people.rivera, now=now)
    assert placement.state is State.DRAFT


def test_a_yes_to_what_it_was_is_refused(db: Session, people: Cast, now: datetime) -> None:
    placement = build.a_draft(db, people, now=now)
    delivery.ask(db, placement.id or 0, by=people.rivera, now=now)
    with pytest.raises(errors.Conflict, match="changed"):
        delivery.answer(
            db, placement.id or 0, "0" * 64, review.Decision.APPROVE, by=people.lang, now=now
        )


def test_it_rejects_a_time_that_has_passed(db: Session, people: Cast, now: datetime) -> None:
    with pytest.raises(errors.BadInput, match="passed"):
        build.a_draft(db, people, now=now, due_in=timedelta(hours=-1))


def test_it_rejects_the_same_words_twice_on_one_account(
    db: Session, people: Cast, now: datetime
) -> None:
    placement = build.a_draft(db, people, now=now)
    with pytest.raises(errors.Conflict, match="already"):
        delivery.place(
            db,
            placement.variant_id,
            placement.account_id,
            datetime.fromisoformat("2026-12-01T09:00"),
            by=people.rivera,
            now=now,
        )


def test_cancelled_words_can_be_placed_again(db: Session, people: Cast, now: datetime) -> None:
    placement = build.a_draft(db, people, now=now)
    delivery.cancel(db, placement.id or 0, by=people.rivera, now=now)
    again = delivery.place(
        db,
        placement.variant_id,
        placement.account_id,
        datetime.fromisoformat("2026-12-01T09:00"),
        by=people.rivera,
        now=now,
    )
    assert again.state is State.DRAFT


def test_it_rejects_an_account_of_another_platform(
    db: Session, people: Cast, now: datetime
) -> None:
    account = build.an_account(db, people, now=now, platform=PlatformName.FACEBOOK)
    variant = build.a_variant(db, people.rivera, now=now)
    with pytest.raises(errors.BadInput, match="same platform"):
        delivery.place(
            db,
            variant.id or 0,
            account.id or 0,
            datetime.fromisoformat("2026-12-01T09:00"),
            by=people.rivera,
            now=now,
        )


def test_another_agency_sees_nothing(db: Session, people: Cast, now: datetime) -> None:
    placement = build.a_draft(db, people, now=now)
    with pytest.raises(errors.NotFound):
        delivery.cancel(db, placement.id or 0, by=people.quinn, now=now)
    with pytest.raises(errors.NotFound):
        delivery.ask(db, placement.id or 0, by=people.quinn, now=now)


@pytest.mark.parametrize(
    ("local", "due", "shift"),
    [
        ("2027-03-14T02:30", "2027-03-14T07:30:00+00:00", Shift.GAP),
        ("2027-11-07T01:30", "2027-11-07T05:30:00+00:00", Shift.FOLD),
        ("2027-07-01T09:00", "2027-07-01T13:00:00+00:00", Shift.NONE),
    ],
)
def test_clock_changes_are_resolved_and_told(
    db: Session, people: Cast, now: datetime, local: str, due: str, shift: Shift
) -> None:
    people.agency.time_zone = "America/New_York"
    account = build.an_account(db, people, now=now)
    variant = build.a_variant(db, people.rivera, now=now)
    placement = delivery.place(
        db,
        variant.id or 0,
        account.id or 0,
        datetime.fromisoformat(local),
        by=people.rivera,
        now=now,
    )
    assert (placement.due_at.isoformat(), placement.shift) == (due, shift)


def test_an_account_connected_again_gets_its_posts_back(
    db: Session, people: Cast, now: datetime
) -> None:
    placement = build.a_scheduled(db, people, now=now)
    placement.state = State.NEEDS_SIGN_IN
    db.add(placement)
    db.flush()
    delivery.resume_account(db, placement.account_id, by=people.rivera, now=now)
    assert placement.state is State.SCHEDULED


def test_what_is_going_out_cannot_be_cancelled(db: Session, people: Cast, now: datetime) -> None:
    placement = build.a_scheduled(db, people, now=now)
    placement.state = State.SENDING
    db.add(placement)
    db.flush()
    with pytest.raises(errors.Conflict, match="already going out"):
        delivery.cancel(db, placement.id or 0, by=people.rivera, now=now)


def test_it_requires_write(db: Session, people: Cast, now: datetime) -> None:
    placement = build.a_draft(db, people, now=now)
    with pytest.raises(errors.NotAllowed):
        delivery.ask(db, placement.id or 0, by=people.clerk, now=now)


def test_what_was_paused_stays_paused_when_it_is_changed_and_changed_back(
    db: Session, people: Cast, now: datetime
) -> None:
    """Its old yes came before the pause, and nothing resumes by itself."""
    placement = build.a_scheduled(db, people, now=now)
    pause = delivery.hold(db, delivery.Scope.AGENCY, by=people.lang, now=now + timedelta(minutes=1))
    later = now + timedelta(minutes=2)
    delivery.lift(db, pause.id or 0, by=people.lang, now=later)
    variant = db.get_one(posts.Variant, placement.variant_id)
    for text in ("Other words.", variant.text):
        variant.text = text
        delivery.changed(db, variant.id or 0, by=people.rivera, now=later)
    assert placement.state is State.HELD


def test_a_yes_restored_after_its_time_sends_nothing(
    db: Session, people: Cast, now: datetime
) -> None:
    """Nobody said yes to a later time, so putting the approved words back is not enough."""
    placement = build.a_scheduled(db, people, now=now)
    variant = db.get_one(posts.Variant, placement.variant_id)
    approved, variant.text = variant.text, "Other words."
    delivery.changed(db, variant.id or 0, by=people.rivera, now=now)
    variant.text = approved
    delivery.changed(db, variant.id or 0, by=people.rivera, now=now + timedelta(minutes=61))
    assert placement.state is State.DRAFT
