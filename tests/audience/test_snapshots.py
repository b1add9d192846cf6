"""Asking for the numbers of published posts and keeping what was told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from audience.riverton import FACEBOOK, HANDOFF, Town, X, told, untold
from outreach import delivery
from outreach.platforms import ReadingState, Refused, Split

DAY = timedelta(days=1)
STATES = ReadingState


def a_day_ago(town: Town, now: datetime) -> str:
    """A post on X that is a day old, of which X will tell three things."""
    post = town.publish(X, now - DAY)
    town.platforms[X].numbers[post] = [
        told("impressions", 1_204, post),
        told("likes", 0, post),
        untold("reach", STATES.NOT_OFFERED, post),
    ]
    return post


def test_what_was_told_is_kept_with_its_age_and_moment(town: Town, now: datetime) -> None:
    a_day_ago(town, now)
    town.capture(now)
    kept = {row.metric: row for row in town.snapshots()}
    assert (kept["impressions"].value, kept["impressions"].age_minutes) == (1_204, 1_440)
    assert kept["impressions"].asked_at == now


def test_zero_withheld_not_offered_and_failed_are_four_things(town: Town, now: datetime) -> None:
    post = town.publish(FACEBOOK, now - DAY)
    town.platforms[FACEBOOK].numbers[post] = [
        told("comments", 0, post),
        untold("reach", STATES.WITHHELD, post, why="Facebook keeps it back under 100 likes."),
        untold("saves", STATES.NOT_OFFERED, post),
        untold("views", STATES.FAILED, post),
    ]
    town.capture(now)
    kept = {row.metric: (row.state, row.value) for row in town.snapshots()}
    assert kept["comments"] == (STATES.VALUE, 0)
    assert kept["reach"] == (STATES.WITHHELD, None)
    assert kept["saves"] == (STATES.NOT_OFFERED, None)
    assert kept["views"] == (STATES.FAILED, None)


@pytest.mark.parametrize("state", sorted(set(delivery.State) - {delivery.State.PUBLISHED}, key=str))
def test_only_published_posts_are_asked_for(
    town: Town, now: datetime, state: delivery.State
) -> None:
    town.publish(X, now - DAY, state=state)
    assert town.capture(now).posts == 0


def test_a_post_made_by_hand_is_never_asked_for(town: Town, now: datetime) -> None:
    town.publish(HANDOFF, now - DAY)
    assert town.capture(now).posts == 0


def test_one_question_carries_all_posts_of_an_account(town: Town, now: datetime) -> None:
    posts = tuple(town.publish(X, now - DAY * age) for age in (3, 2, 1))
    town.capture(now)
    assert town.platforms[X].asked == [posts]


def test_a_second_pass_asks_nothing_until_the_next_age(town: Town, now: datetime) -> None:
    a_day_ago(town, now)
    town.capture(now)
    assert town.capture(now + timedelta(hours=23)).posts == 0
    assert town.capture(now + DAY).posts == 1


@pytest.mark.parametrize("fault", [Refused("X said no. Look at the account."), KeyError("data")])
def test_an_account_that_fails_never_costs_the_others(
    town: Town, now: datetime, fault: Exception
) -> None:
    town.publish(X, now - DAY)
    other = town.publish(FACEBOOK, now - DAY)
    town.platforms[X].fault = fault
    town.platforms[FACEBOOK].numbers[other] = [told("views", 88, other)]
    assert town.capture(now).untold == 1
    kept = {row.metric: row for row in town.snapshots()}
    assert kept["views"].value == 88
    assert kept["impressions"].state is STATES.FAILED
    assert kept["impressions"].why


def test_a_failure_is_mended_by_a_later_answer_of_the_same_age(town: Town, now: datetime) -> None:
    a_day_ago(town, now)
    town.platforms[X].fault = Refused("Not now.")
    town.capture(now)
    town.platforms[X].fault = None
    later = now + timedelta(hours=4)
    town.capture(later)
    kept = {row.metric: row for row in town.snapshots()}
    assert (kept["impressions"].value, kept["impressions"].asked_at) == (1_204, later)
    assert kept["reach"].state is STATES.NOT_OFFERED


def test_what_was_told_is_never_written_over(town: Town, now: datetime) -> None:
    post = a_day_ago(town, now)
    readings = town.platforms[X].numbers[post]
    town.platforms[X].numbers[post] = [*readings, untold("quotes", STATES.FAILED, post)]
    town.capture(now)
    town.platforms[X].numbers[post] = [told("impressions", 9_999, post)]
    town.capture(now + timedelta(hours=4))
    assert {row.value for row in town.snapshots() if row.metric == "impressions"} == {1_204}


def test_a_post_the_answer_leaves_out_is_kept_as_failed(town: Town, now: datetime) -> None:
    a_day_ago(town, now)
    left_out = town.publish(X, now - DAY)
    town.capture(now)
    failed = [row for row in town.snapshots() if row.state is STATES.FAILED]
    assert {row.metric for row in failed} == {"impressions", "reach"}
    assert left_out in town.platforms[X].asked[0]


def test_a_disconnected_account_is_not_asked_and_says_so(town: Town, now: datetime) -> None:
    a_day_ago(town, now)
    town.disconnect(X, now)
    town.capture(now)
    assert town.platforms[X].asked == []
    assert "was not connected" in town.snapshots()[0].why


def test_two_workers_at_once_keep_every_number_once(town: Town, now: datetime) -> None:
    for age in range(1, 6):
        post = town.publish(FACEBOOK, now - DAY * age)
        town.platforms[FACEBOOK].numbers[post] = [
            told("views", 10 * age, post),
            told("views", 4 * age, post, split=Split.FOLLOWERS),
            told("views", 6 * age, post, split=Split.NON_FOLLOWERS),
        ]
    with ThreadPoolExecutor(2) as workers:
        list(workers.map(lambda _: town.capture(now), range(4)))
    keys = [(row.placement_id, row.age_minutes, row.metric, row.split) for row in town.snapshots()]
    assert len(keys) == len(set(keys)) == 15


def test_no_transaction_is_open_while_a_platform_is_asked(town: Town, now: datetime) -> None:
    post = a_day_ago(town, now)

    class Nosy(type(town.platforms[X])):  # type: ignore[misc]
        def measure_posts(self, *args: object, **kwargs: object) -> list[object]:
            town.publish(FACEBOOK, now)
            return super().measure_posts(*args, **kwargs)

    nosy = Nosy(X, numbers=town.platforms[X].numbers)
    town.platforms[X] = nosy
    assert town.capture(now).kept == len(nosy.numbers[post])
