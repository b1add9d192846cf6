"""What the practice networks keep: accounts, media, posts and the requests they accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from outreach.lib import digest
from outreach.practice.residents import Network


@dataclass(frozen=True, slots=True)
class NetworkAccount:
    """One official presence on one practice network, with the keys that open it.

    Credentials by network: x has consumer_key, consumer_secret, access_token and
    access_token_secret; facebook and instagram have app_id, app_secret and access_token.
    """

    network: Network
    stable_id: str
    handle: str
    name: str
    created_at: datetime
    credentials: Mapping[str, str] = field(repr=False)
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Media:
    """One uploaded file, byte for byte, with its text alternative."""

    id: str
    network: Network
    account_id: str
    content: bytes = field(repr=False)
    media_type: str
    created_at: datetime
    alt: str | None = None

    @property
    def sha256(self) -> str:
        """Lowercase hexadecimal digest of the bytes."""
        return digest.sha256(self.content)


@dataclass(frozen=True, slots=True)
class NetworkPost:
    """One post as its network keeps it: a draft until `published_at`, shown from `visible_from`.

    `account_id` is the account's stable id. A post with `reply_to` (a comment, the second part of
    a thread) is read beneath its parent and meets nobody by itself.
    """

    id: str
    network: Network
    account_id: str
    text: str
    created_at: datetime
    media_ids: tuple[str, ...] = ()
    poll_options: tuple[str, ...] = ()
    poll_minutes: int | None = None
    link: str | None = None
    reply_to: str | None = None
    published_at: datetime | None = None
    visible_from: datetime | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    routine: bool = False
    campaign: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One write a practice network accepted; `account` is the stable id."""

    network: Network
    method: str
    path: str
    account: str | None
    at: datetime
    status: int
