"""A practice network on a free port, and the real client libraries led to it."""

import hashlib
import hmac
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import facebook
import pytest
import requests
import tweepy
from requests.adapters import HTTPAdapter

from outreach import practice
from outreach.lib.clock import VirtualClock

START = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
PREFIXES = {"api.twitter.com": "/x", "graph.facebook.com": "/graph"}
PNG = b"\x89PNG\r\n\x1a\n" + b"one small picture"


class Redirect(HTTPAdapter):
    """Sends what was meant, and signed, for the real host to the practice network instead."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = urlsplit(address)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        url = urlsplit(request.url)
        path = PREFIXES[url.hostname] + url.path
        request.url = urlunsplit(self._address._replace(path=path, query=url.query))
        kwargs["timeout"] = 10
        return super().send(request, *args, **kwargs)


class Graph(facebook.GraphAPI):
    """facebook-sdk at v26.0, proving the app's secret."""

    def __init__(self, account: practice.NetworkAccount, session: requests.Session) -> None:
        keys = account.credentials
        super().__init__(keys["access_token"], timeout=10, session=session)
        self.version = "v26.0"
        self.proof: str | None = hmac.new(
            keys["app_secret"].encode(), keys["access_token"].encode(), hashlib.sha256
        ).hexdigest()

    def request(self, path, args=None, post_args=None, files=None, method=None):
        proof = {} if self.proof is None else {"appsecret_proof": self.proof}
        if post_args is None:
            args = {**(args or {}), **proof}
        else:
            post_args = {**post_args, **proof}
        return super().request(path, args, post_args, files, method)

    def photo(self, **params: str) -> dict[str, Any]:
        path = f"{self.me}/photos"
        return self.put_photo(io.BytesIO(PNG), album_path=path, **params)

    me = "me"


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(START)


@pytest.fixture
def world(tmp_path: Path, clock: VirtualClock) -> Iterator[practice.World]:
    made = practice.World(practice.Store(tmp_path / "practice.db"), clock)
    yield made
    made.store.close()


@pytest.fixture
def network(world: practice.World) -> Iterator[practice.Serving]:
    with practice.serve_in_thread(world) as serving:
        yield serving


@pytest.fixture
def session(network: practice.Serving) -> Iterator[requests.Session]:
    with requests.Session() as made:
        made.mount("https://", Redirect(network.address))
        yield made


@pytest.fixture
def on_x(world: practice.World) -> practice.NetworkAccount:
    return practice.open_account(world, practice.Network.X, handle="MapleFallsPD", name="Maple PD")


@pytest.fixture
def page(world: practice.World) -> practice.NetworkAccount:
    return practice.open_account(
        world, practice.Network.FACEBOOK, handle="maplefallspd", name="Maple Falls Police"
    )


@pytest.fixture
def instagram(world: practice.World, page: practice.NetworkAccount) -> practice.NetworkAccount:
    return practice.open_account(
        world,
        practice.Network.INSTAGRAM,
        handle="maplefallspd",
        name="Maple Falls Police",
        linked_to=page.stable_id,
    )


@pytest.fixture
def tweepy_for(
    session: requests.Session,
) -> Callable[[practice.NetworkAccount], tweepy.Client]:
    def make(account: practice.NetworkAccount, **other_keys: str) -> tweepy.Client:
        client = tweepy.Client(**{**account.credentials, **other_keys}, return_type=dict)
        client.session = session
        return client

    return make


@pytest.fixture
def x(on_x: practice.NetworkAccount, tweepy_for: Any) -> tweepy.Client:
    return tweepy_for(on_x)


@pytest.fixture
def graph(page: practice.NetworkAccount, session: requests.Session) -> Graph:
    return Graph(page, session)


@pytest.fixture
def upload(x: tweepy.Client) -> Callable[[], str]:
    def send(picture: bytes = PNG, **more: str) -> str:
        import base64

        body = {"media": base64.b64encode(picture).decode(), "media_category": "tweet_image"}
        answer = x.request("POST", "/2/media/upload", json=body | more, user_auth=True)
        return answer.json()["data"]["id"]

    return send
