"""Facebook: the numbers of posts and Pages, and why some are missing."""

from collections.abc import Callable

import pytest

from outreach.platforms import NeedsSignIn, PlatformName, Reading, ReadingState, Split
from outreach.platforms.facebook import Facebook
from platforms.cast import NOW, TIMEOUT
from platforms.graph_stub import ODD, answers, complaint
from platforms.stub import SILENCE, Asked, Reply, serving

pytestmark = pytest.mark.network


def insight(name: str, *values: object, **more: object) -> dict[str, object]:
    return {"name": name, "values": [{"value": value, **more} for value in values]}


POST_NUMBERS = {
    "post_media_view": insight("post_media_view", 900),
    "post_total_media_view_unique": insight("post_total_media_view_unique", 700),
    "post_reactions_by_type_total": insight("post_reactions_by_type_total", {"like": 5, "love": 2}),
    "post_reactions_like_total": insight("post_reactions_like_total", 5),
    "post_activity_by_action_type": insight("post_activity_by_action_type", {"share": 3}),
    "post_clicks_by_type": insight("post_clicks_by_type", {"link clicks": 4, "other clicks": 9}),
}
BY_FOLLOWERS = {
    "name": "post_media_view",
    "values": [
        {"value": 600, "is_from_followers": "1"},
        {"value": 300, "is_from_followers": "0"},
    ],
}


def told_numbers(asked: Asked, *, dead: tuple[str, ...] = (), split: bool = True) -> Reply:
    """Insights as the Graph gives them: one dead name and the whole request is refused."""
    names = asked.query["metric"].split(",")
    if "breakdown" in asked.query:
        return Reply(200, {"data": [BY_FOLLOWERS]}) if split else complaint(100, "(#100) breakdown")
    if set(names) & set(dead):
        return complaint(100, "(#100) The value must be a valid insights metric")
    return Reply(200, {"data": [POST_NUMBERS[name] for name in names]})


def measure(answer: Reply | Callable[[Asked], Reply]) -> dict[tuple[str, Split], object]:
    with serving(answers(insights=answer)) as stub:
        account = stub.account(PlatformName.FACEBOOK)
        readings = Facebook(TIMEOUT).measure_posts(account, ("7_1",), now=NOW)
    return {(one.metric, one.split): value(one) for one in readings}


def value(one: Reading) -> object:
    assert (one.value is None) is (one.state is not ReadingState.VALUE)
    return one.value if one.state is ReadingState.VALUE else one.state


def test_numbers_of_a_post_are_told_with_who_follows() -> None:
    numbers = measure(told_numbers)
    assert numbers["views", Split.ALL] == 900
    assert numbers["views", Split.FOLLOWERS] == 600
    assert numbers["views", Split.NON_FOLLOWERS] == 300
    assert numbers["reach", Split.ALL] == 700
    assert numbers["reach", Split.FOLLOWERS] is ReadingState.NOT_OFFERED
    assert numbers["reactions", Split.ALL] == 7
    assert (numbers["shares", Split.ALL], numbers["comments", Split.ALL]) == (3, 0)
    assert numbers["link_clicks", Split.ALL] == 4


@pytest.mark.parametrize("name", POST_NUMBERS)
def test_one_dead_name_loses_no_other_number(name: str) -> None:
    numbers = measure(lambda asked: told_numbers(asked, dead=(name,)))
    dead = {key for key, found in numbers.items() if found is ReadingState.NOT_OFFERED}
    expected = {"post_media_view": 1, "post_activity_by_action_type": 2}.get(name, 1)
    assert len(dead) == expected + 2


def test_a_post_without_the_breakdown_still_has_its_views() -> None:
    numbers = measure(lambda asked: told_numbers(asked, split=False))
    assert numbers["views", Split.ALL] == 900
    assert numbers["views", Split.FOLLOWERS] is ReadingState.NOT_OFFERED


def test_what_a_small_page_is_not_told_is_withheld() -> None:
    assert set(measure(Reply(200, {"data": []})).values()) == {
        ReadingState.WITHHELD,
        ReadingState.NOT_OFFERED,
    }
    refused = measure(complaint(200, "(#200) Not enough people", status=403))
    assert refused["reach", Split.ALL] is ReadingState.WITHHELD


@pytest.mark.parametrize("reply", [Reply(500), SILENCE, ODD, complaint(2, "retry")], ids=str)
def test_numbers_that_could_not_be_asked_for_are_told_as_failed(reply: Reply) -> None:
    numbers = measure(reply)
    assert numbers["views", Split.ALL] is ReadingState.FAILED
    assert numbers["views", Split.FOLLOWERS] is ReadingState.FAILED


def test_expired_keys_stop_measuring() -> None:
    with pytest.raises(NeedsSignIn):
        measure(complaint(190, "expired", status=401))


def test_windows_of_a_page_end_with_the_asked_day() -> None:
    def turn(asked: Asked) -> Reply:
        days = {"day": 1, "week": 7, "days_28": 28}[asked.query["period"]]
        assert (asked.query["since"], asked.query["until"]) == ("2026-11-23", "2026-11-24")
        ends = [{"end_time": f"2026-11-{day}T08:00:00+0000"} for day in (23, 24)]
        values = [{"value": days, **ends[1]}]
        if "breakdown" in asked.query:
            values = [{"value": 1, "is_from_followers": flag, **ends[1]} for flag in "10"]
        early = {"value": 99, **ends[0]}
        names = asked.query["metric"].split(",")
        return Reply(200, {"data": [{"name": name, "values": [early, *values]} for name in names]})

    with serving(answers(insights=turn)) as stub:
        account = stub.account(PlatformName.FACEBOOK)
        readings = Facebook(TIMEOUT).measure_account(account, ends_on=NOW.date(), now=NOW)
    found = {(one.metric, one.days, one.split): value(one) for one in readings}
    assert len(found) == len(readings)
    assert [found["reach", days, Split.ALL] for days in (1, 7, 28)] == [1, 7, 28]
    assert found["views", 7, Split.NON_FOLLOWERS] == 1
    assert found["followers", None, Split.ALL] == 40
    assert found["followers_gained", 1, Split.ALL] == 1
    assert found["reach", 28, Split.FOLLOWERS] is ReadingState.NOT_OFFERED
