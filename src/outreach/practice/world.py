"""The practice network's working parts, joined once and given to every route."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from threading import Lock
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection, Request

from outreach.lib.clock import Clock, SystemClock, VirtualClock
from outreach.practice import kept
from outreach.practice.faults import Fault, Faults, Kind
from outreach.practice.meter import Meter
from outreach.practice.store import Store

#: X counts the milliseconds of its ids from here (its "snowflake" epoch).
_X_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=UTC)


class Generation(StrEnum):
    """Which of X's two contracts an account is answered by."""

    #: 2.166 and earlier: `tweet.fields`, `retweet_count`.
    TWEETS = "2.166"
    #: 2.167 and later: `post.fields`, `repost_count`.
    POSTS = "2.167"


@dataclass(frozen=True, slots=True)
class Switches:
    """How one account is treated; set in the control room, forgotten at a restart."""

    #: Which X contract answers.
    generation: Generation = Generation.TWEETS
    #: Whether Graph calls must carry an appsecret_proof.
    require_proof: bool = True
    #: Whether a Facebook post's insights take a breakdown; Meta's own documents disagree.
    post_breakdown: bool = True
    #: A page or account with fewer followers than this is given no insights.
    least_audience: int = 100
    #: Hours by which insights lag behind.
    insights_late: int = 0
    #: Calls allowed in a window, by endpoint name, where lower or higher than usual.
    limits: Mapping[str, int] = field(default_factory=dict)


class PracticeClock:
    """The network's time: this machine's until it is set, then it stands until it is moved."""

    def __init__(self, outside: Clock | None = None) -> None:
        self._outside = outside or SystemClock()
        self._lock = Lock()
        self._set: VirtualClock | None = None

    def now(self) -> datetime:
        with self._lock:
            return (self._set or self._outside).now()

    def set(self, at: datetime) -> None:
        """Stop at this instant."""
        with self._lock:
            self._set = VirtualClock(at)

    def advance(self, by: timedelta) -> datetime:
        """Move on, standing still afterwards."""
        with self._lock:
            if self._set is None:
                self._set = VirtualClock(self._outside.now())
            return self._set.advance(by)

    def release(self) -> None:
        """Follow the machine's time again."""
        with self._lock:
            self._set = None


@dataclass(frozen=True, slots=True)
class World:
    """Store, time, faults, limits and switches of one running practice network."""

    store: Store
    clock: Clock
    control_token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    faults: Faults = field(default_factory=Faults)
    meter: Meter = field(default_factory=Meter)
    _switches: dict[str, Switches] = field(default_factory=dict)

    def switches(self, account: kept.NetworkAccount) -> Switches:
        """How this account is treated now."""
        return self._switches.get(account.stable_id, Switches())

    def switch(self, account: kept.NetworkAccount, **changes: object) -> Switches:
        """Treat the account differently from now on."""
        changed = replace(self.switches(account), **changes)  # type: ignore[arg-type]
        self._switches[account.stable_id] = changed
        return changed

    def log(self, account: kept.NetworkAccount, method: str, path: str, status: int = 200) -> None:
        """Append one accepted write to the request log."""
        self.store.log_request(
            kept.Request(account.network, method, path, account.stable_id, self.clock.now(), status)
        )

    def new_id(self, *content: str, pattern: str = "{}") -> str:
        """An unused id made from the time and the content, so that a rehearsal repeats itself.

        Like X's own it grows with the millisecond; its lower 22 bits come from the content.
        """
        since = self.clock.now() - _X_EPOCH
        stem = (since // timedelta(milliseconds=1)) << 22
        low = int.from_bytes(sha256("\0".join(content).encode()).digest()[:4]) & (2**22 - 1)
        while self._is_used(chosen := pattern.format(stem | low)):
            low = (low + 1) & (2**22 - 1)
        return chosen

    def _is_used(self, id: str) -> bool:
        return self.store.post(id) is not None or self.store.media(id) is not None


def is_visible(post: kept.NetworkPost, now: datetime) -> bool:
    """Whether a reader finds the post at that moment: out, shown by now, and not taken down."""
    out = post.published_at is not None and post.published_at <= now
    shown = post.visible_from is None or post.visible_from <= now
    return out and shown and (post.deleted_at is None or post.deleted_at > now)


def bent_by(request: Request, kind: Kind) -> timedelta | None:
    """How long a fault bends this call, if one of that kind does."""
    fault: Fault | None = request.state.faults.get(kind)
    return None if fault is None else fault.lasts_for


async def world_of(connection: HTTPConnection) -> World:
    """The parts of the application that answers. Not worth a thread of its own."""
    world: World = connection.app.state.world
    return world


Here = Annotated[World, Depends(world_of)]
