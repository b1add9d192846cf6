"""Which days an account's windows are asked for."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outreach.audience.days import A_PASS, KEPT_FOR_DAYS, PAUSE, Day, Told, last_full_day, to_ask

NEWEST = date(2026, 11, 22)


def back(days: int) -> date:
    return NEWEST - timedelta(days=days)


def test_the_newest_day_is_the_last_that_is_over() -> None:
    assert last_full_day(date(2026, 11, 23)) == NEWEST


def test_a_new_account_is_asked_backwards_a_few_days_a_pass(now: datetime) -> None:
    assert to_ask({}, NEWEST, now) == tuple(back(days) for days in range(A_PASS))


def test_asking_goes_on_where_the_last_pass_stopped(now: datetime) -> None:
    known = {back(days): Day(Told.SOMETHING, now) for days in range(A_PASS)}
    assert to_ask(known, NEWEST, now)[0] == back(A_PASS)


def test_a_day_without_any_number_ends_the_way_back(now: datetime) -> None:
    known = {NEWEST: Day(Told.SOMETHING, now), back(1): Day(Told.NOTHING, now)}
    assert to_ask(known, NEWEST, now) == ()


def test_a_gap_is_filled_later(now: datetime) -> None:
    known = {back(days): Day(Told.SOMETHING, now) for days in range(KEPT_FOR_DAYS) if days != 3}
    assert to_ask(known, NEWEST, now) == (back(3),)


def test_a_failed_day_is_asked_again_after_a_pause_and_not_for_ever(now: datetime) -> None:
    known = {back(days): Day(Told.FAILED, now) for days in range(KEPT_FOR_DAYS)}
    assert to_ask(known, NEWEST, now + PAUSE - timedelta(seconds=1)) == ()
    assert to_ask(known, NEWEST, now + PAUSE) == tuple(back(days) for days in range(7))


@given(st.dictionaries(st.integers(0, 120), st.sampled_from(Told)))
def test_no_day_is_asked_twice_or_from_before_platforms_keep_them(told: dict[int, Told]) -> None:
    asked_at = datetime.fromisoformat("2026-11-23T16:00:00+00:00")
    known = {back(days): Day(what, asked_at) for days, what in told.items()}
    asked = to_ask(known, NEWEST, asked_at)
    assert not set(asked) & set(known)
    assert all(back(KEPT_FOR_DAYS) < day <= NEWEST for day in asked)
    assert len(asked) <= A_PASS
