"""tweepy reads the practice X back: timelines, look-ups, accounts, numbers, in both generations."""

from datetime import datetime, timedelta

import pytest
import tweepy

from outreach import practice
from outreach.lib.clock import VirtualClock
from outreach.practice import counters
from practice.clients import X

pytestmark = pytest.mark.network


def timeline(x: X, account: practice.NetworkAccount, **asked: object) -> dict:
    return x.get_users_tweets(account.stable_id, user_auth=True, **asked)


def test_the_original_link_and_words_can_be_read_back(x: X, on_x) -> None:
    x.post("Tea & talk: https://example.org/tea?a=1&b=2")
    found = timeline(x, on_x, tweet_fields=["entities"])["data"][0]
    (link,) = found["entities"]["urls"]
    assert found["text"] == f"Tea &amp; talk: {link['url']}"
    assert found["text"][link["start"] : link["end"]] == link["url"]
    assert link["expanded_url"] == "https://example.org/tea?a=1&b=2"


def test_a_picture_adds_a_link_and_has_its_alternative(x: X, on_x) -> None:
    media_id = x.upload()
    x.describe(media_id, "A garden")
    x.post("Planting day", media_ids=[media_id])
    told = timeline(
        x,
        on_x,
        tweet_fields=["attachments", "entities"],
        media_fields=["alt_text"],
        expansions=["attachments.media_keys"],
    )
    (link,) = told["data"][0]["entities"]["urls"]
    assert told["data"][0]["text"] == f"Planting day {link['url']}"
    assert link["media_key"] == told["includes"]["media"][0]["media_key"] == f"3_{media_id}"
    assert told["includes"]["media"][0]["alt_text"] == "A garden"


def test_only_what_is_asked_for_is_told(x: X, on_x) -> None:
    post_id = x.post("Plain")
    assert timeline(x, on_x)["data"] == [
        {"id": post_id, "text": "Plain", "edit_history_tweet_ids": [post_id]}
    ]


def test_an_empty_timeline_has_no_data(x: X, on_x) -> None:
    assert timeline(x, on_x) == {"meta": {"result_count": 0}}


def test_a_timeline_comes_in_pages(x: X, on_x, clock: VirtualClock) -> None:
    made = []
    for number in range(12):
        made.append(x.post(f"Post {number}"))
        clock.advance(timedelta(minutes=1))
    first = timeline(x, on_x, max_results=5)
    second = timeline(x, on_x, max_results=5, pagination_token=first["meta"]["next_token"])
    third = timeline(x, on_x, max_results=5, pagination_token=second["meta"]["next_token"])
    pages = [post["id"] for page in (first, second, third) for post in page["data"]]
    assert pages == made[::-1]
    assert "next_token" not in third["meta"]


def test_times_select_posts_from_start_up_to_before_the_end(x: X, on_x, clock) -> None:
    times = []
    for number in range(3):
        times.append(clock.now())
        x.post(f"Post {number}")
        clock.advance(timedelta(minutes=1))
    found = timeline(x, on_x, start_time=times[1], end_time=times[2])
    assert [post["text"] for post in found["data"]] == ["Post 1"]


def test_removed_posts_are_not_told(x: X, on_x) -> None:
    post_id = x.post("Gone")
    x.delete_tweet(post_id)
    assert "data" not in timeline(x, on_x)
    told = x.get_tweets([post_id], user_auth=True)
    assert told["errors"][0]["resource_id"] == post_id


def test_a_poll_is_told(x: X, on_x) -> None:
    x.post("When?", poll_options=["Noon", "Evening"], poll_duration_minutes=60)
    told = timeline(x, on_x, expansions=["attachments.poll_ids"])
    (poll,) = told["includes"]["polls"]
    assert [option["label"] for option in poll["options"]] == ["Noon", "Evening"]
    assert poll["voting_status"] == "open"


def test_numbers_are_those_of_the_town(x: X, town, clock, later: datetime) -> None:
    post_id = x.post("Officers and students planted a garden. Join us at https://example.org")
    clock.set(later)
    fields = ["public_metrics", "non_public_metrics", "organic_metrics"]
    (told,) = x.get_tweets([post_id], user_auth=True, tweet_fields=fields)["data"]
    counted = counters.post_counters(town.store, post_id, later)
    assert counted.views > 0
    assert told["public_metrics"]["impression_count"] == counted.views
    assert told["public_metrics"]["retweet_count"] == counted.shares
    assert told["non_public_metrics"]["url_link_clicks"] == counted.link_clicks
    assert told["organic_metrics"]["like_count"] == counted.likes


def test_private_numbers_end_after_thirty_days(x: X, clock: VirtualClock) -> None:
    post_id = x.post("Old news")
    clock.advance(timedelta(days=30, seconds=1))
    fields = ["public_metrics", "non_public_metrics"]
    told = x.get_tweets([post_id], user_auth=True, tweet_fields=fields)
    assert set(told["data"][0]) == {"id", "text", "edit_history_tweet_ids", "public_metrics"}
    assert told["errors"][0]["field"] == "non_public_metrics"


def test_an_account_tells_its_followers(x: X, town, on_x, clock) -> None:
    told = x.get_me(user_fields=["public_metrics"])["data"]
    followers = counters.followers(town.store, on_x, clock.now())
    assert followers > 0
    assert told["public_metrics"]["followers_count"] == followers
    assert told["username"] == on_x.handle
    assert x.get_user(id=on_x.stable_id, user_auth=True)["data"]["name"] == on_x.name


def test_analytics_tell_a_span(x: X, town, clock, later: datetime) -> None:
    post_id = x.post("Officers and students planted a garden. Join us at https://example.org")
    start = clock.now()
    clock.set(later)
    asked = {"ids": post_id, "granularity": "total"}
    span = {"start_time": f"{start:%Y-%m-%dT%H:%M:%SZ}", "end_time": f"{later:%Y-%m-%dT%H:%M:%SZ}"}
    (told,) = x.ask("GET", "/2/tweets/analytics", params=asked | span)["data"]
    counted = counters.post_counters(town.store, post_id, later - timedelta(microseconds=1))
    assert told["timestamped_metrics"][0]["metrics"]["impressions"] == counted.views > 0


def test_the_newer_generation_has_the_newer_names(x: X, world, on_x) -> None:
    world.switch(on_x, generation=practice.Generation.POSTS)
    post_id = x.post("Renamed")
    with pytest.raises(tweepy.BadRequest, match=r"tweet\.fields"):
        timeline(x, on_x, tweet_fields=["created_at"])
    asked = {"post.fields": "public_metrics", "user.fields": "public_metrics"}
    (found,) = x.ask("GET", f"/2/users/{on_x.stable_id}/tweets", params=asked)["data"]
    assert found["edit_history_post_ids"] == [post_id]
    assert found["public_metrics"]["repost_count"] == 0
    me = x.ask("GET", "/2/users/me", params={"user.fields": "public_metrics"})["data"]
    assert me["public_metrics"]["post_count"] == 1


def test_the_older_generation_knows_no_newer_names(x: X, on_x) -> None:
    with pytest.raises(tweepy.BadRequest, match=r"post\.fields"):
        x.ask("GET", f"/2/users/{on_x.stable_id}/tweets", params={"post.fields": "text"})


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"tweet.fields": "colour"}, "colour"),
        ({"expansions": "colour"}, "colour"),
        ({"max_results": "4"}, "max_results"),
        ({"max_results": "many"}, "max_results"),
        ({"start_time": "yesterday"}, "start_time"),
        ({"start_time": "2026-11-23T16:00:00"}, "start_time"),
        ({"pagination_token": "made-up"}, "pagination_token"),
        ({"since_id": "x"}, "since_id"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_it_rejects_a_parameter_x_does_not_know(x: X, on_x, asked, said: str) -> None:
    with pytest.raises(tweepy.BadRequest, match=said):
        x.ask("GET", f"/2/users/{on_x.stable_id}/tweets", params=asked)


@pytest.mark.parametrize("ids", ["", "a", "1,,2", ",".join(["1"] * 101)])
def test_it_rejects_ids_that_are_none(x: X, ids: str) -> None:
    with pytest.raises(tweepy.BadRequest, match="ids"):
        x.ask("GET", "/2/tweets", params={"ids": ids})


def test_an_unknown_account_is_not_found(x: X) -> None:
    with pytest.raises(tweepy.NotFound):
        x.get_user(id="7", user_auth=True)
    assert x.get_tweet("7", user_auth=True)["errors"][0]["title"] == "Not Found Error"
