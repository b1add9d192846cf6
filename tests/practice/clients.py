"""The real client libraries, led from the real hosts to the practice network."""

import base64
import hashlib
import hmac
import io
import json
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import facebook
import requests
import tweepy
from requests.adapters import HTTPAdapter

from outreach import practice

PREFIXES = {"api.twitter.com": "/x", "graph.facebook.com": "/graph"}
PNG = b"\x89PNG\r\n\x1a\n" + b"one small picture"


class Redirect(HTTPAdapter):
    """Sends what was meant, and signed, for the real host to the practice network instead."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = urlsplit(address)
        self.patience = 10.0

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        url = urlsplit(request.url)
        path = PREFIXES[url.hostname] + url.path
        request.url = urlunsplit(self._address._replace(path=path, query=url.query))
        kwargs["timeout"] = self.patience
        return super().send(request, *args, **kwargs)


class X(tweepy.Client):
    """tweepy, with the calls it has no verb for."""

    def ask(self, method: str, route: str, **request: Any) -> dict[str, Any]:
        return self.request(method, route, user_auth=True, **request).json()

    def upload(self, picture: bytes = PNG, **more: Any) -> str:
        body = {"media": base64.b64encode(picture).decode(), "media_category": "tweet_image"}
        return self.ask("POST", "/2/media/upload", json=body | more)["data"]["id"]

    def describe(self, media_id: str, words: str) -> dict[str, Any]:
        body = {"id": media_id, "metadata": {"alt_text": {"text": words}}}
        return self.ask("POST", "/2/media/metadata", json=body)

    def post(self, text: str, **more: Any) -> str:
        return self.create_tweet(text=text, **more)["data"]["id"]


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
            return super().request(path, {**(args or {}), **proof}, None, files, method)
        return super().request(path, args, {**post_args, **proof}, files, method)

    def photo(self, picture: bytes = PNG, **params: str) -> dict[str, Any]:
        return self.put_photo(io.BytesIO(picture), album_path="me/photos", **params)

    def draft(self, message: str, *photo_ids: str) -> str:
        attached = json.dumps([{"media_fbid": id} for id in photo_ids])
        more = {"attached_media": attached} if photo_ids else {}
        return self.put_object("me", "feed", message=message, published="false", **more)["id"]

    def change(self, post_id: str, **params: str) -> dict[str, Any]:
        return self.request(f"{self.version}/{post_id}", post_args=params, method="POST")

    def insights(self, id: str, metric: str, **params: str) -> list[dict[str, Any]]:
        return self.get_connections(id, "insights", metric=metric, **params)["data"]


def error_of(fault: facebook.GraphAPIError) -> tuple[int, int | None]:
    """The code and subcode of a Graph error."""
    error = fault.result["error"]
    return error["code"], error.get("error_subcode")
