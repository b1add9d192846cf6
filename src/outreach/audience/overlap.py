"""How many different people several posts can have reached within one platform, for certain.

Every post reached some people, counted once per post. Those of the largest post are people, so the
union is at least that; nobody is counted who is in no post, so it is at most the sum. No model.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from outreach.platforms import PlatformName


@dataclass(frozen=True, slots=True)
class Reach:
    """The accounts one post reached, each counted once; None when the platform did not say."""

    platform: PlatformName
    accounts: int | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """At least `low`, at most `high`. Without every post's number there is no upper end."""

    low: int | None
    high: int | None
    told: int
    posts: int


def bounds(reaches: Iterable[Reach]) -> Bounds:
    """The certain range over some posts of one platform.

    Refuses posts of two platforms: the same person may be in both, and nobody can tell.
    """
    given = tuple(reaches)
    if len({reach.platform for reach in given}) > 1:
        raise ValueError("People on different platforms cannot be joined into one range.")
    told = [reach.accounts for reach in given if reach.accounts is not None]
    complete = bool(told) and len(told) == len(given)
    return Bounds(
        low=max(told, default=None),
        high=sum(told) if complete else None,
        told=len(told),
        posts=len(given),
    )
