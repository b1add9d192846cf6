"""facebook-sdk publishes on the practice Graph: in two steps, at once, and not at all."""

import json
from datetime import timedelta

import facebook
import pytest

from outreach import practice
from outreach.lib.clock import VirtualClock
from practice.clients import PNG, Graph, error_of

pytestmark = pytest.mark.network


def refusal(call, *args: object, **params: object) -> tuple[int, int | None]:
    with pytest.raises(facebook.GraphAPIError) as refused:
        call(*args, **params)
    return error_of(refused.value)


def public_ids(graph: Graph) -> list[str]:
    return [post["id"] for post in graph.get_connections("me", "published_posts")["data"]]


def test_a_draft_is_seen_by_nobody_until_it_is_published(
    graph: Graph, world: practice.World, clock: VirtualClock
) -> None:
    post_id = graph.draft("Open house on Saturday")
    assert public_ids(graph) == []
    assert graph.get_object(post_id, fields="is_published")["is_published"] is False
    clock.advance(timedelta(minutes=5))
    assert graph.change(post_id, is_published="true") == {"success": True}
    assert public_ids(graph) == [post_id]
    assert world.store.post(post_id).published_at == clock.now()


def test_publishing_may_be_repeated(graph: Graph, clock: VirtualClock) -> None:
    post_id = graph.draft("Open house on Saturday")
    graph.change(post_id, is_published="true")
    first = graph.get_object(post_id, fields="created_time")
    clock.advance(timedelta(minutes=5))
    assert graph.change(post_id, is_published="true") == {"success": True}
    assert graph.get_object(post_id, fields="created_time") == first
    assert public_ids(graph) == [post_id]


def test_a_photo_reaches_the_page_with_its_alternative(graph: Graph, world) -> None:
    photo = graph.photo(published="false", alt_text_custom="Two officers plant a tree")
    assert set(photo) == {"id"}
    post_id = graph.draft("Planting day", photo["id"])
    graph.change(post_id, is_published="true")
    assert world.store.post(post_id).media_ids == (photo["id"],)
    assert world.store.media(photo["id"]).content == PNG
    told = graph.get_object(photo["id"], fields="alt_text_custom")
    assert told["alt_text_custom"] == "Two officers plant a tree"


def test_a_photo_cannot_itself_be_published(graph: Graph) -> None:
    photo = graph.photo(published="false")
    assert refusal(graph.change, photo["id"], is_published="true") == (100, 33)


def test_a_published_photo_is_a_post(graph: Graph) -> None:
    told = graph.photo(caption="At once")
    assert public_ids(graph) == [told["post_id"]]
    post = graph.get_object(told["post_id"], fields="message,attachments{target,media_type}")
    assert post["message"] == "At once"
    assert post["attachments"]["data"][0]["target"]["id"] == told["id"]


def test_several_photos_are_an_album(graph: Graph) -> None:
    photos = [graph.photo(PNG + bytes([n]), published="false")["id"] for n in range(3)]
    post = graph.get_object(graph.draft("Three", *photos), fields="attachments")
    (album,) = post["attachments"]["data"]
    assert album["media_type"] == "album"
    parts = album["subattachments"]["data"]
    assert [part["target"]["id"] for part in parts] == photos


def test_attached_media_may_come_as_a_form_array(graph: Graph) -> None:
    photo = graph.photo(published="false")["id"]
    one = {"attached_media[0]": json.dumps({"media_fbid": photo})}
    post_id = graph.put_object("me", "feed", message="Array", **one)["id"]
    assert graph.get_connections(post_id, "attachments")["data"][0]["target"]["id"] == photo


def test_the_words_of_a_post_can_be_changed(graph: Graph, clock: VirtualClock) -> None:
    post_id = graph.put_object("me", "feed", message="Befor")["id"]
    clock.advance(timedelta(minutes=1))
    graph.change(post_id, message="Before")
    told = graph.get_object(post_id, fields="message,created_time,updated_time")
    assert told["message"] == "Before"
    assert told["updated_time"] > told["created_time"]


def test_a_comment_stands_beneath_its_post(graph: Graph) -> None:
    post_id = graph.put_object("me", "feed", message="Post")["id"]
    comment_id = graph.put_comment(post_id, "Link in here")["id"]
    told = graph.get_object(post_id, fields="comments.limit(1).summary(true){message}")
    assert told["comments"]["data"] == [{"id": comment_id, "message": "Link in here"}]
    assert told["comments"]["summary"] == {"total_count": 1}
    assert graph.get_connections(post_id, "comments")["data"][0]["id"] == comment_id
    assert public_ids(graph) == [post_id]


def test_a_removed_post_is_gone(graph: Graph) -> None:
    post_id = graph.put_object("me", "feed", message="In error")["id"]
    assert graph.delete_object(post_id) == {"success": True}
    assert public_ids(graph) == []
    assert refusal(graph.delete_object, post_id) == (100, 33)
    assert refusal(graph.change, post_id, is_published="true") == (100, 33)


def test_it_rejects_the_words_of_the_last_post(graph: Graph) -> None:
    graph.put_object("me", "feed", message="Same")
    assert refusal(graph.put_object, "me", "feed", message="Same") == (506, 1455006)
    graph.put_object("me", "feed", message="Other")
    assert graph.put_object("me", "feed", message="Same")["id"]


def test_two_drafts_may_say_the_same(graph: Graph) -> None:
    assert graph.draft("Same") != graph.draft("Same")


def test_it_rejects_an_empty_post(graph: Graph) -> None:
    assert refusal(graph.put_object, "me", "feed", published="false") == (197, None)


@pytest.mark.parametrize(
    "params",
    [
        {"published": "False"},
        {"colour": "red"},
        {"attached_media": "not json"},
        {"attached_media": json.dumps([{"media_fbid": "7"}])},
        {"attached_media": "{}"},
        {"message": "a" * 63_207},
    ],
)
def test_it_rejects_a_parameter_it_cannot_use(graph: Graph, params: dict[str, str]) -> None:
    given = {"message": "Words"} | params
    assert refusal(graph.put_object, "me", "feed", **given) == (100, None)


@pytest.mark.parametrize("content", [b"", b"words", b"RIFF....WEBP"])
def test_it_rejects_what_is_no_picture(graph: Graph, content: bytes) -> None:
    assert refusal(graph.photo, content, published="false") == (324, None)


def test_it_rejects_a_picture_to_be_fetched(graph: Graph) -> None:
    address = "https://example.org/a.png"
    assert refusal(graph.put_object, "me", "photos", url=address) == (100, None)


def test_it_rejects_making_a_published_post_a_draft(graph: Graph) -> None:
    post_id = graph.put_object("me", "feed", message="Out")["id"]
    assert refusal(graph.change, post_id, is_published="false") == (100, None)


def test_another_page_is_out_of_reach(graph: Graph, world, session) -> None:
    other = practice.open_account(
        world, practice.Network.FACEBOOK, handle="quinn", name="Quinn Police"
    )
    post_id = Graph(other, session).put_object("me", "feed", message="Theirs")["id"]
    assert refusal(graph.put_object, other.stable_id, "feed", message="Mine") == (200, None)
    assert refusal(graph.change, post_id, message="Mine") == (200, None)
    assert refusal(graph.delete_object, post_id) == (200, None)
    assert refusal(graph.get_object, post_id) == (10, None)


def test_accepted_writes_are_logged(graph: Graph, world, on_facebook) -> None:
    photo = graph.photo(published="false")["id"]
    post_id = graph.draft("Logged", photo)
    graph.change(post_id, is_published="true")
    graph.delete_object(post_id)
    page_id = on_facebook.stable_id
    assert [(one.method, one.path) for one in world.store.requests()] == [
        ("POST", f"/{page_id}/photos"),
        ("POST", f"/{page_id}/feed"),
        ("POST", f"/{post_id}"),
        ("DELETE", f"/{post_id}"),
    ]
