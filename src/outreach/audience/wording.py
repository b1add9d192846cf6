"""How the platforms' numbers are called, what each counts, and so what may be done with it."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from outreach.platforms import PlatformName, ReadingState, Split


class Counts(StrEnum):
    """What a number is a count of."""

    #: Times a post was shown. Posts may be added up; it is never people.
    SHOWINGS = "showings"
    #: Accounts, each counted once for what the number covers. Never added up.
    ACCOUNTS = "accounts"
    #: Things people did. Posts may be added up.
    ACTS = "acts"
    #: Accounts that follow at one moment. Never added up.
    FOLLOWERS = "followers"


@dataclass(frozen=True, slots=True)
class Wording:
    """One metric as people read it."""

    title: str
    counts: Counts

    @property
    def adds_up(self) -> bool:
        """Whether the numbers of several posts of one platform make a true sum."""
        return self.counts in {Counts.SHOWINGS, Counts.ACTS}


def _these(counts: Counts, **titles: str) -> dict[str, Wording]:
    return {name: Wording(title, counts) for name, title in titles.items()}


#: In the order in which they are shown.
METRICS = MappingProxyType(
    {
        **_these(Counts.ACCOUNTS, reach="Accounts reached"),
        **_these(Counts.SHOWINGS, impressions="Impressions", views="Views"),
        **_these(
            Counts.ACTS,
            engagements="Engagements",
            likes="Likes",
            reactions="Reactions",
            replies="Replies",
            comments="Comments",
            reposts="Reposts",
            shares="Shares",
            quotes="Quotes",
            bookmarks="Bookmarks",
            saves="Saves",
            link_clicks="Link clicks",
            profile_visits="Profile visits",
            follows="Follows from the post",
            followers_gained="Followers gained",
            followers_lost="Followers lost",
        ),
        **_these(Counts.FOLLOWERS, followers="Followers"),
    }
)

#: How each platform counts showings. This and the reach are asked of every post.
SHOWN_BY = MappingProxyType(
    {
        PlatformName.X: "impressions",
        PlatformName.FACEBOOK: "views",
        PlatformName.INSTAGRAM: "views",
    }
)

PLATFORMS = MappingProxyType(
    {
        PlatformName.X: "X",
        PlatformName.FACEBOOK: "Facebook",
        PlatformName.INSTAGRAM: "Instagram",
        PlatformName.HANDOFF: "By hand",
        PlatformName.PRINT: "Print",
    }
)

SPLITS = MappingProxyType(
    {
        Split.ALL: "Everyone",
        Split.FOLLOWERS: "Followers",
        Split.NON_FOLLOWERS: "Not followers",
        Split.UNKNOWN: "Not said which",
    }
)

#: What stands where a number is not.
STATES = MappingProxyType(
    {
        None: "not asked yet",
        ReadingState.WITHHELD: "kept back",
        ReadingState.NOT_OFFERED: "not offered",
        ReadingState.FAILED: "could not be read",
    }
)

#: The same as the end of a sentence.
IS = MappingProxyType(
    {
        None: "was not asked yet",
        ReadingState.WITHHELD: "is kept back",
        ReadingState.NOT_OFFERED: "is not offered",
        ReadingState.FAILED: "could not be read",
    }
)

BY_HAND = "It was posted by hand, and Outreach has no way to read its numbers."
NEW_PEOPLE = "How many new people this reached is not estimated yet."


def shown(state: ReadingState | None, value: int | None) -> str:
    """A number as people read it, or the words that stand in its place."""
    return f"{value:,}" if value is not None else STATES.get(state, "not available")


def of(metric: str) -> Wording:
    """The wording of a metric. One that is new here keeps its own name and is not added up."""
    unknown = Wording(metric.replace("_", " ").capitalize(), Counts.ACCOUNTS)
    return METRICS.get(metric, unknown)


def titled(metric: str, *splits: Split) -> str:
    """A metric and whom it counts: "Views, followers". Everyone needs no words."""
    title = of(metric).title
    if Split.ALL in splits:
        return title
    return f"{title}, {' and '.join(SPLITS[one].lower() for one in SPLITS if one in splits)}"


def place(metric: str) -> int:
    """Where a metric stands in the order of showing; new ones come last."""
    order = list(METRICS)
    return order.index(metric) if metric in order else len(order)
