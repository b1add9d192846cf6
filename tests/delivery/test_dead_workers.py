"""A worker that dies, or sleeps too long, at each step of one send."""

from delivery.stage import AtOnce, Stage
from outreach import delivery
from outreach.delivery import Outcome, State
from outreach.platforms.sandbox import Failure


def someone_else(stage: Stage) -> None:
    """Another worker takes the dead one's place."""
    stage.dispatcher = delivery.Dispatcher(stage.means, AtOnce(), wake=lambda: None)


def read_back(stage: Stage) -> None:
    """The lease runs out, then the grace, and the account is read."""
    stage.later(seconds=61)
    stage.sweep()
    stage.later(seconds=61)
    stage.reconcile()


def test_after_the_mark_and_before_the_first_byte(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    stage.dispatcher._mark(stage.dispatcher._claim(1))
    someone_else(stage)
    read_back(stage)
    assert stage.state(number) is State.SCHEDULED
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED
    assert len(stage.x.accepted) == 1


def test_after_the_bytes_and_before_the_answer(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    stage.x.fail(Failure.LOSE_ANSWER)
    [ticket] = stage.dispatcher._mark(stage.dispatcher._claim(1))
    stage.dispatcher._send(ticket)
    someone_else(stage)
    read_back(stage)
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED
    assert len(stage.x.accepted) == 1


def test_after_the_answer_and_before_it_is_kept(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    [ticket] = stage.dispatcher._mark(stage.dispatcher._claim(1))
    stage.dispatcher._send(ticket)
    someone_else(stage)
    read_back(stage)
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED
    assert len(stage.x.accepted) == 1
    assert [attempt.outcome for attempt in stage.attempts(number)] == [Outcome.PUBLISHED]


def test_asleep_for_five_minutes_after_the_mark(stage: Stage) -> None:
    number = stage.scheduled()
    stage.later(hours=1)
    [ticket] = stage.dispatcher._mark(stage.dispatcher._claim(1))
    stage.later(minutes=5)
    stage.dispatcher._send(ticket)
    assert stage.x.accepted == []
    stage.sweep()
    stage.reconcile()
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED
    assert len(stage.x.accepted) == 1
