"""Every state a post on the calendar can be in, and the one table of ways from each to the next.

The dispatcher, the sweeper, the reconciler and the pages' words all come from here. A way that does
not stand in `WAYS` cannot be taken.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where one placement stands."""

    #: Placed on the calendar, not yet approved as it is.
    DRAFT = "draft"
    #: Approved and waiting for its minute.
    SCHEDULED = "scheduled"
    #: A worker has taken it; nothing has left.
    CLAIMED = "claimed"
    #: Marked before the first byte; from here on it may have gone out.
    SENDING = "sending"
    #: It may or may not have gone out; the account has to be read.
    UNKNOWN = "unknown"
    #: The account is being read.
    RECONCILING = "reconciling"
    #: It is out, with the platform's own id as proof.
    PUBLISHED = "published"
    #: The platform said no for good.
    FAILED = "failed"
    #: The account has to be connected again first.
    NEEDS_SIGN_IN = "needs_sign_in"
    #: Only a person can say what became of it.
    NEEDS_PERSON = "needs_person"
    #: Its time passed without it going out; a person is asked.
    MISSED = "missed"
    #: A hold covered it; a person decides, nothing resumes by itself.
    HELD = "held"
    #: Taken off the calendar by a person.
    CANCELLED = "cancelled"
    #: Due, on a platform without an API: a person posts it and marks it done.
    HANDED_OFF = "handed_off"

    @property
    def words(self) -> str:
        """The state as pages say it."""
        return _WORDS[self]


_WORDS = {
    State.DRAFT: "Draft",
    State.SCHEDULED: "Scheduled",
    State.CLAIMED: "Going out",
    State.SENDING: "Going out",
    State.UNKNOWN: "Checking",
    State.RECONCILING: "Checking",
    State.PUBLISHED: "Published",
    State.FAILED: "Refused",
    State.NEEDS_SIGN_IN: "Account not connected",
    State.NEEDS_PERSON: "Needs your decision",
    State.MISSED: "Missed",
    State.HELD: "Paused",
    State.CANCELLED: "Cancelled",
    State.HANDED_OFF: "Post by hand",
}


class Who(StrEnum):
    """Who takes a way."""

    #: A person, on a page or by a command.
    PERSON = "person"
    #: The dispatcher, which claims and marks.
    DISPATCHER = "dispatcher"
    #: The thread that speaks to the platform.
    SENDER = "sender"
    #: The sweep for leases that ran out and times that passed.
    SWEEPER = "sweeper"
    #: The reconciler, which reads accounts back.
    RECONCILER = "reconciler"


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a state to the next: who takes it, under what guard, and why it exists."""

    origin: State
    goal: State
    who: Who
    guard: str


S = State
WAYS: tuple[Way, ...] = (
    Way(S.DRAFT, S.SCHEDULED, Who.PERSON, "its digest has every yes; no hold covers it"),
    Way(S.DRAFT, S.HELD, Who.PERSON, "its digest has every yes; a hold covers it"),
    Way(
        S.SCHEDULED,
        S.DRAFT,
        Who.PERSON,
        "words, picture, account or time changed, or a step lacks its yes now: ask again",
    ),
    Way(S.HELD, S.DRAFT, Who.PERSON, "words, picture, account or time changed: ask again"),
    Way(S.MISSED, S.DRAFT, Who.PERSON, "planned again at a new time"),
    Way(S.SCHEDULED, S.CLAIMED, Who.DISPATCHER, "due; not before; account free"),
    Way(S.CLAIMED, S.SCHEDULED, Who.SWEEPER, "lease over: surely not sent"),
    Way(S.CLAIMED, S.SCHEDULED, Who.DISPATCHER, "stopped before the mark: surely not sent"),
    Way(S.CLAIMED, S.HELD, Who.DISPATCHER, "a hold covers it"),
    Way(
        S.CLAIMED,
        S.DRAFT,
        Who.DISPATCHER,
        "it lacks a yes, or something stops it now",
    ),
    Way(S.CLAIMED, S.MISSED, Who.DISPATCHER, "too late to go out"),
    Way(S.CLAIMED, S.FAILED, Who.DISPATCHER, "its picture or another part cannot be read"),
    Way(S.CLAIMED, S.NEEDS_SIGN_IN, Who.DISPATCHER, "account not connected"),
    Way(S.CLAIMED, S.HANDED_OFF, Who.DISPATCHER, "the platform has no API"),
    Way(
        S.CLAIMED,
        S.SENDING,
        Who.DISPATCHER,
        "fence; no hold; every yes; nothing stops it; lease",
    ),
    Way(S.SENDING, S.SCHEDULED, Who.SENDER, "proof that nothing was accepted"),
    Way(S.SENDING, S.HELD, Who.SENDER, "a hold came before the first byte"),
    Way(S.SENDING, S.PUBLISHED, Who.SENDER, "the platform's id"),
    Way(S.SENDING, S.FAILED, Who.SENDER, "refused for good, or attempts used up"),
    Way(S.SENDING, S.NEEDS_SIGN_IN, Who.SENDER, "credentials refused"),
    Way(S.SENDING, S.UNKNOWN, Who.SENDER, "no clear answer"),
    Way(S.SENDING, S.UNKNOWN, Who.SWEEPER, "lease over: maybe sent"),
    *(
        Way(origin, S.PUBLISHED, Who.SENDER, "a late answer is proof")
        for origin in (
            S.UNKNOWN,
            S.RECONCILING,
            S.SCHEDULED,
            S.CLAIMED,
            S.HELD,
            S.MISSED,
            S.NEEDS_PERSON,
            S.FAILED,
        )
    ),
    Way(S.UNKNOWN, S.RECONCILING, Who.RECONCILER, "grace over"),
    Way(S.RECONCILING, S.UNKNOWN, Who.SWEEPER, "lease over"),
    Way(S.RECONCILING, S.UNKNOWN, Who.RECONCILER, "the account could not be read yet"),
    Way(S.RECONCILING, S.PUBLISHED, Who.RECONCILER, "exactly one match"),
    Way(S.RECONCILING, S.SCHEDULED, Who.RECONCILER, "surely absent; in time; attempts left"),
    Way(S.RECONCILING, S.HELD, Who.RECONCILER, "surely absent; a hold covers it"),
    Way(S.RECONCILING, S.MISSED, Who.RECONCILER, "surely absent; too late to send again"),
    Way(S.RECONCILING, S.NEEDS_PERSON, Who.RECONCILER, "several matches, unreadable, or used up"),
    Way(S.SCHEDULED, S.HELD, Who.PERSON, "a hold that covered it was lifted"),
    Way(S.CLAIMED, S.HELD, Who.PERSON, "a hold that covered it was lifted"),
    Way(S.HELD, S.SCHEDULED, Who.PERSON, "kept after a hold; still approved"),
    Way(S.NEEDS_SIGN_IN, S.SCHEDULED, Who.PERSON, "account connected again"),
    Way(S.NEEDS_SIGN_IN, S.DRAFT, Who.PERSON, "words, picture, account or time changed: ask again"),
    Way(S.NEEDS_PERSON, S.PUBLISHED, Who.PERSON, "a person saw it on the platform"),
    Way(S.NEEDS_PERSON, S.SCHEDULED, Who.PERSON, "a person saw that it is not there"),
    Way(S.NEEDS_PERSON, S.MISSED, Who.PERSON, "a person saw that it is not there; too late"),
    Way(S.NEEDS_PERSON, S.FAILED, Who.PERSON, "a person gave it up"),
    Way(S.HANDED_OFF, S.PUBLISHED, Who.PERSON, "a person posted it"),
    *(
        Way(origin, S.CANCELLED, Who.PERSON, "surely not sent")
        for origin in (
            S.DRAFT,
            S.SCHEDULED,
            S.CLAIMED,
            S.HELD,
            S.MISSED,
            S.NEEDS_SIGN_IN,
            S.HANDED_OFF,
            S.FAILED,
        )
    ),
)

#: States in which a placement still counts against "one variant, one account, once".
LIVE = frozenset(State) - {State.CANCELLED, State.FAILED, State.MISSED}

#: Nothing happens to these by itself and nobody is waited for.
ENDED = frozenset({State.PUBLISHED, State.CANCELLED})

#: A person has to do something.
ASKS = frozenset(
    {State.FAILED, State.NEEDS_SIGN_IN, State.NEEDS_PERSON, State.MISSED, State.HANDED_OFF}
)

_ALLOWED = frozenset((way.origin, way.goal, way.who) for way in WAYS)


def may(origin: State, goal: State, who: Who) -> bool:
    """Whether this one may take a placement from `origin` to `goal`."""
    return (origin, goal, who) in _ALLOWED


def origins(goal: State, who: Who) -> frozenset[State]:
    """Every state from which this one may take a placement to `goal`."""
    return frozenset(way.origin for way in WAYS if way.goal is goal and way.who is who)
