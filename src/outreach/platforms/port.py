"""The port to every platform: what goes out, what comes back, and how it may fail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class PlatformName(StrEnum):
    """A place posts can go."""

    #: X, by its v2 API.
    X = "x"
    #: A Facebook Page, by the Graph API.
    FACEBOOK = "facebook"
    #: An Instagram professional account; read only for now.
    INSTAGRAM = "instagram"
    #: No API: a packet to copy, posted by a person and marked done (Nextdoor, e-mail).
    HANDOFF = "handoff"
    #: Paper: a poster or flyer that a person prints, puts up and marks done.
    PRINT = "print"

    @property
    def by_hand(self) -> bool:
        """Whether only people can put posts there; nothing leaves by itself, nothing is counted."""
        return self in BY_HAND


#: Where a person takes over.
BY_HAND = frozenset({PlatformName.HANDOFF, PlatformName.PRINT})


@dataclass(frozen=True, slots=True)
class Connection:
    """An account as an adapter needs it: who it is, its opened credentials, where it is reached."""

    platform: PlatformName
    stable_id: str
    handle: str
    secrets: Mapping[str, str] = field(repr=False)
    #: None means the real platform, otherwise the practice network's address: always loopback.
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """One image as it will be seen, with the words that stand in for it."""

    data: bytes = field(repr=False)
    media_type: str
    alt: str


@dataclass(frozen=True, slots=True)
class Poll:
    """A question's answers and how long people may choose."""

    options: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Exactly what was approved, ready to leave. `key` is ours and the same for every attempt.

    `link` is the address a platform may show as a card. It never replaces words: where there is no
    card, an address that is not in `text` makes the post unfit, and it is refused.
    """

    text: str
    key: str
    pictures: tuple[Picture, ...] = ()
    poll: Poll | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The platform's proof that a post is there."""

    external_id: str
    permalink: str | None = None


class Journal(Protocol):
    """What one post's attempts remember between two calls.

    `note` replaces the last note and returns once it is durable. A note is at most 200 characters
    and means something to its adapter only. Every adapter notes its step right before the call that
    makes the post public, and `note` may refuse by raising `TryLater`: it is the last gate.
    """

    def noted(self) -> str | None: ...

    def note(self, step: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Found:
    """Exactly one post of the account is this one."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Absent:
    """The account was read completely back to the moment of sending, and the post is not there."""


@dataclass(frozen=True, slots=True)
class Several:
    """More than one post could be this one; only a person can say which."""

    external_ids: tuple[str, ...]


Sighting = Found | Absent | Several


@dataclass(frozen=True, slots=True)
class Stands:
    """The post is there for people to see, with these words."""

    text: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The platform could be asked, and shows no such post."""


Standing = Stands | Gone


class ReadingState(StrEnum):
    """Why a number is there, or why it is not. A zero is a value."""

    #: The platform gave a number, and it is in `value`.
    VALUE = "value"
    #: The platform has the number and keeps it back (too few people, too small a page).
    WITHHELD = "withheld"
    #: The platform does not have this number at all.
    NOT_OFFERED = "not_offered"
    #: We asked and could not be told: an error, a time-out, an answer that could not be read.
    FAILED = "failed"


class Split(StrEnum):
    """Which people a number counts."""

    #: Everyone.
    ALL = "all"
    #: People who followed the account.
    FOLLOWERS = "followers"
    #: People who did not.
    NON_FOLLOWERS = "non_followers"
    #: People the platform could not place.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """One number as a platform told it, or the reason there is none.

    `metric` is our name for it (`Metric`, docs/reference/metrics.md); `source` is the platform's
    own name; `definition` dates the meaning, for platforms redefine metrics under the same name.
    `external_id` is the post's id, or None for a number of the whole account. `days` is the length
    of the window a de-duplicated number covers, ending with `ends_on`.
    """

    metric: str
    state: ReadingState
    value: int | None
    source: str
    definition: str
    split: Split = Split.ALL
    external_id: str | None = None
    days: int | None = None
    ends_on: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the credentials belong to."""

    stable_id: str
    handle: str
    name: str


class PlatformFault(Exception):
    """A platform did not do what was asked. The message is a sentence for people."""


class Refused(PlatformFault):
    """The platform said no for good: the post did not go out and will not as it is."""


class TryLater(PlatformFault):
    """Surely not sent: never reached, or turned away with proof. May be tried again at `at`.

    `counts` is False when the platform asked us to wait, which uses up none of the post's attempts.
    """

    def __init__(self, message: str, at: datetime | None = None, *, counts: bool = True) -> None:
        super().__init__(message)
        self.at = at
        self.counts = counts


class NeedsSignIn(PlatformFault):
    """The platform no longer accepts the account's credentials. A person must connect it again."""


class OutcomeUnknown(PlatformFault):
    """It may or may not have gone out. Only reading the account back can tell."""


class Platform(Protocol):
    """One platform. Every method may raise `PlatformFault`; none sleeps or retries by itself."""

    name: PlatformName

    def profile(self, account: Connection) -> Profile:
        """Who these credentials belong to; the way a connection is tried."""

    def publish(self, account: Connection, outgoing: Outgoing, journal: Journal) -> Receipt:
        """Send once. Raises Refused, TryLater, NeedsSignIn or OutcomeUnknown; else it is a bug."""

    def find(
        self, account: Connection, outgoing: Outgoing, journal: Journal, *, since: datetime
    ) -> Sighting:
        """Read the account back to `since` and say whether this post is there."""

    def measure_posts(
        self, account: Connection, external_ids: tuple[str, ...], *, now: datetime
    ) -> list[Reading]:
        """The numbers of these posts now. One dead metric never loses the others."""

    def measure_account(
        self, account: Connection, *, ends_on: date, now: datetime
    ) -> list[Reading]:
        """Followers, and the de-duplicated windows that end with `ends_on`."""

    def look(self, account: Connection, external_id: str) -> Standing:
        """Whether this post of the account can be seen, and with which words."""

    def reword(self, account: Connection, external_id: str, text: str) -> None:
        """Put these words in place of those of a post that is out. Safe to repeat.

        Raises Refused where no program may, and OutcomeUnknown when no answer came.
        """

    def remove(self, account: Connection, external_id: str) -> bool:
        """Take a post down; False when the platform says that nothing was there. Safe to repeat.

        Neither answer proves that people see it no more: `look` does.
        """
