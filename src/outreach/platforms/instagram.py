"""An Instagram professional account by the Graph API: its numbers only, nothing is posted yet."""

# ruff: noqa: ARG002 - the port names the arguments; reading needs fewer.
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from outreach.platforms.graph import Graph, asking
from outreach.platforms.insights import (
    TOO_FEW,
    UNREADABLE,
    V26,
    About,
    Gap,
    Insight,
    Source,
    Total,
    ask,
    followers,
)
from outreach.platforms.metrics import Metric
from outreach.platforms.port import (
    Connection,
    Journal,
    Outgoing,
    PlatformName,
    Profile,
    Reading,
    ReadingState,
    Receipt,
    Refused,
    Sighting,
    Split,
    Standing,
)

WINDOWS = (1, 7, 14, 28)
BY_FOLLOWERS = "follow_type"
NOT_YET = (
    "Outreach does not post to Instagram yet. Post it by hand there, or choose another account."
)
NO_SPLIT = Gap(
    ReadingState.NOT_OFFERED, "Instagram tells who follows for the account, not for one post."
)

MEDIA_SOURCES = (
    Source(Metric.VIEWS, "views", V26),
    Source(Metric.REACH, "reach", V26),
    Source(Metric.LIKES, "likes", V26),
    Source(Metric.COMMENTS, "comments", V26),
    Source(Metric.SHARES, "shares", V26),
    Source(Metric.SAVES, "saved", V26),
    Source(Metric.ENGAGEMENTS, "total_interactions", V26),
    Source(Metric.FOLLOWS, "follows", V26),
    Source(Metric.PROFILE_VISITS, "profile_visits", V26),
)
ACCOUNT_SOURCES = (Source(Metric.REACH, "reach", V26), Source(Metric.VIEWS, "views", V26))
CHANGES = "follows_and_unfollows"
#: In this one metric the two kinds are those who came and those who left.
CHANGE_SOURCES = (
    (Source(Metric.FOLLOWERS_GAINED, CHANGES, V26), "FOLLOWER"),
    (Source(Metric.FOLLOWERS_LOST, CHANGES, V26), "NON_FOLLOWER"),
)
SPLITS = (
    (Split.FOLLOWERS, "FOLLOWER"),
    (Split.NON_FOLLOWERS, "NON_FOLLOWER"),
    (Split.UNKNOWN, "UNKNOWN"),
)


class Instagram:
    """Instagram accounts, read only. Each request ends within `timeout` seconds."""

    name = PlatformName.INSTAGRAM

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout

    def profile(self, account: Connection) -> Profile:
        with asking():
            told = self._graph(account).read(account.stable_id, fields="id,username,name")
        username = str(told.get("username") or account.handle)
        return Profile(account.stable_id, username, str(told.get("name") or username))

    def publish(self, account: Connection, outgoing: Outgoing, journal: Journal) -> Receipt:
        raise Refused(NOT_YET)

    def find(
        self, account: Connection, outgoing: Outgoing, journal: Journal, *, since: datetime
    ) -> Sighting:
        raise Refused(NOT_YET)

    def measure_posts(
        self, account: Connection, external_ids: tuple[str, ...], *, now: datetime
    ) -> list[Reading]:
        graph = self._graph(account)
        return [reading for media_id in external_ids for reading in _of_media(graph, media_id)]

    def measure_account(
        self, account: Connection, *, ends_on: date, now: datetime
    ) -> list[Reading]:
        graph = self._graph(account)
        readings = [followers(graph, account.stable_id, ends_on=ends_on)]
        for days in WINDOWS:
            readings += _of_window(graph, account.stable_id, About(days=days, ends_on=ends_on))
        readings += _changes(graph, account.stable_id, About(days=1, ends_on=ends_on))
        return readings

    def look(self, account: Connection, external_id: str) -> Standing:
        raise Refused("Outreach did not post this to Instagram. Look at it by hand there.")

    def reword(self, account: Connection, external_id: str, text: str) -> None:
        raise Refused("Instagram lets no program change a caption. Change it by hand there.")

    def remove(self, account: Connection, external_id: str) -> bool:
        raise Refused("Instagram lets no program take a post down. Remove it by hand there.")

    def _graph(self, account: Connection) -> Graph:
        return Graph(account, timeout=self._timeout)


def _of_media(graph: Graph, media_id: str) -> Iterator[Reading]:
    about = About(post_id=media_id)
    told = ask(graph, media_id, tuple(source.name for source in MEDIA_SOURCES))
    for source in MEDIA_SOURCES:
        yield about.reading(source, _lifetime(told[source.name], source))
    for source in MEDIA_SOURCES[:2]:
        for split, _ in SPLITS[:2]:
            yield about.reading(source, NO_SPLIT, split, name="")


def _lifetime(told: Insight | Gap, source: Source) -> int | Gap:
    if isinstance(told, Gap):
        return told
    if not told.values or told.values[0].value is None:
        return TOO_FEW
    return source.rule(told.values[0].value)


def _of_window(graph: Graph, user_id: str, about: About) -> Iterator[Reading]:
    """People and views of a window: everybody, then by whether they follow."""
    names = tuple(source.name for source in ACCOUNT_SOURCES)
    told = ask(graph, user_id, names, breakdown=BY_FOLLOWERS, **_span(about))
    for source in ACCOUNT_SOURCES:
        total = _total(told[source.name])
        yield about.reading(source, total if isinstance(total, Gap) else _everybody(total))
        for split, kind in SPLITS:
            part = total if isinstance(total, Gap) else _part(total, kind)
            yield about.reading(source, part, split)


def _changes(graph: Graph, user_id: str, about: About) -> Iterator[Reading]:
    told = ask(graph, user_id, (CHANGES,), breakdown=BY_FOLLOWERS, **_span(about))
    total = _total(told[CHANGES])
    for source, kind in CHANGE_SOURCES:
        yield about.reading(source, total if isinstance(total, Gap) else _part(total, kind))


def _span(about: About) -> dict[str, str]:
    """The window as Instagram takes it: seconds since 1970, from midnight to midnight UTC."""
    last = about.ends_on or date.min
    until = datetime.combine(last + timedelta(days=1), time(), UTC)
    since = until - timedelta(days=about.days or 1)
    return {
        "period": "day",
        "metric_type": "total_value",
        "since": str(int(since.timestamp())),
        "until": str(int(until.timestamp())),
    }


def _total(told: Insight | Gap) -> Total | Gap:
    if isinstance(told, Gap):
        return told
    return told.total_value or UNREADABLE


def _everybody(total: Total) -> int | Gap:
    return TOO_FEW if total.value is None else total.value


def _part(total: Total, kind: str) -> int | Gap:
    """One slice. One that is left out is nobody where the others make up the whole."""
    parts = {
        part.dimension_values[0]: part.value
        for breakdown in total.breakdowns
        for part in breakdown.results
        if part.dimension_values
    }
    if kind in parts:
        return parts[kind]
    return 0 if parts and sum(parts.values()) == total.value else TOO_FEW
