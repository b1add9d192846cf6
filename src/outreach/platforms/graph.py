"""The Graph API v26.0, for Facebook and Instagram. The only file that knows facebook-sdk.

The library is of 2018 and knows versions up to 3.1. What it lacks is added here: the version, the
proof of the app's secret, an end in time, and faults that carry neither address nor token.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import facebook

from outreach.platforms import unanswered, wire
from outreach.platforms.graph_refusals import Complaint, meaning
from outreach.platforms.port import Connection, NeedsSignIn, OutcomeUnknown, Picture, TryLater

HOST = "https://graph.facebook.com"
VERSION = "v26.0"
USAGE = "X-Business-Use-Case-Usage"

#: What the library raises on an answer that is not what it expects.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)

Answer = Mapping[str, object]
Parameters = Mapping[str, str]


class Complained(Exception):
    """The Graph answered with an error of its own."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.words)
        self.complaint = complaint


class Graph(facebook.GraphAPI):  # type: ignore[misc]
    """One account's way to the Graph, for one task.

    Every verb raises `wire.Unsent`, `wire.NoAnswer` or `Complained`, and nothing else.
    """

    def __init__(self, account: Connection, *, timeout: float) -> None:
        token, secret = account.secrets.get("access_token"), account.secrets.get("app_secret")
        if not token or not secret:
            raise NeedsSignIn("The keys of this account are incomplete. Connect it again.")
        session, self._wire = wire.session(HOST, base_url=account.base_url, timeout=timeout)
        super().__init__(token, session=session)
        self.version = VERSION
        self._proof = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()

    def read(self, path: str, **parameters: str) -> Answer:
        """What stands at `path`."""
        return self._call(path, args=parameters)

    def write(self, path: str, parameters: Parameters) -> Answer:
        """Change or add something at `path`."""
        return self._call(path, post_args=parameters)

    def upload(self, path: str, picture: Picture, parameters: Parameters) -> Answer:
        """Add a picture at `path`."""
        suffix = picture.media_type.rpartition("/")[2]
        file = (f"picture.{suffix}", picture.data, picture.media_type)
        return self._call(path, post_args=parameters, files={"source": file})

    def delete(self, path: str) -> Answer:
        """Take away what stands at `path`."""
        return self._call(path, method="DELETE")

    def request(
        self,
        path: str,
        args: Parameters | None = None,
        post_args: Parameters | None = None,
        files: Mapping[str, object] | None = None,
        method: str | None = None,
    ) -> object:
        """The library's one request, with the proof that we know the app's secret."""
        proof = {"appsecret_proof": self._proof}
        if post_args is None:
            return super().request(path, {**(args or {}), **proof}, None, files, method)
        return super().request(path, args, {**post_args, **proof}, files, method)

    def _call(self, path: str, **request: object) -> Answer:
        """One request, its every fault told without the address it went to."""
        answer: object = None
        complaint = None
        try:
            answer = self.request(f"{VERSION}/{path}", **request)  # type: ignore[arg-type]
        except facebook.GraphAPIError as fault:
            complaint = _complaint(fault.result, self._wire.headers, self.access_token)
        except UNREADABLE:
            answer = None
        if complaint is not None:
            raise Complained(complaint)
        if not isinstance(answer, dict) or self._wire.status >= 400:
            raise wire.NoAnswer("its answer cannot be read")
        return answer


@contextmanager
def asking() -> Iterator[None]:
    """Whatever goes wrong in here has made nothing public."""
    with unanswered.asking("Facebook"):
        try:
            yield
        except Complained as fault:
            raise meaning(fault.complaint) or TryLater(
                "Facebook had a fault of its own. It will be tried again."
            ) from None


@contextmanager
def changing() -> Iterator[None]:
    """What goes wrong in here may have been done all the same, unless the Graph was not reached."""
    with unanswered.changing("Facebook"):
        try:
            yield
        except Complained as fault:
            raise meaning(fault.complaint) or OutcomeUnknown(
                "Facebook had a fault of its own and did not confirm it."
            ) from None


def _complaint(result: object, headers: Mapping[str, str], token: str) -> Complaint | None:
    """The Graph's error, its words without the token; None when the answer is no such error."""
    error = result.get("error") if isinstance(result, dict) else None
    if not isinstance(error, dict) or not isinstance(error.get("code"), int):
        return None
    subcode = error.get("error_subcode")
    return Complaint(
        code=error["code"],
        subcode=subcode if isinstance(subcode, int) else None,
        words=str(error.get("message", "")).replace(token, "…")[:200],
        is_transient=error.get("is_transient") is True,
        date=headers.get("Date"),
        wait_minutes=_wait(headers.get(USAGE, "")),
    )


def _wait(usage: str) -> int | None:
    """The longest wait, in minutes, that the usage header asks for."""
    try:
        told = json.loads(usage)
        waits = [
            int(use["estimated_time_to_regain_access"]) for uses in told.values() for use in uses
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return max(waits, default=None)
