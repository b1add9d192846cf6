"""A clock that jumps stops the send, is believed again by itself, and never makes a post early."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.lib.clock import VirtualClock
from outreach.lib.steady import EVEN_FOR, JUMP, Look, Watch, WatchedClock, look, safe

START = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
FAR = st.integers(31, 100_000) | st.integers(-100_000, -31)


class Machine:
    """Two clocks moved by hand: one that can be set, one that cannot."""

    def __init__(self) -> None:
        self.wall = VirtualClock(START)
        self.steady = 0.0
        self.watched = WatchedClock(self.wall, lambda: self.steady)

    def run(self, seconds: float, *, every: float = 1.0) -> None:
        """Let time pass, with a look now and then."""
        for _ in range(int(seconds / every)):
            self.wall.advance(timedelta(seconds=every))
            self.steady += every
            self.watched.now()

    def set(self, by: float) -> None:
        self.wall.advance(timedelta(seconds=by))

    @property
    def truth(self) -> datetime:
        return START + timedelta(seconds=self.steady)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@given(FAR)
def test_a_jump_stops_the_send(by: int) -> None:
    machine = Machine()
    machine.run(10)
    machine.set(by)
    assert machine.watched.jumped
    assert "nothing is sent" in machine.watched.sentence


@given(st.integers(-30, 30))
def test_what_a_time_server_mends_stops_nothing(by: int) -> None:
    machine = Machine()
    machine.set(by)
    machine.run(5)
    assert not machine.watched.jumped


MOVES = st.tuples(st.integers(-5_000, 5_000).filter(lambda by: abs(by) > 2), st.integers(1, 50))


@given(st.lists(MOVES, max_size=8))
def test_no_post_is_early_while_the_clock_is_set_to_and_fro(moves: list[tuple[int, int]]) -> None:
    """However it is set, in any order, within the time it would have to run evenly."""
    machine = Machine()
    for by, seconds in moves:
        machine.set(by)
        machine.run(seconds)
        assert machine.watched.now() <= machine.truth + timedelta(seconds=0.5)


@given(FAR)
def test_it_recovers_by_itself_once_the_clock_runs_evenly(by: int) -> None:
    machine = Machine()
    machine.set(by)
    machine.watched.now()
    machine.run(EVEN_FOR.total_seconds() - 1)
    assert machine.watched.jumped
    machine.run(1)
    assert not machine.watched.jumped
    assert machine.watched.now() == machine.wall.now()


def test_setting_it_right_again_is_believed_at_once(machine: Machine) -> None:
    machine.set(3600)
    assert machine.watched.jumped
    machine.set(-3600)
    assert not machine.watched.jumped


def test_many_small_steps_are_a_jump_too(machine: Machine) -> None:
    for _ in range(20):
        machine.set(5)
        machine.run(2)
    assert machine.watched.jumped


def test_a_slow_drift_is_followed(machine: Machine) -> None:
    for _ in range(20_000):
        machine.set(0.0005)
        machine.run(1)
    assert machine.watched.now() == machine.wall.now()


@given(FAR, st.integers(-30, 30))
def test_another_clock_that_agrees_ends_it_at_once(by: int, apart: int) -> None:
    machine = Machine()
    machine.set(by)
    assert machine.watched.jumped
    machine.watched.compare(machine.wall.now() + timedelta(seconds=apart))
    assert not machine.watched.jumped


@given(FAR)
def test_another_clock_that_does_not_agree_is_believed_instead(by: int) -> None:
    machine = Machine()
    machine.set(by)
    for _ in range(20):
        machine.watched.compare(machine.truth)
        machine.run(5)
        assert machine.watched.jumped
        assert machine.watched.now() <= machine.truth


@given(st.floats(0, 1e6), st.integers(-100_000, 100_000))
def test_the_safe_time_is_never_ahead_of_either_clock(steady: float, off: int) -> None:
    before = Watch(Look(START, 0.0))
    now = Look(START + timedelta(seconds=steady + off), steady)
    after = look(before, now)
    assert safe(after, now) <= min(now.wall, before.good.later(steady) + JUMP)
