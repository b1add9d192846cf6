"""Asking and answering by the chain: what checks stop, and what named people let pass."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

import build
import people
from outreach import delivery, errors, identity, posts, records, review
from outreach.delivery import State
from outreach.identity import Step
from people import Cast

YES = review.Decision.APPROVE
#: A number that no post may hold.
STOPPED = "We found a card with the number 219-09-9999 at the market. Is it yours?"


@pytest.fixture
def cast(db: Session, now: datetime) -> Cast:
    return people.cast(db, now)


def named(db: Session, cast: Cast, by: identity.Actor, step: Step, now: datetime) -> identity.Actor:
    identity.name_for(db, by.person_id, (step,), by=cast.admin, now=now)
    return identity.actor(db, by.person_id, by.agency_id)


def answer(db: Session, placed: delivery.Placement, by: identity.Actor, now: datetime) -> None:
    delivery.answer(db, placed.id or 0, placed.digest, YES, by=by, now=now)


def test_an_open_case_needs_three_more_people(db: Session, cast: Cast, now: datetime) -> None:
    placed = build.a_draft(db, cast, now=now)
    delivery.declare(db, placed.post_id, ["open_case"], by=cast.rivera, now=now)
    delivery.ask(db, placed.id or 0, by=cast.rivera, now=now)
    with pytest.raises(errors.NotAllowed, match="investigations"):
        answer(db, placed, cast.okafor, now)
    for by, step in (
        (cast.okafor, Step.INVESTIGATIONS),
        (cast.admin, Step.LEGAL),
        (cast.lang, Step.CHIEF),
    ):
        assert placed.state is State.DRAFT
        answer(db, placed, named(db, cast, by, step, now), now)
    assert placed.state is State.SCHEDULED


def test_an_answer_that_makes_it_a_case_takes_it_off_the_schedule(
    db: Session, cast: Cast, now: datetime
) -> None:
    placed = build.a_scheduled(db, cast, now=now)
    assert delivery.declare(db, placed.post_id, ["arrest"], by=cast.rivera, now=now) == [placed]
    assert placed.state is State.DRAFT
    assert "investigations or records" in placed.trouble


def test_what_a_check_stops_is_not_sent_for_approval(
    db: Session, cast: Cast, now: datetime
) -> None:
    placed = build.a_draft(db, cast, now=now, text=STOPPED)
    with pytest.raises(errors.BadInput, match="cannot be sent for approval") as refused:
        delivery.ask(db, placed.id or 0, by=cast.rivera, now=now)
    assert all(fault.what and fault.mend for fault in refused.value.faults)


def test_what_was_found_is_kept_with_the_yes_and_on_record(
    db: Session, cast: Cast, now: datetime
) -> None:
    placed = build.a_draft(db, cast, now=now, text="COME AND MEET US AT THE PARK, PLEASE!!!")
    build.approve(db, placed, cast, now=now)
    [yes] = review.answers(db, ("placement", placed.id or 0))
    assert yes.packs
    assert {"rule", "severity", "surface", "start", "end", "message"} <= set(yes.findings[0])
    kept = records.of(db, ("placement", placed.id or 0), agency_id=placed.agency_id)
    [record] = [each for each in kept if each.kind == "review.approved"]
    assert record.body["findings"] == yes.findings
    assert record.body["step"] == "second_reader"


def blocked(db: Session, cast: Cast, now: datetime) -> tuple[delivery.Placement, review.Finding]:
    """A draft with a finding that a named person may let pass."""
    placed = build.a_draft(db, cast, now=now)
    build.an_unowned_photo(db, cast, placed, now)
    content = posts.content(db, placed.variant_id)
    found = delivery.look(db, placed, content, now=now).blocks
    return placed, next(each for each in found if each.rule == "CONS-06")


def test_only_the_named_person_lets_a_finding_pass_with_a_reason(
    db: Session, cast: Cast, now: datetime
) -> None:
    placed, found = blocked(db, cast, now)
    number = placed.id or 0
    legal = named(db, cast, cast.lang, Step.LEGAL, now)

    def let_pass(by: identity.Actor, reason: str = "The city bought it.") -> None:
        delivery.overrule(db, number, placed.digest, found.mark, reason=reason, by=by, now=now)

    for by in (cast.okafor, cast.rivera):
        with pytest.raises(errors.NotAllowed):
            let_pass(by)
    with pytest.raises(errors.BadInput, match="one sentence why"):
        let_pass(legal, " ")
    let_pass(legal)
    delivery.ask(db, number, by=cast.rivera, now=now)
    kept = records.of(db, ("placement", number), agency_id=placed.agency_id)
    [record] = [each for each in kept if each.kind == "review.overruled"]
    assert (record.body["rule"], record.body["as"]) == ("CONS-06", "legal")


def test_what_was_let_pass_holds_for_those_bytes_only(
    db: Session, cast: Cast, now: datetime
) -> None:
    placed, found = blocked(db, cast, now)
    legal = named(db, cast, cast.lang, Step.LEGAL, now)
    why = "The city bought it."
    delivery.overrule(db, placed.id or 0, placed.digest, found.mark, reason=why, by=legal, now=now)
    local = datetime.fromisoformat(placed.local_time) + timedelta(days=1)
    delivery.move(db, placed.id or 0, local, by=cast.rivera, now=now)
    with pytest.raises(errors.BadInput, match="cannot be sent"):
        delivery.ask(db, placed.id or 0, by=cast.rivera, now=now)


def test_what_nobody_may_let_pass_stays(db: Session, cast: Cast, now: datetime) -> None:
    placed = build.a_draft(db, cast, now=now)
    post = db.get_one(posts.Post, placed.post_id)
    post.embargo_until = placed.due_at + timedelta(hours=1)
    db.add(post)
    content = posts.content(db, placed.variant_id)
    [found] = delivery.look(db, placed, content, now=now).blocks
    assert "may not be seen before" in found.message
    chief = named(db, cast, cast.lang, Step.CHIEF, now)
    with pytest.raises(errors.NotAllowed, match="Nobody can let this pass"):
        delivery.overrule(
            db, placed.id or 0, placed.digest, found.mark, reason="Please.", by=chief, now=now
        )


def test_a_set_takes_what_it_can_and_names_the_rest(db: Session, cast: Cast, now: datetime) -> None:
    good, changed = (build.a_draft(db, cast, now=now) for _ in range(2))
    for placed in (good, changed):
        delivery.ask(db, placed.id or 0, by=cast.rivera, now=now)
    ticks = [delivery.Tick(good.id or 0, good.digest), delivery.Tick(changed.id or 0, "0" * 64)]
    told = delivery.approve(db, ticks, by=cast.lang, now=now)
    assert told.approved == (good,)
    assert [why for _, why in told.refused] == [
        "The post changed after it was sent to you. Look at it again as it is now."
    ]
    assert (good.state, changed.state) == (State.SCHEDULED, State.DRAFT)
    assert len(review.answers(db, ("placement", good.id or 0))) == 1


def test_a_week_is_the_agencys_own(db: Session, cast: Cast, now: datetime) -> None:
    due = timedelta(days=6, hours=13)
    placed = build.a_draft(db, cast, now=now, due_in=due)
    delivery.ask(db, placed.id or 0, by=cast.rivera, now=now)
    agency_id = cast.agency.id or 0
    assert delivery.week_of(db, placed) == "2026-W48"
    assert delivery.in_week(db, agency_id, "2026-W48") == [placed]
    assert delivery.in_week(db, agency_id, "2026-w49") == []
    for wrong in ("2026-W60", "W48", "next"):
        with pytest.raises(errors.BadInput, match="is not a week"):
            delivery.in_week(db, agency_id, wrong)
