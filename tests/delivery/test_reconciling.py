"""What nobody knows is read back before anything is sent again."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from delivery.stage import AtOnce, Stage
from outreach import db as database
from outreach import delivery
from outreach.delivery import Outcome, State, outbox, settling
from outreach.platforms import Receipt
from outreach.platforms.sandbox import Failure

GRACE = timedelta(seconds=121)


class HeldUp(AtOnce):
    """Begins each send half a minute after it was marked."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._stage.later(seconds=31)
        return super().submit(call, *args, **kwargs)


def unknown(stage: Stage, failure: Failure) -> int:
    number = stage.scheduled()
    stage.x.fail(failure)
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.UNKNOWN
    return number


def test_a_lost_answer_is_found_and_not_sent_again(stage: Stage) -> None:
    number = unknown(stage, Failure.LOSE_ANSWER)
    stage.later(seconds=121)
    assert stage.reconcile() == 1
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED
    assert len(stage.x.accepted) == 1
    assert stage.row(number).external_id == stage.x.accepted[0].external_id
    assert [attempt.outcome for attempt in stage.attempts(number)] == [Outcome.PUBLISHED]


def test_a_lost_request_is_sent_once_after_the_account_was_read(stage: Stage) -> None:
    number = unknown(stage, Failure.LOSE_REQUEST)
    stage.later(seconds=121)
    stage.reconcile()
    assert stage.state(number) is State.SCHEDULED
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED
    assert len(stage.x.accepted) == 1


def test_it_is_not_read_before_the_grace_time(stage: Stage) -> None:
    number = unknown(stage, Failure.LOSE_ANSWER)
    stage.later(seconds=119)
    assert stage.reconcile() == 0
    assert stage.state(number) is State.UNKNOWN


def test_an_account_that_cannot_be_read_is_read_again_then_a_person_is_asked(stage: Stage) -> None:
    number = unknown(stage, Failure.LOSE_ANSWER)
    stage.x.fail_reading(Failure.UNREACHABLE, times=50)
    stage.later(seconds=121)
    for _ in range(60):
        stage.reconcile()
        stage.later(minutes=2)
    assert stage.state(number) is State.NEEDS_PERSON
    assert len(stage.x.accepted) == 1


def test_absent_and_too_late_is_missed_not_sent(stage: Stage) -> None:
    number = unknown(stage, Failure.LOSE_REQUEST)
    stage.later(hours=1, minutes=1)
    stage.reconcile()
    stage.rounds()
    assert stage.state(number) is State.MISSED
    assert stage.x.accepted == []


def test_absent_under_a_hold_is_held(stage: Stage) -> None:
    number = unknown(stage, Failure.LOSE_REQUEST)
    with database.writing(stage.engine) as db:
        delivery.hold(db, delivery.Scope.AGENCY, by=stage.cast.lang, now=stage.clock.now())
    stage.later(seconds=121)
    stage.reconcile()
    assert stage.state(number) is State.HELD


def test_a_person_says_it_is_out(stage: Stage) -> None:
    number = _asked(stage)
    with database.writing(stage.engine) as db:
        delivery.decide_published(db, number, "777", by=stage.cast.lang, now=stage.clock.now())
    assert stage.row(number).external_id == "777"
    assert stage.state(number) is State.PUBLISHED


def test_a_person_says_send_it_again(stage: Stage) -> None:
    number = _asked(stage)
    due = stage.row(number).due_at
    with database.writing(stage.engine) as db:
        delivery.decide_absent(db, number, give_up=False, by=stage.cast.lang, now=due)
    assert stage.state(number) is State.SCHEDULED


def test_what_is_too_late_to_send_again_waits_for_a_new_time(stage: Stage) -> None:
    number = _asked(stage)
    with database.writing(stage.engine) as db:
        now = stage.clock.now() + timedelta(hours=2)
        delivery.decide_absent(db, number, give_up=False, by=stage.cast.lang, now=now)
    assert stage.state(number) is State.MISSED
    assert "new time" in stage.row(number).trouble


def test_a_late_answer_beats_the_guess(stage: Stage) -> None:
    """The worker's answer comes after the sweep already asked what became of the post."""
    number = stage.scheduled()
    stage.later(hours=1)
    [ticket] = stage.dispatcher._mark(stage.dispatcher._claim(1))
    answer = stage.dispatcher._send(ticket)
    stage.later(seconds=61)
    assert stage.sweep() == 1
    assert stage.state(number) is State.UNKNOWN
    assert isinstance(answer, Receipt)
    with database.writing(stage.engine) as db:
        settling.settle(db, ticket.claim, answer, now=stage.clock.now())
    assert stage.state(number) is State.PUBLISHED


def test_a_late_answer_is_kept_even_when_the_post_was_given_up(stage: Stage) -> None:
    number = _asked(stage)
    with database.reading(stage.engine) as db:
        claim = outbox.last_claim(db, number)
    assert claim is not None
    with database.writing(stage.engine) as db:
        delivery.decide_absent(db, number, give_up=True, by=stage.cast.lang, now=stage.clock.now())
        settling.settle(db, claim, Receipt("4711"), now=stage.clock.now())
    assert stage.state(number) is State.PUBLISHED
    assert stage.row(number).external_id == "4711"


def test_a_late_refusal_of_an_old_worker_changes_nothing(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    stage.x.fail(Failure.REFUSE)
    [ticket] = stage.dispatcher._mark(stage.dispatcher._claim(1))
    answer = stage.dispatcher._send(ticket)
    stage.later(seconds=61)
    stage.sweep()
    with database.writing(stage.engine) as db:
        settling.settle(db, ticket.claim, answer, now=stage.clock.now())
    assert stage.state(number) is State.UNKNOWN


def test_a_worker_that_died_after_the_claim_sent_nothing(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    stage.dispatcher._claim(1)
    stage.later(seconds=61)
    stage.sweep()
    assert stage.state(number) is State.SCHEDULED
    stage.rounds()
    assert len(stage.x.accepted) == 1


def test_a_worker_held_up_too_long_does_not_send(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    [ticket] = stage.dispatcher._mark(stage.dispatcher._claim(1))
    stage.later(seconds=31)
    stage.dispatcher._send(ticket)
    assert stage.x.accepted == []
    assert stage.state(number) is State.SENDING


def test_a_worker_that_was_held_up_tries_again_at_once_whatever_went_before(stage: Stage) -> None:
    """Its earlier tries say nothing of the platform, and the account's next posts wait behind
    it.
    """
    number = stage.scheduled()
    stage.later(hours=1)
    with database.writing(stage.engine) as db:
        db.get_one(delivery.Placement, number).attempts = 5
    stage.dispatcher._executor = HeldUp(stage)
    stage.dispatcher.round()
    stage.dispatcher.round()
    assert stage.state(number) is State.SCHEDULED
    assert stage.row(number).attempts == 5
    stage.dispatcher._executor = AtOnce()
    stage.later(seconds=3)
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED


def test_a_worker_held_up_by_the_database_does_not_send(stage: Stage) -> None:
    """The gate is passed at the start; the database is slow to take the note before the call."""
    number = stage.scheduled()
    stage.later(hours=1)
    [ticket] = stage.dispatcher._mark(stage.dispatcher._claim(1))

    def wait(*_: object) -> None:
        stage.seconds[0] += 31

    event.listen(stage.engine, "begin", wait)
    stage.dispatcher._send(ticket)
    event.remove(stage.engine, "begin", wait)
    assert stage.x.accepted == []
    assert stage.state(number) is State.SENDING


def test_a_post_that_shows_late_is_found_by_the_reading_after_the_second_try(stage: Stage) -> None:
    """The first reading came too early; the second try lost its request on the way."""
    stage.x.visible_after = timedelta(minutes=4)
    number = unknown(stage, Failure.LOSE_ANSWER)
    stage.x.fail(Failure.LOSE_REQUEST)
    stage.later(seconds=121)
    stage.reconcile()
    stage.rounds()
    assert stage.state(number) is State.UNKNOWN
    stage.later(seconds=121)
    stage.reconcile()
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED
    assert len(stage.x.accepted) == 1


def test_a_reader_that_died_leaves_the_question_open(stage: Stage) -> None:
    number = unknown(stage, Failure.LOSE_ANSWER)
    stage.later(seconds=121)
    from outreach.delivery import reconciling

    reconciling._ask(stage.means)
    stage.later(seconds=121)
    stage.sweep()
    assert stage.state(number) is State.UNKNOWN
    stage.reconcile()
    assert stage.state(number) is State.PUBLISHED


def _asked(stage: Stage) -> int:
    number = unknown(stage, Failure.LOSE_REQUEST)
    stage.x.fail_reading(Failure.UNREACHABLE, times=50)
    for _ in range(60):
        stage.later(minutes=3)
        stage.reconcile()
    assert stage.state(number) is State.NEEDS_PERSON
    return number
