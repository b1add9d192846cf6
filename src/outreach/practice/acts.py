"""What residents do on meeting a post, how inclined they are to it, and the dice that decide."""

import sys
from array import array
from collections.abc import Mapping, Sequence
from enum import IntFlag
from random import Random
from typing import NamedTuple

from outreach.practice.residents import Network


class Act(IntFlag):
    """What a resident does on meeting a post."""

    #: Likes it (on Facebook: any reaction).
    LIKE = 1
    #: Replies or comments.
    REPLY = 2
    #: Passes it on as it is.
    SHARE = 4
    #: Passes it on with words of their own.
    QUOTE = 8
    #: Keeps it for later.
    SAVE = 16
    #: Follows the link in it.
    LINK = 32
    #: Opens it or its picture.
    DETAIL = 64
    #: Looks at the account.
    PROFILE = 128
    #: Votes in its poll.
    VOTE = 256
    #: Begins to follow the account.
    FOLLOW = 512
    #: Stops following the account.
    UNFOLLOW = 1024
    #: Asks to see less of this.
    HIDE = 2048


class Inclination(NamedTuple):
    """How many of 10,000 do it: from the start, and more for each point of interest and mood."""

    act: Act
    base: int
    by_interest: int
    by_mood: int


#: Invented for practice, of the size that small towns' pages see.
INCLINATIONS: Mapping[Network, tuple[Inclination, ...]] = {
    Network.X: (
        Inclination(Act.LIKE, 60, 40, 40),
        Inclination(Act.REPLY, 10, 6, 4),
        Inclination(Act.SHARE, 15, 10, 20),
        Inclination(Act.QUOTE, 4, 2, 3),
        Inclination(Act.SAVE, 8, 4, 4),
        Inclination(Act.LINK, 40, 15, 20),
        Inclination(Act.DETAIL, 200, 40, 40),
        Inclination(Act.PROFILE, 30, 10, 10),
        Inclination(Act.VOTE, 300, 60, 0),
        Inclination(Act.FOLLOW, 20, 15, 15),
        Inclination(Act.UNFOLLOW, 6, 0, 0),
        Inclination(Act.HIDE, 30, -3, 0),
    ),
    Network.FACEBOOK: (
        Inclination(Act.LIKE, 100, 60, 60),
        Inclination(Act.REPLY, 20, 12, 8),
        Inclination(Act.SHARE, 20, 12, 20),
        Inclination(Act.LINK, 60, 20, 20),
        Inclination(Act.DETAIL, 300, 50, 50),
        Inclination(Act.PROFILE, 20, 8, 6),
        Inclination(Act.FOLLOW, 15, 10, 10),
        Inclination(Act.UNFOLLOW, 5, 0, 0),
        Inclination(Act.HIDE, 20, -2, 0),
    ),
    Network.INSTAGRAM: (
        Inclination(Act.LIKE, 200, 60, 60),
        Inclination(Act.REPLY, 10, 6, 5),
        Inclination(Act.SHARE, 15, 10, 15),
        Inclination(Act.SAVE, 20, 8, 8),
        Inclination(Act.PROFILE, 40, 12, 8),
        Inclination(Act.FOLLOW, 20, 12, 12),
        Inclination(Act.UNFOLLOW, 6, 0, 0),
        Inclination(Act.HIDE, 20, -2, 0),
    ),
}

# Sums of acts are plain integers: they are asked of every meeting, and flags are slow to combine.

#: Acts by which friends come to see the post: on Facebook a comment shows it to them too.
PASSES_ON: Mapping[Network, int] = {
    Network.X: int(Act.SHARE | Act.QUOTE),
    Network.FACEBOOK: int(Act.SHARE | Act.REPLY),
    Network.INSTAGRAM: int(Act.SHARE),
}

#: After these a resident does not meet the post again.
TURNS_AWAY = int(Act.UNFOLLOW | Act.HIDE)

#: After these the account has a follower more or less.
CHANGES_FOLLOWING = int(Act.FOLLOW | Act.UNFOLLOW)

#: Questions decided by dice before any act: the local shelf, a circle's page, and how late.
ON_SHELF, IN_CIRCLE, HOURS_LATE = range(3)
_FIRST_ACT = 3
_QUESTIONS = _FIRST_ACT + len(Act)
_DIE = {act: _FIRST_ACT + number for number, act in enumerate(Act)}


#: How many sides a die has.
SIDES = 1 << 16


def of_10_000(chance: int) -> int:
    """How many sides of a die come up `chance` times in 10,000."""
    return chance * SIDES // 10_000


class Dice:
    """One throw for each person and question, all made before anything happens."""

    def __init__(self, rng: Random, people: int) -> None:
        self._throws = array("H", rng.randbytes(2 * _QUESTIONS * people))
        if sys.byteorder == "big":
            self._throws.byteswap()

    def throws(self, question: int) -> Sequence[int]:
        """What each person threw for the question, by id."""
        return self._throws[question::_QUESTIONS]

    def acts(self, person: int, network: Network, *, interest: int, mood: int) -> int:
        """What the person feels like doing, as a sum of acts, before what is possible is known."""
        first = person * _QUESTIONS
        throws = self._throws
        chosen = 0
        for act, die, base, by_interest, by_mood in _TABLES[network]:
            if throws[first + die] < base + by_interest * interest + by_mood * mood:
                chosen |= act
        return chosen


_TABLES: Mapping[Network, tuple[tuple[int, ...], ...]] = {
    network: tuple(
        (int(act), _DIE[act], *(of_10_000(chance) for chance in chances))
        for act, *chances in inclinations
    )
    for network, inclinations in INCLINATIONS.items()
}
