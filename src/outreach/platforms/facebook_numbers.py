"""Which numbers Facebook has of a post and of a Page, by its names of 2026, and what they mean."""

from collections.abc import Iterator
from datetime import date, timedelta

from outreach.platforms.graph import Graph
from outreach.platforms.insights import (
    TOO_FEW,
    UNREADABLE,
    V26,
    About,
    Gap,
    Insight,
    Rule,
    Source,
    Told,
    Value,
    ask,
    followers,
)
from outreach.platforms.metrics import Metric
from outreach.platforms.port import Reading, ReadingState, Split

#: Views took the place of impressions, and people reached were counted anew, on these days.
VIEWS_SINCE = "2025-11-15"
REACH_SINCE = "2026-06-15"

POST_VIEWS = "post_media_view"
PAGE_VIEWS = "page_media_view"
BY_FOLLOWERS = "is_from_followers"
PERIODS = {1: "day", 7: "week", 28: "days_28"}
NO_SPLIT = "Facebook counts the people reached and does not say whether they follow."
NOT_YET = Gap(ReadingState.FAILED, "Facebook has not counted this day yet.")


def _only(kind: str) -> Rule:
    """One kind among several; a kind that did not happen is left out of the answer."""
    return lambda counted: counted.get(kind, 0) if isinstance(counted, dict) else counted


POST_SOURCES = (
    Source(Metric.VIEWS, POST_VIEWS, VIEWS_SINCE),
    Source(Metric.REACH, "post_total_media_view_unique", REACH_SINCE),
    Source(Metric.REACTIONS, "post_reactions_by_type_total", V26),
    Source(Metric.LIKES, "post_reactions_like_total", V26),
    Source(Metric.COMMENTS, "post_activity_by_action_type", V26, _only("comment")),
    Source(Metric.SHARES, "post_activity_by_action_type", V26, _only("share")),
    Source(Metric.LINK_CLICKS, "post_clicks_by_type", V26, _only("link clicks")),
)
WINDOW_SOURCES = (
    Source(Metric.VIEWS, PAGE_VIEWS, VIEWS_SINCE),
    Source(Metric.REACH, "page_total_media_view_unique", REACH_SINCE),
)
DAY_SOURCES = (
    Source(Metric.FOLLOWERS_GAINED, "page_daily_follows_unique", V26),
    Source(Metric.FOLLOWERS_LOST, "page_daily_unfollows_unique", V26),
)
SPLITS = ((Split.FOLLOWERS, "1"), (Split.NON_FOLLOWERS, "0"))


def of_post(graph: Graph, post_id: str) -> Iterator[Reading]:
    """Every number Facebook has of one post, by who follows where it says so."""
    about = About(post_id=post_id)
    names = tuple(dict.fromkeys(source.name for source in POST_SOURCES))
    yield from _totals(about, POST_SOURCES, ask(graph, post_id, names))
    split = ask(graph, post_id, (POST_VIEWS,), breakdown=BY_FOLLOWERS)
    yield from _by_followers(about, POST_SOURCES[0], split[POST_VIEWS])
    yield from _no_split(about, POST_SOURCES[1])


def of_page(graph: Graph, page_id: str, *, ends_on: date) -> Iterator[Reading]:
    """Followers, and views and people over windows of 1, 7 and 28 days that end with `ends_on`."""
    yield followers(graph, page_id, ends_on=ends_on)
    for days, period in PERIODS.items():
        about = About(days=days, ends_on=ends_on)
        sources = WINDOW_SOURCES + (DAY_SOURCES if days == 1 else ())
        # A window belongs to the midnight it ends at, which is the next day's first moment.
        span = {
            "period": period,
            "since": ends_on.isoformat(),
            "until": (ends_on + timedelta(days=1)).isoformat(),
        }
        told = ask(graph, page_id, tuple(source.name for source in sources), **span)
        yield from _totals(about, sources, told)
        split = ask(graph, page_id, (PAGE_VIEWS,), breakdown=BY_FOLLOWERS, **span)
        yield from _by_followers(about, WINDOW_SOURCES[0], split[PAGE_VIEWS])
        yield from _no_split(about, WINDOW_SOURCES[1])


def _totals(about: About, sources: tuple[Source, ...], told: Told) -> Iterator[Reading]:
    for source in sources:
        values = _values(told[source.name], about)
        yield about.reading(source, values if isinstance(values, Gap) else _number(values, source))


def _by_followers(about: About, source: Source, told: Insight | Gap) -> Iterator[Reading]:
    values = _values(told, about)
    for split, flag in SPLITS:
        if isinstance(values, Gap):
            yield about.reading(source, values, split)
            continue
        own = [value for value in values if value.is_from_followers == flag]
        yield about.reading(source, _number(own, source), split)


def _no_split(about: About, source: Source) -> Iterator[Reading]:
    for split, _ in SPLITS:
        yield about.reading(source, Gap(ReadingState.NOT_OFFERED, NO_SPLIT), split, name="")


def _values(told: Insight | Gap, about: About) -> list[Value] | Gap:
    """The values of the asked window, or why there are none."""
    if isinstance(told, Gap):
        return told
    if about.ends_on is None:
        return told.values or TOO_FEW
    midnight = (about.ends_on + timedelta(days=1)).isoformat()
    return [one for one in told.values if (one.end_time or "").startswith(midnight)] or NOT_YET


def _number(values: list[Value], source: Source) -> int | Gap:
    """The one number meant. An empty value is kept back, which is not the same as none."""
    if len(values) != 1:
        return UNREADABLE
    counted = values[0].value
    return TOO_FEW if counted is None else source.rule(counted)
