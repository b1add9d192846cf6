"""A platform that keeps its own books and fails in every way a seed can think of. Its books are the
witness: what it took, when, and what it was given.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from outreach.lib.clock import VirtualClock
from outreach.platforms import (
    Absent,
    Connection,
    Found,
    Journal,
    NeedsSignIn,
    OutcomeUnknown,
    Outgoing,
    PlatformName,
    Receipt,
    Refused,
    Several,
    Sighting,
    TryLater,
)

#: One request ends within this, and what it brought is shown within that.
TIMEOUT, LAG = 30.0, 29.0


class Fate(StrEnum):
    """What becomes of one call."""

    TAKEN = "taken"
    TAKEN_ANSWER_LOST = "taken, answer lost"
    TAKEN_ERROR = "taken, answered 500"
    HANGS_TAKEN = "hangs, taken"
    HANGS = "hangs"
    LOST = "lost"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    LIMITED = "limited"
    SIGNED_OUT = "signed out"
    BUG = "bug"


LANDS = {Fate.TAKEN, Fate.TAKEN_ANSWER_LOST, Fate.TAKEN_ERROR, Fate.HANGS_TAKEN}
FATES = (Fate.TAKEN,) * 6 + tuple(Fate) + (Fate.TAKEN_ANSWER_LOST, Fate.HANGS_TAKEN, Fate.LOST)


@dataclass(frozen=True, slots=True)
class Taken:
    """One post the platform took."""

    external_id: str
    account_id: str
    outgoing: Outgoing
    at: datetime
    shown_at: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """One request on the wire, until it lands."""

    lands_at: float
    external_id: str
    account_id: str
    outgoing: Outgoing


@dataclass
class Network:
    """The port to a platform, and the platform behind it. One with drafts makes the same draft
    public once, however often it is asked to.
    """

    name: PlatformName
    chance: Random
    clock: VirtualClock
    seconds: Callable[[], float]
    sleep: Callable[[float], None]
    begun: Callable[[Outgoing], None]
    #: Within how many seconds a post is shown.
    lag: float = LAG
    drafts: bool = False
    calm: bool = False
    taken: list[Taken] = field(default_factory=list)
    wire: list[Request] = field(default_factory=list)
    _made: int = 0

    def publish(self, account: Connection, outgoing: Outgoing, journal: Journal) -> Receipt:
        external_id = self._new_id()
        if self.drafts:
            noted = journal.noted()
            external_id = noted or self._draft()
        journal.note(external_id if self.drafts else "creating")
        self.begun(outgoing)
        fate = self._fate()
        took = self.chance.uniform(0.1, TIMEOUT if "hangs" in fate else 3.0)
        if fate in LANDS:
            self.wire.append(
                Request(self.seconds() + took, external_id, account.stable_id, outgoing)
            )
        self.sleep(TIMEOUT if "hangs" in fate or fate is Fate.LOST else took + 0.1)
        self._answer(fate)
        return Receipt(external_id)

    def find(
        self, account: Connection, outgoing: Outgoing, journal: Journal, *, since: datetime
    ) -> Sighting:
        self.sleep(self.chance.uniform(0.1, 2.0))
        fate = self._fate()
        if fate in (Fate.UNREACHABLE, Fate.LOST, Fate.HANGS, Fate.SIGNED_OUT, Fate.BUG):
            self._answer(fate)
        noted = journal.noted()
        seen = [
            post.external_id
            for post in self.taken
            if post.account_id == account.stable_id and post.shown_at <= self.clock.now()
            if (post.external_id == noted if self.drafts else _is_same(post, outgoing, since))
        ]
        if len(seen) > 1:
            return Several(tuple(seen))
        return Found(Receipt(seen[0])) if seen else Absent()

    def land(self) -> None:
        """What has reached the platform by now is taken."""
        for request in sorted(self.wire, key=lambda each: each.lands_at):
            if request.lands_at <= self.seconds():
                self.wire.remove(request)
                self._take(request)

    def of(self, key: str) -> list[Taken]:
        """What the platform took of one post of ours."""
        return [post for post in self.taken if post.outgoing.key == key]

    def _take(self, request: Request) -> None:
        if self.drafts and any(post.external_id == request.external_id for post in self.taken):
            return
        late = self.seconds() - request.lands_at
        at = self.clock.now() - timedelta(seconds=late)
        shown_at = at + timedelta(
            seconds=self.chance.choice((0.0, self.chance.uniform(0, self.lag)))
        )
        self.taken.append(
            Taken(request.external_id, request.account_id, request.outgoing, at, shown_at)
        )

    def _draft(self) -> str:
        """Make it unpublished: nobody sees it, so a lost answer harms nobody."""
        self.sleep(self.chance.uniform(0.1, 3.0))
        if self._fate() not in (Fate.TAKEN, Fate.REFUSED):
            raise TryLater("The draft could not be made.")
        return self._new_id()

    def _fate(self) -> Fate:
        return Fate.TAKEN if self.calm else self.chance.choice(FATES)

    def _answer(self, fate: Fate) -> None:
        match fate:
            case Fate.REFUSED:
                raise Refused("The platform refused the post.")
            case Fate.UNREACHABLE:
                raise TryLater("The platform could not be reached.")
            case Fate.LIMITED:
                back_at = self.clock.now() + timedelta(seconds=self.chance.uniform(-60, 300))
                raise TryLater("The platform asked to wait.", back_at, counts=False)
            case Fate.SIGNED_OUT:
                raise NeedsSignIn("The platform no longer knows the account.")
            case Fate.BUG:
                raise RuntimeError("An adapter has a bug.")
            case Fate.TAKEN:
                return
        raise OutcomeUnknown("The platform gave no clear answer.")

    def _new_id(self) -> str:
        self._made += 1
        return f"{self.name}-{self._made}"


def _is_same(post: Taken, outgoing: Outgoing, since: datetime) -> bool:
    return post.at >= since and post.outgoing.text == outgoing.text
