"""Every state a post on the calendar can be in, and the one table of ways from each to the next.

The dispatcher, the sweeper, the reconciler and the pages' words all come from here. A way that does
not stand in `WAYS` cannot be taken.
"""

from dataclasses import dataclass
from enum import StrEnum

from outreach.delivery.guards import Guard


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
    #: The restoring of a backup, after which the rows know less than the platforms.
    RESTORER = "restorer"


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a state to the next: who takes it, under which guards, and why it exists."""

    origin: State
    goal: State
    who: Who
    guards: tuple[Guard, ...]
    reason: str


S, G = State, Guard
WAYS: tuple[Way, ...] = (
    Way(S.DRAFT, S.SCHEDULED, Who.PERSON, (G.DIGEST, G.HOLD), "the last yes came"),
    Way(
        S.DRAFT,
        S.HELD,
        Who.PERSON,
        (G.DIGEST, G.COVERED),
        "the last yes came while sending is paused",
    ),
    Way(
        S.SCHEDULED,
        S.DRAFT,
        Who.PERSON,
        (G.NO_YES,),
        "its words, picture, account or time changed, or a yes was taken back",
    ),
    Way(S.HELD, S.DRAFT, Who.PERSON, (G.NO_YES,), "changed during the pause"),
    Way(S.NEEDS_SIGN_IN, S.DRAFT, Who.PERSON, (G.NO_YES,), "changed while its account is away"),
    Way(S.MISSED, S.DRAFT, Who.PERSON, (G.CHOSEN,), "planned again at a new time"),
    Way(
        S.SCHEDULED,
        S.CLAIMED,
        Who.DISPATCHER,
        (G.DUE, G.WAITED, G.ACCOUNT_FREE),
        "a worker takes it to send it",
    ),
    Way(
        S.CLAIMED,
        S.SCHEDULED,
        Who.SWEEPER,
        (G.LEASE, G.FENCE, G.NOT_MARKED),
        "the worker stopped before the mark",
    ),
    Way(
        S.CLAIMED,
        S.SCHEDULED,
        Who.DISPATCHER,
        (G.FENCE, G.NOT_MARKED),
        "what has to be read before the mark could not be read",
    ),
    Way(S.CLAIMED, S.HELD, Who.DISPATCHER, (G.FENCE, G.COVERED), "a person decides after it"),
    Way(S.CLAIMED, S.DRAFT, Who.DISPATCHER, (G.FENCE, G.NO_YES), "nobody approved what is there"),
    Way(S.CLAIMED, S.DRAFT, Who.DISPATCHER, (G.FENCE, G.STOPPED), "it may not be shown now"),
    Way(S.CLAIMED, S.MISSED, Who.DISPATCHER, (G.FENCE, G.TOO_LATE), "late news helps nobody"),
    Way(S.CLAIMED, S.FAILED, Who.DISPATCHER, (G.FENCE, G.DAMAGED), "it cannot be made whole"),
    Way(
        S.CLAIMED,
        S.NEEDS_SIGN_IN,
        Who.DISPATCHER,
        (G.FENCE, G.NOT_CONNECTED),
        "nothing can leave by this account",
    ),
    Way(S.CLAIMED, S.HANDED_OFF, Who.DISPATCHER, (G.FENCE, G.BY_HAND), "no API: a person posts it"),
    Way(
        S.CLAIMED,
        S.SENDING,
        Who.DISPATCHER,
        (G.FENCE, G.HOLD, G.IN_TIME, G.CONNECTED, G.DIGEST, G.CLEAR, G.BY_API),
        "the mark: from here on it may be out",
    ),
    Way(S.SENDING, S.SCHEDULED, Who.SENDER, (G.FENCE, G.NOT_ACCEPTED), "it is tried again"),
    Way(
        S.SENDING,
        S.HELD,
        Who.SENDER,
        (G.FENCE, G.NOT_ACCEPTED, G.COVERED),
        "a pause came before the first byte",
    ),
    Way(S.SENDING, S.PUBLISHED, Who.SENDER, (G.RECEIPT,), "it is out"),
    Way(S.SENDING, S.FAILED, Who.SENDER, (G.FENCE, G.NOT_ACCEPTED, G.REFUSED), "a person mends it"),
    Way(
        S.SENDING,
        S.NEEDS_SIGN_IN,
        Who.SENDER,
        (G.FENCE, G.NOT_ACCEPTED, G.NOT_CONNECTED),
        "the platform refused the credentials",
    ),
    Way(S.SENDING, S.UNKNOWN, Who.SENDER, (G.FENCE, G.UNCLEAR), "it may be out"),
    Way(S.SENDING, S.UNKNOWN, Who.SWEEPER, (G.LEASE, G.FENCE), "the worker stopped: it may be out"),
    *(
        Way(
            origin,
            S.PUBLISHED,
            Who.SENDER,
            (G.RECEIPT,),
            "a late answer is proof, and beats a guess",
        )
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
    Way(S.UNKNOWN, S.RECONCILING, Who.RECONCILER, (G.GRACE, G.WAITED, G.FENCE), "read the account"),
    Way(S.RECONCILING, S.UNKNOWN, Who.SWEEPER, (G.LEASE, G.FENCE), "the reader stopped"),
    Way(S.RECONCILING, S.UNKNOWN, Who.RECONCILER, (G.FENCE, G.UNREADABLE), "read it again later"),
    Way(S.RECONCILING, S.PUBLISHED, Who.RECONCILER, (G.FENCE, G.FOUND, G.RECEIPT), "it was out"),
    Way(
        S.RECONCILING,
        S.SCHEDULED,
        Who.RECONCILER,
        (G.FENCE, G.READ_BEFORE_RESEND, G.IN_TIME, G.TRIES_LEFT),
        "it is sent again",
    ),
    Way(
        S.RECONCILING,
        S.HELD,
        Who.RECONCILER,
        (G.FENCE, G.READ_BEFORE_RESEND, G.COVERED),
        "it was not out, and sending is paused",
    ),
    Way(
        S.RECONCILING,
        S.MISSED,
        Who.RECONCILER,
        (G.FENCE, G.READ_BEFORE_RESEND, G.TOO_LATE),
        "it was not out, and its time has passed",
    ),
    Way(S.RECONCILING, S.NEEDS_PERSON, Who.RECONCILER, (G.FENCE, G.UNDECIDABLE), "a person looks"),
    Way(S.SCHEDULED, S.HELD, Who.PERSON, (G.COVERED,), "the pause that covered it was lifted"),
    Way(
        S.CLAIMED,
        S.HELD,
        Who.PERSON,
        (G.COVERED, G.NOT_MARKED),
        "the pause that covered it was lifted",
    ),
    Way(S.HELD, S.SCHEDULED, Who.PERSON, (G.CHOSEN, G.DIGEST, G.HOLD), "kept after a pause"),
    Way(S.NEEDS_SIGN_IN, S.SCHEDULED, Who.PERSON, (G.CONNECTED,), "the account is connected again"),
    Way(S.NEEDS_PERSON, S.PUBLISHED, Who.PERSON, (G.SEEN, G.RECEIPT), "a person found it"),
    Way(S.NEEDS_PERSON, S.SCHEDULED, Who.PERSON, (G.NOT_SEEN, G.IN_TIME), "send it once more"),
    Way(S.NEEDS_PERSON, S.MISSED, Who.PERSON, (G.NOT_SEEN, G.TOO_LATE), "it needs a new time"),
    Way(S.NEEDS_PERSON, S.FAILED, Who.PERSON, (G.NOT_SEEN, G.CHOSEN), "a person gave it up"),
    Way(S.HANDED_OFF, S.PUBLISHED, Who.PERSON, (G.SEEN,), "a person posted it"),
    *(
        Way(origin, S.UNKNOWN, Who.RESTORER, (G.MAYBE_SINCE,), "a backup was restored: read it")
        for origin in (
            S.DRAFT,
            S.SCHEDULED,
            S.CLAIMED,
            S.HELD,
            S.NEEDS_SIGN_IN,
            S.MISSED,
        )
    ),
    *(
        Way(origin, S.CANCELLED, Who.PERSON, (G.CHOSEN, G.NOT_MARKED), "taken off the calendar")
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

_GUARDED: dict[tuple[State, State, Who], frozenset[Guard]] = {}
for _way in WAYS:
    _key = (_way.origin, _way.goal, _way.who)
    _GUARDED[_key] = _GUARDED.get(_key, frozenset(_way.guards)) & frozenset(_way.guards)


def may(origin: State, goal: State, who: Who) -> bool:
    """Whether this one may take a placement from `origin` to `goal`."""
    return (origin, goal, who) in _GUARDED


def must(origin: State, goal: State, who: Who, *, fenced: bool) -> None:
    """Refuse a way that is not in the table, and one whose guard is the fence without a fence."""
    if not may(origin, goal, who):
        raise AssertionError(f"No way leads from {origin} to {goal} for the {who}.")
    if Guard.FENCE in _GUARDED[origin, goal, who] and not fenced:
        raise AssertionError(f"The {who} goes from {origin} to {goal} under a fence only.")


def origins(goal: State, who: Who) -> frozenset[State]:
    """Every state from which this one may take a placement to `goal`."""
    return frozenset(way.origin for way in WAYS if way.goal is goal and way.who is who)
