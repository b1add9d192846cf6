"""The pure parts: the table of ways, the decision, the waits."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outreach.delivery import backoff
from outreach.delivery.decisions import Facts, Send, Stop, decide
from outreach.delivery.states import ENDED, WAYS, State, Who, may

NOW = datetime(2026, 11, 23, 16, tzinfo=UTC)

facts = st.builds(
    Facts,
    now=st.just(NOW),
    due_at=st.integers(-10_000, 0).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    window_for=st.integers(1, 500).map(lambda minutes: timedelta(minutes=minutes)),
    hold=st.none() | st.just("held"),
    account_ready=st.booleans(),
    by_hand=st.booleans(),
    unapproved=st.none() | st.just("no yes"),
    blocked=st.none() | st.just("blocked"),
    damaged=st.none() | st.just("damaged"),
)


@given(facts)
def test_nothing_is_sent_that_has_a_reason_not_to_be(given: Facts) -> None:
    on_time = given.now <= given.due_at + given.window_for
    clear = given.account_ready and given.unapproved is None and on_time and not given.by_hand
    reasons = (given.hold, given.blocked, given.damaged)
    assert isinstance(decide(given), Send) == (clear and not any(reasons))


@given(facts)
def test_a_hold_comes_before_every_other_reason(given: Facts) -> None:
    if given.hold is not None:
        assert decide(given) == Stop(State.HELD, "held")


@given(facts)
def test_every_stop_is_a_way_the_dispatcher_may_take(given: Facts) -> None:
    decision = decide(given)
    if isinstance(decision, Stop):
        assert may(State.CLAIMED, decision.goal, Who.DISPATCHER)


def test_every_state_can_be_left_or_is_an_end() -> None:
    left = {way.origin for way in WAYS}
    assert set(State) - left == ENDED


def test_every_state_can_be_reached() -> None:
    reached, front = {State.DRAFT}, {State.DRAFT}
    while front:
        front = {way.goal for way in WAYS if way.origin in front} - reached
        reached |= front
    assert reached == set(State)


def test_what_may_be_out_never_goes_back_without_proof() -> None:
    """From unknown the only ways lead through reading the account or through its own late
    answer.
    """
    assert {(way.goal, way.who) for way in WAYS if way.origin is State.UNKNOWN} == {
        (State.PUBLISHED, Who.SENDER),
        (State.RECONCILING, Who.RECONCILER),
    }


def test_what_is_out_stays_out() -> None:
    assert [way for way in WAYS if way.origin is State.PUBLISHED] == []


@given(st.integers(0, 20), st.none() | st.integers(-5000, 50_000))
def test_a_retry_is_never_before_the_time_the_platform_asked_for(
    attempts: int, seconds: int | None
) -> None:
    asked = None if seconds is None else NOW + timedelta(seconds=seconds)
    again = backoff.retry_at(attempts, NOW, asked)
    if again is None:
        assert attempts >= backoff.MOST
    else:
        assert again >= NOW
        if asked is not None:
            assert again >= min(asked, NOW + backoff.LONGEST)


@given(st.integers(0, 20), st.none() | st.integers(-5000, 50_000))
def test_a_retry_is_never_at_once(attempts: int, seconds: int | None) -> None:
    """A reset that has passed by our clock would otherwise be asked for again without end."""
    asked = None if seconds is None else NOW + timedelta(seconds=seconds)
    again = backoff.retry_at(attempts, NOW, asked)
    assert again is None or again >= NOW + backoff.WAITS[0]


def test_reading_again_ends_within_about_an_hour() -> None:
    waits, reads = timedelta(0), 0
    while (again := backoff.read_again_at(reads, NOW)) is not None:
        waits, reads = waits + (again - NOW), reads + 1
    assert timedelta(minutes=50) < waits < timedelta(minutes=70)
