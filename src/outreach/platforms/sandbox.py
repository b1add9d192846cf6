"""A platform in memory, for simulations and tests at full speed. It fails in each way when told to.

It keeps the promises of the port and none of a real platform's habits; those are practised over
HTTP on the practice network.
"""

# ruff: noqa: ARG002 - the port names the arguments; memory needs fewer.
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from threading import Lock

from outreach.lib.clock import Clock
from outreach.platforms.fitness import refuse_unfit
from outreach.platforms.metrics import Metric
from outreach.platforms.port import (
    Absent,
    Connection,
    Found,
    Gone,
    Journal,
    NeedsSignIn,
    OutcomeUnknown,
    Outgoing,
    PlatformFault,
    PlatformName,
    Profile,
    Reading,
    ReadingState,
    Receipt,
    Refused,
    Several,
    Sighting,
    Standing,
    Stands,
    TryLater,
)
from outreach.platforms.sameness import same_words

DEFINITION = "2026-11-22"


class Failure(StrEnum):
    """One way the next call can go wrong."""

    #: Refused for good.
    REFUSE = "refuse"
    #: Never reached: surely not sent.
    UNREACHABLE = "unreachable"
    #: Turned away for now, with a time to come back at.
    TOO_MANY = "too_many"
    #: The credentials are no longer accepted.
    SIGNED_OUT = "signed_out"
    #: The request was lost on the way; nothing was accepted, and nobody can know.
    LOSE_REQUEST = "lose_request"
    #: The post was accepted and the answer lost.
    LOSE_ANSWER = "lose_answer"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One post the platform took, exactly as it came."""

    external_id: str
    account_id: str
    outgoing: Outgoing
    accepted_at: datetime
    visible_at: datetime
    removed: bool = False


@dataclass
class Sandbox:
    """The port in memory. Deterministic: ids count up, time comes from the clock alone."""

    clock: Clock
    name: PlatformName = PlatformName.X
    wait_for: timedelta = timedelta(minutes=15)
    visible_after: timedelta = timedelta(0)
    accepted: list[Accepted] = field(default_factory=list)
    numbers: dict[tuple[str, Metric], int] = field(default_factory=dict)
    followers: int = 0
    #: Seconds that each send takes, as over a line.
    takes: float = 0
    #: When each send began, in seconds that never jump.
    begun: list[float] = field(default_factory=list)
    _failures: deque[Failure] = field(default_factory=deque)
    _read_failures: deque[Failure] = field(default_factory=deque)
    _change_failures: deque[Failure] = field(default_factory=deque)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def fail(self, failure: Failure, times: int = 1) -> None:
        """Let the next `times` sends go wrong."""
        self._failures.extend([failure] * times)

    def fail_changing(self, failure: Failure, times: int = 1) -> None:
        """Let the next `times` changes (`reword`, `remove`) go wrong."""
        self._change_failures.extend([failure] * times)

    def fail_reading(self, failure: Failure, times: int = 1) -> None:
        """Let the next `times` reads (`profile`, `find`, `look`, numbers) go wrong."""
        self._read_failures.extend([failure] * times)

    def profile(self, account: Connection) -> Profile:
        self._read()
        return Profile(account.stable_id, account.handle, account.handle)

    def publish(self, account: Connection, outgoing: Outgoing, journal: Journal) -> Receipt:
        refuse_unfit(self.name, outgoing)
        journal.note("creating")
        self.begun.append(time.monotonic())
        if self.takes:
            time.sleep(self.takes)
        with self._lock:
            failure = self._failures.popleft() if self._failures else None
            if failure not in {None, Failure.LOSE_ANSWER}:
                raise self._fault(failure)
            receipt = self._accept(account, outgoing)
        if failure is Failure.LOSE_ANSWER:
            raise self._fault(failure)
        return receipt

    def find(
        self, account: Connection, outgoing: Outgoing, journal: Journal, *, since: datetime
    ) -> Sighting:
        self._read()
        now = self.clock.now()
        seen = [
            post
            for post in self.posts(account)
            if post.accepted_at >= since and post.visible_at <= now and _same(post, outgoing)
        ]
        if len(seen) > 1:
            return Several(tuple(post.external_id for post in seen))
        return Found(_receipt(seen[0])) if seen else Absent()

    def measure_posts(
        self, account: Connection, external_ids: tuple[str, ...], *, now: datetime
    ) -> list[Reading]:
        self._read()
        known = {post.external_id for post in self.posts(account)}
        return [
            self._reading(metric, post_id, known=post_id in known)
            for post_id in external_ids
            for metric in (Metric.IMPRESSIONS, Metric.LIKES)
        ]

    def measure_account(
        self, account: Connection, *, ends_on: date, now: datetime
    ) -> list[Reading]:
        self._read()
        return [
            Reading(
                Metric.FOLLOWERS,
                ReadingState.VALUE,
                self.followers,
                "followers",
                DEFINITION,
                ends_on=ends_on,
            )
        ]

    def look(self, account: Connection, external_id: str) -> Standing:
        self._read()
        post = self._own(account, external_id)
        if post is None or post.visible_at > self.clock.now():
            return Gone()
        return Stands(post.outgoing.text)

    def reword(self, account: Connection, external_id: str, text: str) -> None:
        with self._lock, self._change():
            post = self._own(account, external_id)
            if post is None:
                raise Refused("The sandbox has no such post.")
            told = replace(post, outgoing=replace(post.outgoing, text=text))
            self.accepted[self.accepted.index(post)] = told

    def remove(self, account: Connection, external_id: str) -> bool:
        with self._lock, self._change():
            post = self._own(account, external_id)
            if post is not None:
                self.accepted[self.accepted.index(post)] = replace(post, removed=True)
        return post is not None

    def posts(self, account: Connection) -> list[Accepted]:
        """What the account shows now or will, oldest first."""
        with self._lock:
            return [
                post
                for post in self.accepted
                if post.account_id == account.stable_id and not post.removed
            ]

    def _accept(self, account: Connection, outgoing: Outgoing) -> Receipt:
        now = self.clock.now()
        self.accepted.append(
            Accepted(
                external_id=str(1_000 + len(self.accepted)),
                account_id=account.stable_id,
                outgoing=outgoing,
                accepted_at=now,
                visible_at=now + self.visible_after,
            )
        )
        return _receipt(self.accepted[-1])

    def _own(self, account: Connection, external_id: str) -> Accepted | None:
        """The account's post with this id, unless it was taken down."""
        for post in self.accepted:
            if (post.external_id, post.account_id) == (external_id, account.stable_id):
                return None if post.removed else post
        return None

    @contextmanager
    def _change(self) -> Iterator[None]:
        """One change, going wrong as it was told to: before it is made, or only in its answer."""
        failure = self._change_failures.popleft() if self._change_failures else None
        if failure not in {None, Failure.LOSE_ANSWER}:
            raise self._fault(failure)
        yield
        if failure is Failure.LOSE_ANSWER:
            raise self._fault(failure)

    def _read(self) -> None:
        if self._read_failures:
            raise self._fault(self._read_failures.popleft())

    def _fault(self, failure: Failure | None) -> PlatformFault:
        match failure:
            case Failure.REFUSE:
                return Refused("The sandbox refused the post. Change it and send it again.")
            case Failure.UNREACHABLE:
                return TryLater("The sandbox could not be reached. It will be tried again.")
            case Failure.TOO_MANY:
                back_at = self.clock.now() + self.wait_for
                return TryLater("The sandbox asked to wait.", back_at, counts=False)
            case Failure.SIGNED_OUT:
                return NeedsSignIn("The sandbox no longer knows the account. Connect it again.")
            case _:
                return OutcomeUnknown("The sandbox did not answer. The account will be read back.")

    def _reading(self, metric: Metric, post_id: str, *, known: bool) -> Reading:
        return Reading(
            metric,
            ReadingState.VALUE if known else ReadingState.FAILED,
            self.numbers.get((post_id, metric), 0) if known else None,
            metric,
            DEFINITION,
            external_id=post_id,
            why="" if known else "The sandbox has no such post.",
        )


def _same(post: Accepted, outgoing: Outgoing) -> bool:
    return same_words(outgoing.text, post.outgoing.text) and len(outgoing.pictures) == len(
        post.outgoing.pictures
    )


def _receipt(post: Accepted) -> Receipt:
    return Receipt(post.external_id, f"https://sandbox.invalid/{post.external_id}")
