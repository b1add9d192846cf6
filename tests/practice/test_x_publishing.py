"""tweepy publishes on the practice X: what is taken, what is refused, and in which words."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import tweepy
from tweepy import BadRequest, Forbidden

from outreach import practice
from outreach.lib.clock import VirtualClock
from practice.clients import PNG, X

pytestmark = pytest.mark.network


def test_a_post_is_published_with_its_words(x: X, world: practice.World) -> None:
    post_id = x.post("Coffee with officers & neighbours")
    kept = world.store.post(post_id)
    assert kept.text == "Coffee with officers & neighbours"
    assert kept.published_at == world.clock.now()


def test_the_answer_has_the_words_as_x_shows_them(x: X) -> None:
    told = x.create_tweet(text="Tea & talk at https://example.org/tea")["data"]
    assert told["text"].startswith("Tea &amp; talk at https://t.co/")


def test_the_alternative_of_a_picture_is_kept(x: X, world: practice.World) -> None:
    media_id = x.upload()
    told = x.describe(media_id, "Two officers plant a tree with students")
    post_id = x.post("Planting day", media_ids=[media_id])
    assert told["data"]["associated_metadata"]["alt_text"]["text"].startswith("Two officers")
    assert world.store.post(post_id).media_ids == (media_id,)
    assert world.store.media(media_id).alt == "Two officers plant a tree with students"
    assert world.store.media(media_id).content == PNG


def test_a_poll_is_kept(x: X, world: practice.World) -> None:
    post_id = x.post("When?", poll_options=["Noon", "Evening"], poll_duration_minutes=60)
    assert world.store.post(post_id).poll_options == ("Noon", "Evening")
    assert world.store.post(post_id).poll_minutes == 60


def test_a_thread_is_kept_beneath_its_first_post(x: X, world: practice.World) -> None:
    first = x.post("One of two")
    second = x.post("Two of two", in_reply_to_tweet_id=first)
    assert world.store.post(second).reply_to == first


def test_the_same_words_within_twelve_hours_are_refused(x: X, clock: VirtualClock) -> None:
    x.post("Open house on Saturday")
    with pytest.raises(Forbidden) as refused:
        x.post("Open house on Saturday")
    assert refused.value.response.json() == {
        "detail": "You are not allowed to create a Tweet with duplicate content.",
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
    }
    clock.advance(timedelta(hours=12, seconds=1))
    assert x.post("Open house on Saturday")


def test_eight_at_once_make_one_post(x: X, world: practice.World, on_x) -> None:
    def attempt(_: int) -> bool:
        try:
            x.post("Only once")
        except Forbidden:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
    assert len(world.store.every_post(on_x)) == 1


def test_a_removed_post_frees_its_words(x: X) -> None:
    post_id = x.post("Said in error")
    assert x.delete_tweet(post_id) == {"data": {"deleted": True}}
    assert x.post("Said in error") != post_id


def test_removing_twice_finds_nothing(x: X) -> None:
    post_id = x.post("Here and gone")
    x.delete_tweet(post_id)
    with pytest.raises(tweepy.NotFound):
        x.delete_tweet(post_id)


def test_somebody_elses_post_is_not_ours_to_remove(x: X, world: practice.World) -> None:
    other = practice.open_account(world, practice.Network.X, handle="Quinn", name="Quinn PD")
    theirs = X(**other.credentials, return_type=dict)
    theirs.session = x.session
    post_id = theirs.post("Not yours")
    with pytest.raises(Forbidden):
        x.delete_tweet(post_id)
    with pytest.raises(Forbidden):
        x.post("A reply", in_reply_to_tweet_id=post_id)


def test_281_is_one_too_many(x: X) -> None:
    assert x.post("e" * 280)
    with pytest.raises(BadRequest, match="too long"):
        x.post("e" * 281)


def test_a_link_counts_23(x: X) -> None:
    link = "https://example.org/" + "long" * 30
    assert x.post("e" * 256 + " " + link)
    with pytest.raises(BadRequest, match="too long"):
        x.post("i" * 257 + " " + link)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"text": "a", "colour": "red"}, "$.colour"),
        ({"text": 7}, "$.text"),
        ({"text": "a", "media": {"media_ids": []}}, "$.media.media_ids"),
        ({"text": "a", "media": {"media_ids": list("12345")}}, "$.media.media_ids"),
        ({"text": "a", "media": {"media_ids": "1"}}, "$.media.media_ids"),
        ({"text": "a", "poll": {"options": ["one"], "duration_minutes": 60}}, "$.poll.options"),
        ({"text": "a", "poll": {"options": ["a", "b" * 26], "duration_minutes": 60}}, "$.poll"),
        ({"text": "a", "poll": {"options": ["a", "b"], "duration_minutes": 4}}, "$.poll.duration"),
        ({"text": "a", "reply": {}}, "$.reply.in_reply_to_tweet_id"),
        ({}, "text or media"),
        ({"text": "a", "media": {"media_ids": ["99"]}}, "media IDs are invalid"),
    ],
)
def test_it_rejects_a_body_the_contract_does_not_know(x: X, body: object, place: str) -> None:
    with pytest.raises(BadRequest) as refused:
        x.ask("POST", "/2/tweets", json=body)
    assert place in refused.value.api_messages[0]
    assert refused.value.response.json()["title"] == "Invalid Request"


@pytest.mark.parametrize(
    "more", [{"quote_tweet_id": "12"}, {"edit_options": {"previous_post_id": "12"}}]
)
def test_it_rejects_what_self_serve_access_lacks(x: X, more: dict[str, object]) -> None:
    with pytest.raises(Forbidden):
        x.ask("POST", "/2/tweets", json={"text": "a", **more})


def test_it_rejects_a_second_cashtag(x: X) -> None:
    assert x.post("Watch $ABC")
    with pytest.raises(Forbidden):
        x.post("Watch $ABC and $DEF")


def test_labels_are_let_pass(x: X) -> None:
    body = {"text": "Drawn by a machine", "made_with_ai": True, "reply_settings": "verified"}
    assert x.ask("POST", "/2/tweets", json=body)["data"]["id"]


def test_accepted_writes_are_logged(x: X, world: practice.World, on_x) -> None:
    post_id = x.post("Logged")
    x.delete_tweet(post_id)
    said = [(r.method, r.path, r.status, r.account) for r in world.store.requests()]
    assert said == [
        ("POST", "/2/tweets", 201, on_x.stable_id),
        ("DELETE", f"/2/tweets/{post_id}", 200, on_x.stable_id),
    ]
