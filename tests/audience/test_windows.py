"""Asking each account for its daily windows and follower totals."""

from datetime import date, datetime, timedelta

from audience.riverton import FACEBOOK, Town, X, told, untold
from outreach.audience.days import A_PASS
from outreach.platforms import ReadingState, TryLater

#: Nine in the morning of the 23rd in Phoenix, so the last day that is over.
YESTERDAY = date(2026, 11, 22)
NO_WINDOWS = untold("reach", ReadingState.NOT_OFFERED, days=1)


def back(days: int) -> date:
    return YESTERDAY - timedelta(days=days)


def test_the_day_asked_for_is_the_agencys_own(town: Town, now: datetime) -> None:
    town.capture_windows(now.replace(hour=6))  # still the evening of the 22nd in Phoenix
    assert town.platforms[X].asked_days[0] == back(1)


def test_windows_are_kept_under_their_day_and_length(town: Town, now: datetime) -> None:
    town.platforms[FACEBOOK].days[YESTERDAY] = [
        told("reach", 120, days=1),
        told("reach", 900, days=28),
        told("followers", 4_100),
    ]
    town.capture_windows(now)
    kept = {
        (row.metric, row.days): row.value
        for row in town.windows()
        if row.account_id == town.account_id(FACEBOOK) and row.ends_on == YESTERDAY
    }
    assert kept == {("reach", 1): 120, ("reach", 28): 900, ("followers", 0): 4_100}


def test_a_new_account_is_asked_backwards_until_a_day_tells_nothing(
    town: Town, now: datetime
) -> None:
    page = town.platforms[FACEBOOK]
    page.days = {back(days): [told("reach", 10 + days, days=1)] for days in range(20)}
    page.days[back(20)] = [NO_WINDOWS]
    asked = []
    for _ in range(3):
        town.capture_windows(now)
        asked.append(len(page.asked_days))
    assert asked == [A_PASS, 21, 21]
    assert {row.ends_on for row in town.windows() if row.value} == set(page.days) - {back(20)}


def test_a_total_is_never_kept_as_one_of_the_past(town: Town, now: datetime) -> None:
    town.platforms[FACEBOOK].always = [told("followers", 4_100), told("reach", 10, days=1)]
    town.capture_windows(now)
    totals = [row for row in town.windows() if row.metric == "followers"]
    assert [row.ends_on for row in totals] == [YESTERDAY]


def test_a_day_is_asked_once(town: Town, now: datetime) -> None:
    town.platforms[X].always = [told("followers", 900), NO_WINDOWS]
    town.capture_windows(now)
    before = len(town.platforms[X].asked_days)
    town.capture_windows(now + timedelta(hours=12))
    assert len(town.platforms[X].asked_days) == before
    town.capture_windows(now + timedelta(days=1))
    assert town.platforms[X].asked_days[-1] == YESTERDAY + timedelta(days=1)


def test_an_account_that_fails_never_costs_the_others(town: Town, now: datetime) -> None:
    town.platforms[X].fault = TryLater("X asked to wait.")
    town.platforms[FACEBOOK].days[YESTERDAY] = [told("followers", 4_100)]
    assert town.capture_windows(now).untold == 1
    kept = {row.account_id: row for row in town.windows() if row.ends_on == YESTERDAY}
    assert kept[town.account_id(X)].state is ReadingState.FAILED
    assert kept[town.account_id(X)].why == "X asked to wait."
    assert kept[town.account_id(FACEBOOK)].value == 4_100


def test_a_failed_day_is_mended_later(town: Town, now: datetime) -> None:
    town.platforms[X].fault = TryLater("X asked to wait.")
    town.capture_windows(now)
    town.platforms[X].fault = None
    town.platforms[X].always = [told("followers", 900), NO_WINDOWS]
    town.capture_windows(now + timedelta(hours=7))
    kept = [row for row in town.windows() if row.account_id == town.account_id(X)]
    assert ReadingState.FAILED not in {row.state for row in kept}
    assert 900 in {row.value for row in kept}


def test_an_account_a_person_disconnected_is_left_alone(town: Town, now: datetime) -> None:
    town.disconnect(X, now)
    town.capture_windows(now)
    assert town.platforms[X].asked_days == []
