"""Signatures are checked for the official address, and limits are real."""

import time
from datetime import timedelta

import pytest
import requests
import tweepy
from requests_oauthlib import OAuth1

from outreach import practice
from outreach.lib.clock import VirtualClock
from outreach.practice.oauth import Signatures, Signed, official_address
from practice.clients import X

pytestmark = pytest.mark.network
ME = "https://api.twitter.com/2/users/me"


@pytest.mark.parametrize(
    "name", ["consumer_key", "consumer_secret", "access_token", "access_token_secret"]
)
def test_one_wrong_key_is_refused(on_x, session: requests.Session, name: str) -> None:
    client = X(**{**on_x.credentials, name: "wrong"}, return_type=dict)
    client.session = session
    with pytest.raises(tweepy.Unauthorized) as refused:
        client.get_me()
    assert refused.value.response.json()["title"] == "Unauthorized"


def test_an_expired_account_is_refused(x: X, world: practice.World, on_x) -> None:
    world.store.set_expired(on_x.network, on_x.stable_id, expired=True)
    with pytest.raises(tweepy.Unauthorized):
        x.post("Too late")


@pytest.mark.parametrize(
    "header", [None, "", "Bearer x", "OAuth", "OAuth oauth_nonce", "OAuth a=b"]
)
def test_it_rejects_a_header_that_signs_nothing(session, on_x, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    assert session.get(ME, headers=headers).status_code == 401


def test_a_signed_request_counts_once(x: X, session: requests.Session) -> None:
    auth = OAuth1(x.consumer_key, x.consumer_secret, x.access_token, x.access_token_secret)
    headers = requests.Request("GET", ME, auth=auth).prepare().headers
    signed = {"Authorization": headers["Authorization"]}
    assert session.get(ME, headers=signed).status_code == 200
    assert session.get(ME, headers=signed).status_code == 401


@pytest.mark.parametrize("seconds", [-400, 400])
def test_it_rejects_a_time_far_from_its_own(x: X, session, seconds: int) -> None:
    auth = OAuth1(
        x.consumer_key,
        x.consumer_secret,
        x.access_token,
        x.access_token_secret,
        timestamp=str(int(time.time()) + seconds),
    )
    assert session.get(ME, auth=auth).status_code == 401


def test_it_rejects_words_added_to_the_address(x: X, session: requests.Session) -> None:
    auth = OAuth1(x.consumer_key, x.consumer_secret, x.access_token, x.access_token_secret)
    headers = requests.Request("GET", ME, auth=auth).prepare().headers
    signed = {"Authorization": headers["Authorization"]}
    assert session.get(f"{ME}?user.fields=name", headers=signed).status_code == 401


def test_a_proxy_may_name_the_newer_host() -> None:
    assert official_address(path="/2/tweets", query="", host="api.x.com") == (
        "https://api.x.com/2/tweets"
    )
    assert official_address(path="/2/tweets", query="ids=1", host="example.org") == (
        "https://api.twitter.com/2/tweets?ids=1"
    )


def test_an_unreadable_request_has_no_token() -> None:
    signatures = Signatures(lambda token: None)
    signed = Signed("https://api.twitter.com/?a=%zz", "GET", "", {"Authorization": "OAuth x"})
    assert signatures.token_of(signed) is None


def test_every_answer_tells_what_is_left(x: X, world: practice.World) -> None:
    told = x.request("POST", "/2/tweets", json={"text": "One"}, user_auth=True).headers
    resets_at = world.clock.now() + timedelta(minutes=15)
    assert told["x-rate-limit-limit"] == "100"
    assert told["x-rate-limit-remaining"] == "99"
    assert told["x-rate-limit-reset"] == str(int(resets_at.timestamp()))
    assert told["x-app-limit-24hour-remaining"] == "9999"
    with pytest.raises(tweepy.BadRequest) as refused:
        x.ask("POST", "/2/tweets", json={})
    assert refused.value.response.headers["x-rate-limit-remaining"] == "98"


def test_the_limit_turns_calls_away_until_the_window_ends(
    x: X, world: practice.World, on_x, clock: VirtualClock
) -> None:
    world.switch(on_x, limits={"create": 2})
    began_at = clock.now()
    for text in ("One", "Two"):
        x.post(text)
    with pytest.raises(tweepy.TooManyRequests) as refused:
        x.post("Three")
    assert refused.value.reset_time == int((began_at + timedelta(minutes=15)).timestamp())
    assert refused.value.response.headers["x-rate-limit-remaining"] == "0"
    clock.advance(timedelta(minutes=15))
    assert x.post("Three")


def test_limits_of_two_calls_are_apart(x: X, world: practice.World, on_x) -> None:
    world.switch(on_x, limits={"create": 0})
    assert x.get_me()["data"]["id"] == on_x.stable_id


def test_an_unknown_address_is_not_found(x: X) -> None:
    with pytest.raises(tweepy.NotFound):
        x.ask("GET", "/2/lists/1")
