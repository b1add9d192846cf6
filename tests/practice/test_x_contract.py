"""Every answer of the practice X validates against both official contracts."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import tweepy

from outreach import practice
from practice.clients import PNG, X
from practice.contracts import Contract, openapi

pytestmark = pytest.mark.network
Generation = practice.Generation

#: Refusals whose bodies the real service gives and contract 2.167 does not describe.
NOT_IN_2_167 = "about:blank"


@pytest.fixture(params=list(Generation))
def generation(request: pytest.FixtureRequest) -> practice.Generation:
    return request.param


@pytest.fixture
def contract(reference: Path, generation: practice.Generation) -> Contract:
    return Contract(openapi(reference, generation))


@pytest.fixture
def asking(x: X, world, on_x, generation, contract) -> "Asking":
    world.switch(on_x, generation=generation)
    return Asking(x, contract)


class Asking:
    """Asks X and holds each answer against the contract."""

    def __init__(self, x: X, contract: Contract) -> None:
        self.x, self.contract = x, contract

    def __call__(
        self, method: str, path: str, *, ok: str = "200", route: str = "", **request: Any
    ) -> dict[str, Any]:
        answer = self.x.request(method.upper(), route or path, user_auth=True, **request)
        assert str(answer.status_code) == ok
        told = answer.json()
        self.contract.check(told, self.contract.answer_schema(method, path, ok))
        return told


def fields(generation: practice.Generation, posts: str) -> dict[str, str]:
    name = "tweet.fields" if generation is Generation.TWEETS else "post.fields"
    return {name: posts}


def test_writes_answer_as_the_contract_says(asking: Asking) -> None:
    import base64

    picture = {"media": base64.b64encode(PNG).decode(), "media_category": "tweet_image"}
    media_id = asking("post", "/2/media/upload", json=picture)["data"]["id"]
    alt = {"id": media_id, "metadata": {"alt_text": {"text": "A garden"}}}
    asking("post", "/2/media/metadata", json=alt)
    body = {"text": "Hello & welcome https://example.org", "media": {"media_ids": [media_id]}}
    made = asking("post", "/2/tweets", ok="201", json=body)["data"]
    asking("delete", "/2/tweets/{id}", route=f"/2/tweets/{made['id']}")


def test_pieces_answer_as_the_contract_says(asking: Asking) -> None:
    import base64

    announced = {
        "media_type": "image/png",
        "total_bytes": len(PNG),
        "media_category": "tweet_image",
    }
    id = asking("post", "/2/media/upload/initialize", json=announced)["data"]["id"]
    piece = {"media": base64.b64encode(PNG).decode(), "segment_index": 0}
    asking("post", "/2/media/upload/{id}/append", route=f"/2/media/upload/{id}/append", json=piece)
    asking("post", "/2/media/upload/{id}/finalize", route=f"/2/media/upload/{id}/finalize")
    asking("get", "/2/media/upload", params={"media_id": id, "command": "STATUS"})


def test_reads_answer_as_the_contract_says(
    asking: Asking, town, on_x, clock, later: datetime, generation
) -> None:
    media_id = asking.x.upload()
    first = asking.x.post("A picture & #tag @someone https://example.org", media_ids=[media_id])
    asking.x.post("A poll", poll_options=["a", "b"], poll_duration_minutes=60)
    asking.x.post("A reply", in_reply_to_tweet_id=first)
    clock.set(later)
    wanted = fields(
        generation,
        "attachments,conversation_id,created_at,entities,lang,non_public_metrics,organic_metrics,"
        "possibly_sensitive,public_metrics,reply_settings"
        + (",author_id,referenced_tweets" if generation is Generation.TWEETS else ""),
    ) | {
        "expansions": "attachments.media_keys,attachments.poll_ids,author_id",
        "media.fields": "alt_text,url",
        "user.fields": "created_at,public_metrics",
    }
    route = f"/2/users/{on_x.stable_id}/tweets"
    told = asking("get", "/2/users/{id}/tweets", route=route, params=wanted)
    known = asking.contract.properties("Tweet" if generation is Generation.TWEETS else "Post")
    assert {name for post in told["data"] for name in post} <= known
    assert set(told["includes"]) == {"media", "polls", "users"}
    asking("get", "/2/tweets", params=wanted | {"ids": f"{first},7"})
    asking("get", "/2/tweets/{id}", route=f"/2/tweets/{first}", params=wanted)
    asking("get", "/2/users/me", params={"user.fields": "public_metrics,verified_type"})
    asking("get", "/2/users/{id}", route=f"/2/users/{on_x.stable_id}")
    span = {"start_time": "2026-11-20T00:00:00Z", "end_time": "2026-11-25T00:00:00Z"}
    asking("get", "/2/tweets/analytics", params={"ids": first, "granularity": "total", **span})


@pytest.mark.parametrize(
    ("method", "route", "request_"),
    [
        ("POST", "/2/tweets", {"json": {"text": 7}}),
        ("POST", "/2/media/upload", {"json": {"media_category": "tweet_image"}}),
        ("GET", "/2/tweets", {"params": {"ids": "x"}}),
        ("GET", "/2/users/7", {}),
        ("DELETE", "/2/tweets/7", {}),
    ],
)
def test_refusals_are_problems_of_the_contract(
    asking: Asking, method: str, route: str, request_: dict[str, Any]
) -> None:
    with pytest.raises(tweepy.HTTPException) as refused:
        asking.x.request(method, route, user_auth=True, **request_)
    asking.contract.check(refused.value.response.json(), "Problem")


def test_the_known_difference_is_only_the_plain_refusals(asking: Asking, generation) -> None:
    asking.x.post("Twice")
    with pytest.raises(tweepy.Forbidden) as refused:
        asking.x.post("Twice")
    told = refused.value.response.json()
    assert told["type"] == NOT_IN_2_167
    if generation is Generation.TWEETS:
        asking.contract.check(told, "Problem")
