"""A hold stops what it covers from that moment, and nothing resumes by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from delivery.stage import Stage
from outreach import db as database
from outreach import delivery, errors, records
from outreach.delivery import Outcome, Scope, State, settling
from outreach.platforms import Connection, Journal, Outgoing, Receipt
from outreach.platforms.sandbox import Failure


def hold(stage: Stage, scope: Scope = Scope.AGENCY, about: int | str | None = "") -> int:
    with database.writing(stage.engine) as db:
        made = delivery.hold(
            db, scope, about or "", reason="An incident.", by=stage.cast.lang, now=stage.clock.now()
        )
        return made.id or 0


def lift(stage: Stage, number: int) -> list[int]:
    with database.writing(stage.engine) as db:
        return delivery.lift(db, number, by=stage.cast.lang, now=stage.clock.now())


def test_a_hold_stops_what_is_due(stage: Stage) -> None:
    number = stage.scheduled()
    hold(stage)
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.HELD
    assert stage.x.accepted == []


def test_a_hold_stops_a_claimed_post(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    claims = stage.dispatcher._claim(4)
    hold(stage)
    assert stage.dispatcher._mark(claims) == []
    assert stage.state(number) is State.HELD


def test_a_hold_between_the_mark_and_the_first_byte_stops_it(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    dispatcher = stage.dispatcher
    [ticket] = dispatcher._mark(dispatcher._claim(4))
    hold(stage)
    answer = dispatcher._send(ticket)
    with database.writing(stage.engine) as db:
        settling.settle(db, ticket.claim, answer, now=stage.clock.now())
    assert stage.state(number) is State.HELD
    assert stage.x.accepted == []


def test_a_hold_of_another_agency_before_the_first_byte_leaves_ours(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    [ticket] = stage.dispatcher._mark(stage.dispatcher._claim(4))
    with database.writing(stage.engine) as db:
        delivery.hold(db, Scope.AGENCY, by=stage.cast.quinn, now=stage.clock.now())
    stage.dispatcher._send(ticket)
    assert [post.outgoing.key for post in stage.x.accepted] == [stage.row(number).key]


def test_a_hold_during_the_upload_stops_the_post(stage: Stage) -> None:
    """The adapter asks once more right before the call that publishes."""
    number = stage.scheduled()
    publish = stage.x.publish

    def upload_first(account: Connection, outgoing: Outgoing, journal: Journal) -> Receipt:
        hold(stage)
        return publish(account, outgoing, journal)

    stage.x.publish = upload_first  # type: ignore[method-assign]
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.HELD
    assert stage.x.accepted == []


def test_lifting_holds_every_post_it_covered_due_or_not(stage: Stage) -> None:
    due, future = stage.scheduled(), stage.scheduled(due_in=timedelta(days=3))
    number = hold(stage)
    stage.later(hours=1)
    stage.rounds()
    covered = lift(stage, number)
    assert covered == [future]
    assert stage.state(due) is stage.state(future) is State.HELD
    stage.later(days=3)
    stage.rounds()
    assert stage.x.accepted == []


def test_only_a_person_lets_a_held_post_go_on(stage: Stage) -> None:
    number = stage.scheduled(due_in=timedelta(days=1))
    lift(stage, hold(stage))
    with database.writing(stage.engine) as db:
        delivery.keep(db, number, by=stage.cast.rivera, now=stage.clock.now())
    stage.later(days=1)
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED


def test_a_held_post_whose_time_passed_is_not_kept(stage: Stage) -> None:
    number = stage.scheduled()
    held = hold(stage)
    stage.later(hours=2)
    stage.rounds()
    lift(stage, held)
    with pytest.raises(errors.Conflict, match="time passed"), database.writing(stage.engine) as db:
        delivery.keep(db, number, by=stage.cast.rivera, now=stage.clock.now())


def test_a_post_still_covered_by_another_hold_is_not_kept(stage: Stage) -> None:
    number = stage.scheduled(due_in=timedelta(days=1))
    lift(stage, hold(stage))
    hold(stage)
    with pytest.raises(errors.Conflict, match="paused"), database.writing(stage.engine) as db:
        delivery.keep(db, number, by=stage.cast.rivera, now=stage.clock.now())


def test_a_hold_of_one_account_leaves_the_others(stage: Stage) -> None:
    quiet, loud = stage.account(), stage.account()
    held, free = stage.scheduled(account=quiet), stage.scheduled(account=loud)
    hold(stage, Scope.ACCOUNT, quiet.id)
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(held) is State.HELD
    assert stage.state(free) is State.PUBLISHED


def test_a_hold_of_another_agency_leaves_ours(stage: Stage) -> None:
    number = stage.scheduled()
    with database.writing(stage.engine) as db:
        delivery.hold(db, Scope.AGENCY, by=stage.cast.quinn, now=stage.clock.now())
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED


def test_a_yes_during_a_hold_is_held_at_once(stage: Stage) -> None:
    hold(stage)
    assert stage.state(stage.scheduled()) is State.HELD


def test_start_and_lift_are_recorded_with_what_they_covered(stage: Stage) -> None:
    post = stage.scheduled()
    number = hold(stage)
    lift(stage, number)
    with database.reading(stage.engine) as db:
        told = records.of(db, ("hold", number), agency_id=stage.cast.agency.id or 0)
    assert [record.kind for record in told] == ["delivery.hold_started", "delivery.hold_lifted"]
    assert told[1].body["covered"] == [post]


def test_it_requires_the_right_to_hold(stage: Stage) -> None:
    with pytest.raises(errors.NotAllowed), database.writing(stage.engine) as db:
        delivery.hold(db, Scope.AGENCY, by=stage.cast.clerk, now=stage.clock.now())


def test_it_rejects_a_scope_without_its_subject(stage: Stage) -> None:
    with pytest.raises(errors.BadInput), database.writing(stage.engine) as db:
        delivery.hold(db, Scope.ACCOUNT, by=stage.cast.lang, now=stage.clock.now())


def test_another_agencys_hold_cannot_be_lifted(stage: Stage) -> None:
    number = hold(stage)
    with pytest.raises(errors.NotFound), database.writing(stage.engine) as db:
        delivery.lift(db, number, by=stage.cast.quinn, now=stage.clock.now())


def test_what_each_hold_keeps_back_is_told(stage: Stage) -> None:
    covered, free = stage.scheduled(), stage.scheduled()
    number = hold(stage, Scope.ACCOUNT, stage.row(covered).account_id)
    with database.reading(stage.engine) as db:
        kept = delivery.held_back(db, stage.cast.agency.id or 0)
    assert {post: one.id for post, one in kept.items()} == {covered: number}
    assert free not in kept


def test_holds_that_are_over_are_kept_last_lifted_first(stage: Stage) -> None:
    first, second, on = hold(stage), hold(stage), hold(stage)
    lift(stage, second)
    stage.later(minutes=1)
    lift(stage, first)
    with database.reading(stage.engine) as db:
        over = delivery.lifted(db, stage.cast.agency.id or 0)
        assert [one.id for one in over] == [first, second]
        assert delivery.named(db, on, stage.cast.agency.id or 0).lifted_at is None
        with pytest.raises(errors.NotFound):
            delivery.named(db, on, stage.cast.other_agency.id or 0)


def test_another_agencys_account_cannot_be_named(stage: Stage) -> None:
    account = stage.account(agency_id=stage.cast.other_agency.id)
    with pytest.raises(errors.NotFound):
        hold(stage, Scope.ACCOUNT, account.id)


def test_a_campaign_that_is_not_there_cannot_be_named(stage: Stage) -> None:
    with pytest.raises(errors.NotFound):
        hold(stage, Scope.CAMPAIGN, 99)


def test_a_pause_that_came_and_went_holds_a_claimed_post(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    claims = stage.dispatcher._claim(4)
    lift(stage, hold(stage))
    assert stage.dispatcher._mark(claims) == []
    assert stage.state(number) is State.HELD
    assert [attempt.outcome for attempt in stage.attempts(number)] == [Outcome.UNSENT]


def test_a_pause_that_came_and_went_while_sending_leaves_it_to_a_person(stage: Stage) -> None:
    number = stage.scheduled()
    stage.x.fail(Failure.UNREACHABLE)
    stage.later(hours=1)
    [ticket] = stage.dispatcher._mark(stage.dispatcher._claim(4))
    answer = stage.dispatcher._send(ticket)
    held = hold(stage)
    stage.later(seconds=1)
    lift(stage, held)
    with database.writing(stage.engine) as db:
        settling.settle(db, ticket.claim, answer, now=stage.clock.now())
    assert stage.state(number) is State.HELD


def test_a_pause_that_came_and_went_before_the_reading_leaves_it_to_a_person(stage: Stage) -> None:
    number = stage.scheduled()
    stage.x.fail(Failure.LOSE_REQUEST)
    stage.later(hours=1)
    stage.rounds()
    held = hold(stage)
    stage.later(seconds=121)
    lift(stage, held)
    delivery.reconcile(stage.means)
    assert stage.state(number) is State.HELD


def test_a_hold_of_everyone_needs_who_looks_after_them_all(stage: Stage) -> None:
    with pytest.raises(errors.NotAllowed, match="every agency"):
        hold(stage, Scope.ALL)


def test_a_hold_of_everyone_stops_every_agency_and_only_its_like_lifts_it(stage: Stage) -> None:
    post, now = stage.scheduled(), stage.clock.now()
    national = replace(stage.cast.quinn, national=True)
    with database.writing(stage.engine) as db:
        number = delivery.hold(db, Scope.ALL, by=national, now=now).id or 0
    with pytest.raises(errors.NotAllowed):
        lift(stage, number)
    with database.writing(stage.engine) as db:
        assert delivery.lift(db, number, by=national, now=now) == [post]
    assert stage.state(post) is State.HELD


@pytest.mark.parametrize(
    ("scope", "about"),
    [(Scope.TOPIC, "kind:sermon"), (Scope.TOPIC, "story:99"), (Scope.PLATFORM, "myspace")],
)
def test_what_nobody_has_cannot_be_named(stage: Stage, scope: Scope, about: str) -> None:
    with pytest.raises(errors.NotFound):
        hold(stage, scope, about)


def test_the_reason_may_come_later(stage: Stage) -> None:
    number = hold(stage)
    with database.writing(stage.engine) as db:
        why = "An officer was hurt."
        delivery.explain(db, number, why, by=stage.cast.rivera, now=stage.clock.now())
    with database.reading(stage.engine) as db:
        told = records.of(db, ("hold", number), agency_id=stage.cast.agency.id or 0)
        assert delivery.named(db, number, stage.cast.agency.id or 0).reason == why
    assert [record.kind for record in told][1:] == ["delivery.hold_explained"]


def test_it_rejects_a_reason_of_no_words(stage: Stage) -> None:
    number = hold(stage)
    with pytest.raises(errors.BadInput), database.writing(stage.engine) as db:
        delivery.explain(db, number, " ", by=stage.cast.rivera, now=stage.clock.now())


def test_lifting_leaves_an_older_unknown_try_unknown(stage: Stage) -> None:
    """A person may have said it is not there; the try itself stays what it was."""
    number = stage.scheduled()
    with database.writing(stage.engine) as db:
        db.add(
            delivery.Attempt(
                placement_id=number, fence=0, claimed_at=stage.clock.now(), outcome=Outcome.UNKNOWN
            )
        )
    lift(stage, hold(stage))
    assert [attempt.outcome for attempt in stage.attempts(number)] == [Outcome.UNKNOWN]
