"""When a post's numbers are asked, and what is done about ages that passed unasked."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outreach.audience import ages
from outreach.audience.ages import DAY, HOUR, Asked

PUBLISHED = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)
instants = st.integers(0, 366 * DAY).map(lambda count: PUBLISHED + timedelta(minutes=count))
minutes = st.integers(0, 60 * DAY)


def after(count: float) -> datetime:
    return PUBLISHED + timedelta(minutes=count)


def test_nothing_is_asked_before_the_first_age() -> None:
    assert ages.due(PUBLISHED, {}, after(14)) is None
    assert ages.due(PUBLISHED, {}, after(15)) == 15


def test_ages_that_passed_unasked_are_left_out() -> None:
    asked = {15: Asked(after(15), failed=False)}
    assert ages.due(PUBLISHED, asked, after(5 * HOUR)) == 4 * HOUR


def test_an_age_that_was_answered_is_not_asked_again() -> None:
    asked = {DAY: Asked(after(DAY), failed=False)}
    assert ages.due(PUBLISHED, asked, after(2 * DAY - 1)) is None
    assert ages.due(PUBLISHED, asked, after(2 * DAY)) == 2 * DAY


def test_a_failure_is_asked_again_after_a_pause_until_it_would_be_late() -> None:
    asked = {DAY: Asked(after(DAY), failed=True)}
    pause = ages.pause(DAY)
    assert ages.due(PUBLISHED, asked, after(DAY) + pause - timedelta(minutes=1)) is None
    assert ages.due(PUBLISHED, asked, after(DAY) + pause) == DAY
    assert ages.due(PUBLISHED, asked, after(1.6 * DAY)) is None


def test_late_means_nearer_to_the_next_age() -> None:
    assert not ages.late(PUBLISHED, DAY, after(1.5 * DAY))
    assert ages.late(PUBLISHED, DAY, after(1.5 * DAY + 1))


def test_an_old_post_keeps_the_numbers_it_has() -> None:
    assert ages.due(PUBLISHED, {}, after(35 * DAY)) == 28 * DAY
    assert ages.due(PUBLISHED, {}, after(35 * DAY + 1)) is None


@given(minutes)
def test_the_age_asked_for_was_reached_and_the_next_was_not(passed: int) -> None:
    age = ages.due(PUBLISHED, {}, after(passed))
    if age is not None:
        assert age <= passed
        assert all(later > passed for later in ages.AGES if later > age)


@given(st.lists(minutes, min_size=1))
def test_however_often_it_is_asked_no_age_is_asked_twice(passes: list[int]) -> None:
    asked: dict[int, Asked] = {}
    for passed in sorted(passes):
        age = ages.due(PUBLISHED, asked, after(passed))
        assert age not in asked
        if age is not None:
            asked[age] = Asked(after(passed), failed=False)


@given(instants)
def test_watching_the_first_day_closely_adds_no_day_that_x_charges_for(at: datetime) -> None:
    days = {(at + timedelta(minutes=age)).date() for age in ages.AGES if age >= DAY}
    close = {(at + timedelta(minutes=age)).date() for age in ages.AGES if age < DAY}
    assert close <= days | {at.date()}
