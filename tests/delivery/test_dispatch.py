"""The send: once, at its minute, and in words when not."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection

from delivery.stage import Stage
from outreach import db as database
from outreach import delivery, identity, posts, records
from outreach.delivery import Outcome, State, settling
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Failure


def test_a_due_post_goes_out_once(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    stage.rounds()
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED
    assert len(stage.x.accepted) == 1


def test_a_post_is_never_early(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(minutes=59, seconds=59)
    stage.rounds()
    assert stage.state(number) is State.SCHEDULED
    assert stage.x.accepted == []


def test_what_leaves_is_what_was_approved(stage: Stage) -> None:
    number = stage.scheduled(text="Coffee, questions and time to listen.")
    stage.later(hours=1)
    stage.rounds()
    assert stage.x.accepted[0].outgoing.text == "Coffee, questions and time to listen."
    assert stage.x.accepted[0].outgoing.key == stage.row(number).key


def test_a_published_post_leaves_a_record_with_the_bytes(stage: Stage) -> None:
    number = stage.scheduled(text="We met and listened.")
    stage.later(hours=1)
    stage.rounds()
    with database.reading(stage.engine) as db:
        last = records.of(db, ("placement", number), agency_id=stage.cast.agency.id or 0)[-1]
    assert last.kind == "delivery.published"
    assert last.body["text"] == "We met and listened."
    assert last.body["external_id"] == stage.row(number).external_id


def test_a_draft_stays_where_it_is(stage: Stage) -> None:
    with database.writing(stage.engine) as db:
        import build

        now = stage.clock.now()
        account = build.an_account(db, stage.cast, now=now, vault=stage.vault)
        number = build.a_draft(db, stage.cast, now=now, account=account).id or 0
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.DRAFT


def test_posts_of_one_account_keep_their_order(stage: Stage) -> None:
    account = stage.account()
    later = stage.scheduled(account=account, due_in=timedelta(minutes=30))
    first = stage.scheduled(account=account, due_in=timedelta(minutes=10))
    stage.later(hours=1)
    stage.rounds()
    keys = [post.outgoing.key for post in stage.x.accepted]
    assert keys == [stage.row(first).key, stage.row(later).key]


def test_a_refused_post_fails_with_the_platforms_reason(stage: Stage) -> None:
    number = stage.scheduled()
    stage.x.fail(Failure.REFUSE)
    stage.later(hours=1)
    stage.rounds()
    row = stage.row(number)
    assert row.state is State.FAILED
    assert row.trouble
    assert [attempt.outcome for attempt in stage.attempts(number)] == [Outcome.REFUSED]


def test_an_unreachable_platform_is_tried_again_later(stage: Stage) -> None:
    number = stage.scheduled()
    stage.x.fail(Failure.UNREACHABLE)
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.SCHEDULED
    stage.later(seconds=21)
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED
    outcomes = [attempt.outcome for attempt in stage.attempts(number)]
    assert outcomes == [Outcome.UNSENT, Outcome.PUBLISHED]


def test_a_platform_that_stays_away_is_given_up_with_a_sentence(stage: Stage) -> None:
    number = stage.scheduled()
    stage.x.fail(Failure.UNREACHABLE, times=20)
    stage.later(hours=1)
    for _ in range(12):
        stage.rounds()
        stage.later(minutes=5)
    row = stage.row(number)
    assert row.state is State.FAILED
    assert "tried 6 times" in row.trouble
    assert stage.x.accepted == []


def test_a_request_to_wait_is_obeyed_and_counts_no_attempt(stage: Stage) -> None:
    number = stage.scheduled()
    stage.x.fail(Failure.TOO_MANY)
    stage.later(hours=1)
    stage.rounds()
    row = stage.row(number)
    assert row.not_before == stage.clock.now() + stage.x.wait_for
    assert row.attempts == 0


def test_a_wait_beyond_its_last_minute_ends_there(stage: Stage) -> None:
    number = stage.scheduled()
    stage.x.fail(Failure.TOO_MANY)
    stage.x.wait_for = timedelta(minutes=59)
    stage.later(hours=1, minutes=30)
    stage.rounds()
    stage.later(minutes=31)
    stage.rounds()
    assert stage.state(number) is State.MISSED


def test_a_post_that_waits_is_not_overtaken(stage: Stage) -> None:
    account = stage.account()
    first = stage.scheduled(account=account, due_in=timedelta(minutes=10))
    second = stage.scheduled(account=account, due_in=timedelta(minutes=20))
    stage.x.fail(Failure.UNREACHABLE)
    stage.later(minutes=20)
    stage.rounds()
    assert stage.state(second) is State.SCHEDULED
    stage.later(seconds=21)
    stage.rounds()
    keys = [post.outgoing.key for post in stage.x.accepted]
    assert keys == [stage.row(first).key, stage.row(second).key]


def test_refused_credentials_park_the_account_and_its_posts(stage: Stage) -> None:
    account = stage.account()
    first = stage.scheduled(account=account, due_in=timedelta(minutes=10))
    second = stage.scheduled(account=account, due_in=timedelta(minutes=20))
    stage.x.fail(Failure.SIGNED_OUT)
    stage.later(minutes=20)
    stage.rounds()
    assert stage.state(first) is stage.state(second) is State.NEEDS_SIGN_IN
    with database.reading(stage.engine) as db:
        parked = db.get_one(identity.Account, account.id)
    assert parked.state is identity.AccountState.NEEDS_SIGN_IN
    assert stage.x.accepted == []


def test_a_post_is_missed_when_its_time_is_long_past(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=2, minutes=1)
    stage.rounds()
    assert stage.state(number) is State.MISSED
    assert stage.x.accepted == []


def test_a_hand_off_waits_for_a_person(stage: Stage) -> None:
    account = stage.account(platform=PlatformName.HANDOFF)
    number = stage.scheduled(account=account)
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.HANDED_OFF
    with database.writing(stage.engine) as db:
        delivery.mark_done(
            db,
            number,
            permalink="https://example.org/p/1",
            by=stage.cast.rivera,
            now=stage.clock.now(),
        )
    assert stage.state(number) is State.PUBLISHED


def test_words_changed_behind_the_calendars_back_do_not_leave(stage: Stage) -> None:
    number = stage.scheduled()
    with database.writing(stage.engine) as db:
        variant = db.get_one(posts.Variant, stage.row(number).variant_id)
        variant.text = "Something nobody approved."
        db.add(variant)
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.DRAFT
    assert stage.x.accepted == []


def test_a_broken_sender_counts_as_unknown(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    number = stage.scheduled()
    stage.means.platforms.pop(PlatformName.X)  # type: ignore[attr-defined]
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.UNKNOWN
    assert "delivery.sender_broke" in caplog.text


def test_without_the_hold_gate_nothing_is_sent(stage: Stage) -> None:
    number = stage.scheduled()
    with database.writing(stage.engine) as db:
        db.delete(db.get_one(delivery.HoldGate, 1))
    stage.later(hours=1)
    assert stage.dispatcher.round() == 1
    assert stage.state(number) is State.SCHEDULED
    assert stage.x.accepted == []


def test_a_missing_hold_gate_does_not_keep_the_dispatcher_turning(stage: Stage) -> None:
    number = stage.scheduled()
    with database.writing(stage.engine) as db:
        db.delete(db.get_one(delivery.HoldGate, 1))
    stage.later(hours=1)
    stage.rounds()
    assert len(stage.attempts(number)) == 1


def test_a_refusal_of_old_credentials_leaves_new_ones_alone(stage: Stage) -> None:
    account = stage.account()
    number = stage.scheduled(account=account)
    stage.x.fail(Failure.SIGNED_OUT)
    stage.later(hours=1)
    [ticket] = stage.dispatcher._mark(stage.dispatcher._claim(1))
    answer = stage.dispatcher._send(ticket)
    stage.later(seconds=1)
    with database.writing(stage.engine) as db:
        again = db.get_one(identity.Account, account.id)
        again.connected_at = stage.clock.now()
        settling.settle(db, ticket.claim, answer, now=stage.clock.now())
        assert again.state is identity.AccountState.CONNECTED
    assert stage.state(number) is State.SCHEDULED
    stage.later(seconds=21)
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED


def test_a_refused_post_can_be_taken_off_the_calendar(stage: Stage) -> None:
    number = stage.scheduled()
    stage.x.fail(Failure.REFUSE)
    stage.later(hours=1)
    stage.rounds()
    with database.writing(stage.engine) as db:
        delivery.cancel(db, number, by=stage.cast.rivera, now=stage.clock.now())
    assert stage.state(number) is State.CANCELLED


def test_a_post_the_program_stumbles_over_keeps_no_other_waiting(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    odd, sound = stage.account(), stage.account()
    broken, number = stage.scheduled(account=odd), stage.scheduled(account=sound)
    with database.writing(stage.engine) as db:
        variant = db.get_one(posts.Variant, stage.row(broken).variant_id)
        variant.poll_options = 7  # type: ignore[assignment]  # a row that nothing of ours writes
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED
    assert stage.state(broken) is State.FAILED
    assert "delivery.mark_broke" in caplog.text


def test_many_go_out_in_one_round_and_the_record_of_each_is_chained(stage: Stage) -> None:
    numbers = [stage.scheduled() for _ in range(4)]
    stage.later(hours=1)
    stage.rounds()
    assert {stage.state(number) for number in numbers} == {State.PUBLISHED}
    with database.reading(stage.engine) as db:
        agency_id = stage.cast.agency.id or 0
        told = [records.of(db, ("placement", number), agency_id=agency_id) for number in numbers]
        assert records.verify(db, agency_id)[1] is None
    assert [each[-1].kind for each in told] == ["delivery.published"] * 4


def test_an_answer_that_is_not_plain_keeps_no_other_from_being_kept(stage: Stage) -> None:
    """The platform gives two posts of one account the same id, and a third one its own."""
    account = stage.account()
    first = stage.scheduled(account=account, due_in=timedelta(minutes=10))
    second = stage.scheduled(account=account, due_in=timedelta(minutes=20))
    other = stage.scheduled(due_in=timedelta(minutes=20))
    stage.later(minutes=10)
    stage.rounds()
    stage.x.accepted.clear()
    stage.later(minutes=10)
    stage.rounds()
    assert stage.state(first) is stage.state(other) is State.PUBLISHED
    assert stage.state(second) is State.UNKNOWN


def test_a_post_taken_over_meanwhile_is_left_out_of_the_mark(stage: Stage) -> None:
    taken, ours = stage.scheduled(), stage.scheduled()
    stage.later(hours=1)
    claims = stage.dispatcher._claim(4)
    with database.writing(stage.engine) as db:
        db.get_one(delivery.Placement, taken).fence += 1
    tickets = stage.dispatcher._mark(claims)
    assert [ticket.claim.placement_id for ticket in tickets] == [ours]
    assert stage.state(taken) is State.CLAIMED


def test_nothing_is_written_while_nothing_is_due(stage: Stage) -> None:
    stage.scheduled()
    begun: list[bool] = []

    def note(connection: Connection) -> None:
        begun.append(connection.get_execution_options().get("outreach_writes", False))

    event.listen(stage.engine, "begin", note)
    stage.dispatcher.round()
    event.remove(stage.engine, "begin", note)
    assert begun == [False]
