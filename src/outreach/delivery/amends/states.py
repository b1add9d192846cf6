"""What can become of a post that is out: two kinds of amendment, their states, and the one table of
ways from each state to the next.
"""

from dataclasses import dataclass
from enum import StrEnum


class AmendKind(StrEnum):
    """What is done to a post that is out."""

    #: Nobody shall see it any more.
    TAKE_DOWN = "take_down"
    #: Other words shall stand in place of its own.
    CORRECT = "correct"


class AmendState(StrEnum):
    """Where one amendment stands."""

    #: It waits for the yes of a second person.
    ASKED = "asked"
    #: It may be done now.
    ORDERED = "ordered"
    #: Marked before the first byte; from here on it may have been done.
    DOING = "doing"
    #: The platform was asked, or may have been; the post has to be read back.
    CHECKING = "checking"
    #: The post is being read back.
    LOOKING = "looking"
    #: The post was read back and is as it should be, or a person says so.
    DONE = "done"
    #: A hold covers this correction; a person decides, nothing resumes by itself.
    HELD = "held"
    #: No program may do it there: a person does it and says so.
    BY_HAND = "by_hand"
    #: The account has to be connected again first.
    NEEDS_SIGN_IN = "needs_sign_in"
    #: It was refused or cannot be proven; a person has to look.
    NEEDS_PERSON = "needs_person"
    #: Taken back, or answered with a no, with nothing done.
    DROPPED = "dropped"

    @property
    def words(self) -> str:
        """The state as commands and reference pages say it."""
        return _WORDS[self]


_WORDS = {
    AmendState.ASKED: "needs a yes",
    AmendState.ORDERED: "ordered",
    AmendState.DOING: "being done",
    AmendState.CHECKING: "being read back",
    AmendState.LOOKING: "being read back",
    AmendState.DONE: "done",
    AmendState.HELD: "paused",
    AmendState.BY_HAND: "to do by hand",
    AmendState.NEEDS_SIGN_IN: "account not connected",
    AmendState.NEEDS_PERSON: "needs a person",
    AmendState.DROPPED: "left as it is",
}


class AmendWho(StrEnum):
    """Who takes a way."""

    #: A person, on a page or by a command.
    PERSON = "person"
    #: The round that marks, asks the platform and reads back.
    ROUND = "round"
    #: The sweep for leases that ran out.
    SWEEPER = "sweeper"


@dataclass(frozen=True, slots=True)
class AmendWay:
    """One way from a state to the next: who takes it, and under what guard."""

    origin: AmendState
    goal: AmendState
    who: AmendWho
    guard: str


S, W = AmendState, AmendWho
AMEND_WAYS: tuple[AmendWay, ...] = (
    AmendWay(S.ASKED, S.ORDERED, W.PERSON, "every yes is there, none of them an author's own"),
    AmendWay(S.ASKED, S.BY_HAND, W.PERSON, "every yes is there; no program may do it"),
    AmendWay(S.ORDERED, S.DOING, W.ROUND, "fence; account; a correction: no hold, every yes"),
    AmendWay(S.ORDERED, S.HELD, W.ROUND, "a correction: a hold covers it, or did since its yes"),
    AmendWay(S.ORDERED, S.NEEDS_SIGN_IN, W.ROUND, "account not connected"),
    AmendWay(S.ORDERED, S.NEEDS_PERSON, W.ROUND, "a correction: a yes is missing now"),
    AmendWay(S.DOING, S.CHECKING, W.ROUND, "fence; an answer came, or may have been lost"),
    AmendWay(S.DOING, S.ORDERED, W.ROUND, "fence; proof that nothing was done; tries left"),
    AmendWay(S.DOING, S.HELD, W.ROUND, "fence; a hold came before the first byte"),
    AmendWay(S.DOING, S.NEEDS_SIGN_IN, W.ROUND, "fence; credentials refused"),
    AmendWay(S.DOING, S.NEEDS_PERSON, W.ROUND, "fence; refused for good, or tries used up"),
    AmendWay(S.DOING, S.CHECKING, W.SWEEPER, "lease over: it may have been done"),
    AmendWay(S.CHECKING, S.LOOKING, W.ROUND, "grace over, where no answer came"),
    AmendWay(S.LOOKING, S.DONE, W.ROUND, "fence; the post is as it should be"),
    AmendWay(S.LOOKING, S.ORDERED, W.ROUND, "fence; the post is as it was; tries left"),
    AmendWay(S.LOOKING, S.CHECKING, W.ROUND, "fence; it could not be read, or too early to tell"),
    AmendWay(S.LOOKING, S.NEEDS_PERSON, W.ROUND, "fence; it reads otherwise, or tries used up"),
    AmendWay(S.LOOKING, S.CHECKING, W.SWEEPER, "lease over"),
    *(
        AmendWay(origin, S.ORDERED, W.PERSON, "a person says: go on")
        for origin in (S.HELD, S.NEEDS_SIGN_IN, S.NEEDS_PERSON)
    ),
    *(
        AmendWay(origin, S.DONE, W.PERSON, "a person looked, and says that it is so")
        for origin in (S.BY_HAND, S.NEEDS_PERSON, S.NEEDS_SIGN_IN)
    ),
    *(
        AmendWay(origin, S.DROPPED, W.PERSON, "nothing was done, or a person leaves it as it is")
        for origin in (S.ASKED, S.ORDERED, S.HELD, S.BY_HAND, S.NEEDS_SIGN_IN, S.NEEDS_PERSON)
    ),
)

#: Nothing happens to these any more.
AMENDED = frozenset({S.DONE, S.DROPPED})

#: A person has to do something.
AMEND_ASKS = frozenset({S.HELD, S.BY_HAND, S.NEEDS_SIGN_IN, S.NEEDS_PERSON})

#: A person has to do something, or somebody else has to say yes.
FOR_PEOPLE = AMEND_ASKS | {S.ASKED}

_ALLOWED = frozenset((way.origin, way.goal, way.who) for way in AMEND_WAYS)


def may(origin: AmendState, goal: AmendState, who: AmendWho) -> bool:
    """Whether this one may take an amendment from `origin` to `goal`."""
    return (origin, goal, who) in _ALLOWED
