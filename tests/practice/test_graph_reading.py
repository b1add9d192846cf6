"""facebook-sdk reads Pages and Instagram accounts back: fields, lists, and numbers."""

from datetime import UTC, datetime, timedelta

import facebook
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.lib.clock import VirtualClock
from outreach.practice import counters
from outreach.practice.answers import Refusal
from outreach.practice.graph.fields import Field, parse
from practice.clients import Graph, error_of

STORY = "Officers and students planted a garden together, and you can join us."


def refusal(call, *args: object, **params: object) -> tuple[int, int | None]:
    with pytest.raises(facebook.GraphAPIError) as refused:
        call(*args, **params)
    return error_of(refused.value)


@pytest.mark.network
def test_lists_come_in_pages(graph: Graph, clock: VirtualClock) -> None:
    made = []
    for number in range(7):
        made.append(graph.put_object("me", "feed", message=f"Post {number}")["id"])
        clock.advance(timedelta(minutes=1))
    walked = [post["id"] for post in graph.get_all_connections("me", "published_posts", limit="3")]
    assert walked == made[::-1]
    first = graph.get_connections("me", "feed", limit="3")
    after = first["paging"]["cursors"]["after"]
    second = graph.get_connections("me", "feed", limit="3", after=after)
    back = graph.get_connections(
        "me", "feed", limit="3", before=second["paging"]["cursors"]["before"]
    )
    assert [post["id"] for post in back["data"]] == made[:-4:-1]
    assert refusal(graph.get_connections, "me", "feed", after="made-up") == (100, None)


@pytest.mark.network
def test_a_list_may_be_bounded_in_time(graph: Graph, clock: VirtualClock) -> None:
    graph.put_object("me", "feed", message="Before")
    clock.advance(timedelta(minutes=1))
    since = str(int(clock.now().timestamp()))
    graph.put_object("me", "feed", message="After")
    found = graph.get_connections("me", "published_posts", since=since)["data"]
    assert [post["message"] for post in found] == ["After"]


@pytest.mark.network
def test_a_page_names_its_instagram_account(graph: Graph, on_instagram) -> None:
    told = graph.get_object("me", fields="username,instagram_business_account")
    assert told["instagram_business_account"] == {"id": on_instagram.stable_id}
    assert told["username"] == "maplefallspd"


@pytest.mark.network
@pytest.mark.parametrize("fields", ["colour", "id,,name", "name{", "name)", "comments.limit"])
def test_it_rejects_fields_a_page_does_not_have(graph: Graph, fields: str) -> None:
    assert refusal(graph.get_object, "me", fields=fields) == (100, None)


@pytest.mark.network
def test_a_posts_numbers_are_those_of_the_town(graph, town, clock, later: datetime) -> None:
    post_id = graph.put_object("me", "feed", message=STORY)["id"]
    clock.set(later)
    counted = counters.post_counters(town.store, post_id, later)
    assert counted.people > 0
    names = "post_media_view,post_total_media_view_unique,post_clicks"
    told = {one["name"]: one["values"][0]["value"] for one in graph.insights(post_id, names)}
    assert told["post_media_view"] == counted.views
    assert told["post_total_media_view_unique"] == counted.people
    summary = "reactions.limit(0).summary(true),comments.limit(0).summary(true)"
    plain = graph.get_object(post_id, fields=summary)
    assert plain["reactions"]["summary"]["total_count"] == counted.likes
    assert plain["comments"]["summary"]["total_count"] == counted.replies


@pytest.mark.network
def test_views_are_told_apart_by_following(graph, town, clock, later: datetime) -> None:
    post_id = graph.put_object("me", "feed", message=STORY)["id"]
    clock.set(later)
    counted = counters.post_counters(town.store, post_id, later)
    (one,) = graph.insights(post_id, "post_media_view", breakdown="is_from_followers")
    told = {value["is_from_followers"]: value["value"] for value in one["values"]}
    assert told == {"1": counted.views_by_followers, "0": counted.views_by_strangers}


@pytest.mark.network
def test_a_post_may_refuse_the_breakdown(graph: Graph, world, on_facebook) -> None:
    world.switch(on_facebook, post_breakdown=False)
    post_id = graph.put_object("me", "feed", message=STORY)["id"]
    asked = {"breakdown": "is_from_followers"}
    assert refusal(graph.insights, post_id, "post_media_view", **asked) == (100, None)
    assert graph.insights(post_id, "post_media_view")


@pytest.mark.network
@pytest.mark.parametrize("metric", ["post_impressions", "post_media_view,post_engaged_users", ""])
def test_one_dead_name_fails_the_whole_request(graph: Graph, metric: str) -> None:
    post_id = graph.put_object("me", "feed", message=STORY)["id"]
    assert refusal(graph.insights, post_id, metric) == (100, None)


@pytest.mark.network
def test_a_pages_days_end_at_pacific_midnight(graph, town, on_facebook) -> None:
    since, until = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)
    days = {"since": str(int(since.timestamp())), "until": str(int(until.timestamp()))}
    (told,) = graph.insights("me", "page_total_media_view_unique", period="week", **days)
    ends = [value["end_time"] for value in told["values"]]
    assert ends == [f"2026-11-{day}T08:00:00+0000" for day in (20, 21, 22, 23)]
    end = datetime(2026, 11, 22, 8, tzinfo=UTC)
    counted = counters.account_window(
        town.store, on_facebook, since=end - timedelta(days=7), until=end
    )
    assert told["values"][2]["value"] == counted.people > 0


@pytest.mark.network
def test_follows_are_told_by_day(graph, town, on_facebook) -> None:
    end = datetime(2026, 11, 23, 8, tzinfo=UTC)
    names = "page_follows,page_daily_follows_unique,page_daily_unfollows_unique"
    told = {one["name"]: one["values"][-1]["value"] for one in graph.insights("me", names)}
    changes = counters.follower_changes(
        town.store, on_facebook, since=end - timedelta(days=1), until=end
    )
    assert told == {
        "page_follows": counters.followers(town.store, on_facebook, end),
        "page_daily_follows_unique": changes.gained,
        "page_daily_unfollows_unique": changes.lost,
    }


@pytest.mark.network
def test_a_small_page_is_told_nothing(graph, town, on_facebook) -> None:
    town.switch(on_facebook, least_audience=10_000)
    post_id = graph.put_object("me", "feed", message=STORY)["id"]
    assert graph.insights("me", "page_media_view") == []
    names = "post_media_view,post_total_media_view_unique"
    assert [one["name"] for one in graph.insights(post_id, names)] == ["post_media_view"]


@pytest.mark.network
def test_insights_may_lag(graph, town, on_facebook, clock, later: datetime) -> None:
    post_id = graph.put_object("me", "feed", message=STORY)["id"]
    clock.set(later)
    town.switch(on_facebook, insights_late=48)
    (told,) = graph.insights(post_id, "post_media_view")
    then = counters.post_counters(town.store, post_id, later - timedelta(hours=48))
    now = counters.post_counters(town.store, post_id, later)
    assert told["values"][0]["value"] == then.views < now.views


@pytest.mark.network
def test_it_rejects_more_than_ninety_days(graph: Graph) -> None:
    asked = {"since": "2026-08-01", "until": "2026-11-01"}
    assert refusal(graph.insights, "me", "page_media_view", **asked) == (100, None)


@pytest.mark.network
def test_instagram_reach_is_told_apart(graph, town, on_instagram, clock) -> None:
    since = clock.now() - timedelta(days=7)
    (told,) = graph.insights(
        on_instagram.stable_id,
        "reach",
        period="day",
        metric_type="total_value",
        breakdown="follow_type",
        since=str(int(since.timestamp())),
        until=str(int(clock.now().timestamp())),
    )
    counted = counters.account_window(town.store, on_instagram, since=since, until=clock.now())
    (split,) = told["total_value"]["breakdowns"]
    parts = {part["dimension_values"][0]: part["value"] for part in split["results"]}
    assert told["total_value"]["value"] == counted.people > 0
    assert parts == {"FOLLOWER": counted.people_following, "NON_FOLLOWER": counted.people_strange}


@pytest.mark.network
def test_instagram_media_have_numbers(graph, town, on_instagram, clock) -> None:
    asked = "caption,timestamp,permalink,like_count,comments_count,media_type,username"
    media = graph.get_connections(on_instagram.stable_id, "media", fields=asked)["data"]
    oldest = media[-1]
    counted = counters.post_counters(town.store, oldest["id"], clock.now())
    numbers = graph.insights(oldest["id"], "reach,views,saved,follows,total_interactions")
    told = {one["name"]: one["values"][0]["value"] for one in numbers}
    assert oldest["like_count"] == counted.likes
    assert (told["reach"], told["views"]) == (counted.people, counted.views)
    assert told["saved"] == counted.saves


@pytest.mark.network
def test_instagram_media_may_be_bounded_in_time(graph, town, on_instagram, clock) -> None:
    since = clock.now() - timedelta(days=3)
    asked = {"since": str(int(since.timestamp())), "fields": "timestamp"}
    media = graph.get_connections(on_instagram.stable_id, "media", **asked)["data"]
    assert media
    assert all(one["timestamp"] >= f"{since:%Y-%m-%dT%H:%M:%S}" for one in media)


@pytest.mark.network
def test_instagram_follows_and_unfollows_are_two_numbers(graph, town, on_instagram, clock) -> None:
    asked = {"period": "day", "metric_type": "total_value", "breakdown": "follow_type"}
    (told,) = graph.insights(on_instagram.stable_id, "follows_and_unfollows", **asked)
    changes = counters.follower_changes(
        town.store, on_instagram, since=clock.now() - timedelta(days=1), until=clock.now()
    )
    (split,) = told["total_value"]["breakdowns"]
    assert [part["value"] for part in split["results"]] == [changes.gained, changes.lost]
    followers = graph.insights(on_instagram.stable_id, "follower_count", period="day")
    assert followers[0]["values"][0]["value"] == changes.gained


@pytest.mark.network
@pytest.mark.parametrize(
    "params",
    [
        {"metric": "impressions", "period": "day"},
        {"metric": "reach"},
        {"metric": "reach", "period": "day"},
        {
            "metric": "likes",
            "period": "day",
            "metric_type": "total_value",
            "breakdown": "follow_type",
        },
        {"metric": "reach", "period": "day", "since": "2026-09-01", "until": "2026-11-01"},
    ],
)
def test_it_rejects_what_instagram_does_not_offer(graph, on_instagram, params) -> None:
    asked = {"metric_type": "total_value"} | params if "since" in params else params
    assert refusal(graph.insights, on_instagram.stable_id, **asked) == (100, None)


@pytest.mark.network
def test_instagram_is_not_published_to(graph: Graph, on_instagram) -> None:
    call = graph.put_object
    assert refusal(call, on_instagram.stable_id, "media", caption="Words") == (100, 33)


def test_fields_are_read_as_the_graph_spells_them() -> None:
    assert parse("id, attachments{media{image},target},comments.limit(0).summary(true)") == (
        Field("id"),
        Field("attachments", {}, (Field("media", {}, (Field("image"),)), Field("target"))),
        Field("comments", {"limit": "0", "summary": "true"}),
    )


@given(st.text("ab,{}.() ", max_size=20))
def test_any_fields_are_read_or_refused(text: str) -> None:
    try:
        fields = parse(text)
    except Refusal as refusal:
        assert refusal.answer.status == 400
    else:
        assert fields
        assert all(field.name for field in fields)
