"""Pictures for X: in one call or in pieces, with the rules of both generations."""

import base64

import pytest
from tweepy import BadRequest

from outreach import practice
from practice.clients import PNG, X

pytestmark = pytest.mark.network

JPEG = b"\xff\xd8\xff" + b"another picture"


def test_a_multipart_upload_is_kept(x: X, world: practice.World) -> None:
    answer = x.session.post(
        "https://api.twitter.com/2/media/upload",
        files={"media": ("a.jpg", JPEG, "image/jpeg")},
        data={"media_category": "tweet_image"},
        auth=signed(x),
    )
    kept = world.store.media(answer.json()["data"]["id"])
    assert (kept.content, kept.media_type) == (JPEG, "image/jpeg")


def test_the_older_generation_takes_a_media_type(x: X) -> None:
    assert x.upload(media_type="image/png")


def test_the_newer_generation_refuses_a_media_type(x: X, world, on_x) -> None:
    world.switch(on_x, generation=practice.Generation.POSTS)
    assert x.upload()
    with pytest.raises(BadRequest, match="media_type"):
        x.upload(JPEG, media_type="image/jpeg")


def test_pieces_become_one_picture(x: X, world: practice.World) -> None:
    announced = {
        "media_type": "image/png",
        "total_bytes": len(PNG),
        "media_category": "tweet_image",
    }
    id = x.ask("POST", "/2/media/upload/initialize", json=announced)["data"]["id"]
    for place, piece in ((1, PNG[10:]), (0, PNG[:10])):
        body = {"media": base64.b64encode(piece).decode(), "segment_index": place}
        x.ask("POST", f"/2/media/upload/{id}/append", json=body)
    assert x.ask("POST", f"/2/media/upload/{id}/finalize")["data"]["size"] == len(PNG)
    assert world.store.media(id).content == PNG
    told = x.ask("GET", "/2/media/upload", params={"media_id": id, "command": "STATUS"})
    assert told["data"]["id"] == id


def test_it_rejects_a_picture_with_a_piece_missing(x: X) -> None:
    announced = {
        "media_type": "image/png",
        "total_bytes": len(PNG),
        "media_category": "tweet_image",
    }
    id = x.ask("POST", "/2/media/upload/initialize", json=announced)["data"]["id"]
    with pytest.raises(BadRequest, match="media IDs are invalid"):
        x.ask("POST", f"/2/media/upload/{id}/finalize")


@pytest.mark.parametrize("content", [b"", b"words", b"%PDF-1.7", b"BM bitmap"])
def test_it_rejects_what_is_no_picture(x: X, content: bytes) -> None:
    with pytest.raises(BadRequest, match="unrecognized"):
        x.upload(content)


def test_it_rejects_more_than_five_megabytes(x: X) -> None:
    assert x.upload(PNG.ljust(5_000_000, b"."))
    with pytest.raises(BadRequest, match="file size"):
        x.upload(PNG.ljust(5_000_001, b"."))


def test_it_rejects_a_missing_category(x: X) -> None:
    body = {"media": base64.b64encode(PNG).decode()}
    with pytest.raises(BadRequest, match="media_category"):
        x.ask("POST", "/2/media/upload", json=body)


def test_it_rejects_an_alternative_over_a_thousand(x: X) -> None:
    media_id = x.upload()
    assert x.describe(media_id, "a" * 1_000)
    with pytest.raises(BadRequest, match="alt_text"):
        x.describe(media_id, "a" * 1_001)


def test_it_rejects_somebody_elses_picture(x: X, world: practice.World) -> None:
    other = practice.open_account(world, practice.Network.X, handle="Quinn", name="Quinn PD")
    theirs = X(**other.credentials, return_type=dict)
    theirs.session = x.session
    with pytest.raises(BadRequest, match="media IDs are invalid"):
        x.post("Borrowed", media_ids=[theirs.upload()])


def signed(x: X):
    from requests_oauthlib import OAuth1

    return OAuth1(x.consumer_key, x.consumer_secret, x.access_token, x.access_token_secret)
