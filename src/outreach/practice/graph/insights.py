"""Facebook insights: what a Page and a post are told, with the names that were alive in v26.0."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from outreach.practice import counters
from outreach.practice.counters import Counters
from outreach.practice.graph import errors
from outreach.practice.graph.access import Caller
from outreach.practice.graph.objects import stamp
from outreach.practice.graph.params import Params
from outreach.practice.kept import NetworkAccount, NetworkPost
from outreach.practice.world import World

#: A Page's day ends at midnight here, whatever zone the Page is in.
PACIFIC = ZoneInfo("America/Los_Angeles")
LONGEST_RANGE = timedelta(days=90)
DAYS = {"day": 1, "week": 7, "days_28": 28}
FOLLOWERS = "is_from_followers"
Metric = TypeVar("Metric")


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of whole Pacific days that an insight covers."""

    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class PageMetric:
    """One number of a Page: what it says, its periods, and how it is counted."""

    title: str
    periods: tuple[str, ...]
    count: Callable[[World, NetworkAccount, Window], int]
    by_followers: Callable[[Counters], tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True)
class PostMetric:
    """One number of a post over its whole life."""

    title: str
    count: Callable[[Counters], object]
    by_followers: Callable[[Counters], tuple[int, int]] | None = None


def of_page(
    world: World, caller: Caller, page: NetworkAccount, params: Params
) -> dict[str, object]:
    """The asked metrics of a Page, by whole days. A small Page gets none."""
    params.only("metric", "period", "since", "until", "breakdown")
    names, period = params.names("metric"), params.text("period") or "day"
    chosen = chosen_from(PAGE_METRICS, names)
    if any(period not in metric.periods for metric in chosen):
        raise errors.no_such_metric()
    windows, split = _windows(world, caller, params, period), _split(params, chosen)
    if is_small(world, caller, page):
        return {"data": []}
    return {
        "data": [
            described(page.stable_id, name, period, metric.title)
            | {
                "values": [
                    value
                    for window in windows
                    for value in _page_values(world, page, metric, window, split=split)
                ]
            }
            for name, metric in zip(names, chosen, strict=True)
        ]
    }


def of_post(world: World, caller: Caller, post: NetworkPost, params: Params) -> dict[str, object]:
    """The asked metrics of a post over its life; its reach is kept back on a small Page."""
    params.only("metric", "period", *(["breakdown"] if caller.switches.post_breakdown else []))
    if params.text("period") not in {None, "lifetime"}:
        raise errors.no_such_metric()
    names = params.names("metric")
    chosen = chosen_from(POST_METRICS, names)
    split = _split(params, chosen)
    counted = counters.post_counters(world.store, post.id, known_until(world, caller))
    kept_back = {"post_total_media_view_unique"} if is_small(world, caller, caller.account) else ()
    return {
        "data": [
            described(post.id, name, "lifetime", metric.title)
            | {
                "values": _by_followers(*metric.by_followers(counted))
                if split and metric.by_followers
                else [{"value": metric.count(counted)}]
            }
            for name, metric in zip(names, chosen, strict=True)
            if name not in kept_back
        ]
    }


def known_until(world: World, caller: Caller) -> datetime:
    """The last moment insights know of: now, or hours ago where the account's insights lag."""
    return world.clock.now() - timedelta(hours=caller.switches.insights_late)


def chosen_from(metrics: Mapping[str, Metric], names: list[str]) -> list[Metric]:
    """The asked metrics. Refuses the whole request for one name that is unknown or dead."""
    if not names or any(name not in metrics for name in names):
        raise errors.no_such_metric()
    return [metrics[name] for name in names]


def is_small(world: World, caller: Caller, account: NetworkAccount) -> bool:
    """Whether the account has too few followers to be told."""
    count = counters.followers(world.store, account, world.clock.now())
    return count < caller.switches.least_audience


def described(owner_id: str, name: str, period: str, title: str) -> dict[str, object]:
    """What every insight begins with."""
    return {
        "name": name,
        "period": period,
        "title": title,
        "description": title,
        "id": f"{owner_id}/insights/{name}/{period}",
    }


def _windows(world: World, caller: Caller, params: Params, period: str) -> list[Window]:
    """Windows of the period that end at Pacific midnights in (since, until], oldest first."""
    if period not in DAYS:
        raise errors.no_such_metric()
    known = known_until(world, caller)
    until = params.time("until", zone=PACIFIC) or known
    since = params.time("since", zone=PACIFIC) or until - timedelta(days=2)
    if until - since > LONGEST_RANGE:
        raise errors.bad_parameter("There cannot be more than 90 days between since and until")
    windows = []
    day = since.astimezone(PACIFIC).date()
    while (ends_at := _midnight(day)) <= min(until, known):
        if ends_at > since:
            windows.append(Window(_midnight(day - timedelta(days=DAYS[period])), ends_at))
        day += timedelta(days=1)
    return windows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), PACIFIC).astimezone(UTC)


def _split(params: Params, chosen: Sequence[PageMetric | PostMetric]) -> bool:
    """Whether followers are told apart. Refuses a breakdown that an asked metric does not have."""
    given = params.names("breakdown")
    if not given:
        return False
    if given != [FOLLOWERS] or any(metric.by_followers is None for metric in chosen):
        raise errors.bad_parameter("The breakdown is not available for this metric")
    return True


def _page_values(
    world: World, page: NetworkAccount, metric: PageMetric, window: Window, *, split: bool
) -> list[dict[str, object]]:
    end = {"end_time": stamp(window.ends_at)}
    if split and metric.by_followers:
        counted = _counted(world, page, window)
        return [told | end for told in _by_followers(*metric.by_followers(counted))]
    return [{"value": metric.count(world, page, window), **end}]


def _by_followers(followers: int, strangers: int) -> list[dict[str, object]]:
    return [{"value": followers, FOLLOWERS: "1"}, {"value": strangers, FOLLOWERS: "0"}]


def _counted(world: World, page: NetworkAccount, window: Window) -> Counters:
    return counters.account_window(world.store, page, since=window.begins_at, until=window.ends_at)


def _changes(world: World, page: NetworkAccount, window: Window) -> counters.FollowerChanges:
    return counters.follower_changes(
        world.store, page, since=window.begins_at, until=window.ends_at
    )


def _sum(count: Callable[[Counters], int]) -> Callable[[World, NetworkAccount, Window], int]:
    return lambda world, page, window: count(_counted(world, page, window))


def _views(counted: Counters) -> tuple[int, int]:
    return counted.views_by_followers, counted.views_by_strangers


def _engagements(counted: Counters) -> int:
    return counted.likes + counted.replies + counted.shares + _clicks(counted)


def _clicks(counted: Counters) -> int:
    return counted.link_clicks + counted.detail_clicks


def _nonzero(**counts: int) -> dict[str, int]:
    """The Graph leaves out the kinds that did not happen."""
    return {name.replace("_", " "): count for name, count in counts.items() if count}


_ALL = ("day", "week", "days_28")
PAGE_METRICS: Mapping[str, PageMetric] = {
    "page_media_view": PageMetric(
        "Views of the Page's content", _ALL, _sum(lambda c: c.views), _views
    ),
    "page_total_media_view_unique": PageMetric(
        "People who viewed the Page's content", _ALL, _sum(lambda c: c.people)
    ),
    "page_follows": PageMetric(
        "Followers of the Page",
        ("day",),
        lambda world, page, window: counters.followers(world.store, page, window.ends_at),
    ),
    "page_daily_follows_unique": PageMetric(
        "People who followed", _ALL, lambda *at: _changes(*at).gained
    ),
    "page_daily_follows": PageMetric("New follows", _ALL, lambda *at: _changes(*at).gained),
    "page_daily_unfollows_unique": PageMetric(
        "People who stopped following", _ALL, lambda *at: _changes(*at).lost
    ),
    "page_post_engagements": PageMetric("Engagements with posts", _ALL, _sum(_engagements)),
    "page_views_total": PageMetric("Visits to the Page", _ALL, _sum(lambda c: c.profile_visits)),
}

POST_METRICS: Mapping[str, PostMetric] = {
    "post_media_view": PostMetric("Views of the post", lambda c: c.views, _views),
    "post_total_media_view_unique": PostMetric("People who viewed the post", lambda c: c.people),
    "post_clicks": PostMetric("Clicks on the post", _clicks),
    "post_clicks_by_type": PostMetric(
        "Clicks by kind",
        lambda c: _nonzero(link_clicks=c.link_clicks, other_clicks=c.detail_clicks),
    ),
    "post_reactions_like_total": PostMetric("Likes", lambda c: c.likes),
    "post_reactions_by_type_total": PostMetric(
        "Reactions by kind", lambda c: _nonzero(like=c.likes)
    ),
    "post_activity_by_action_type": PostMetric(
        "Stories by kind", lambda c: _nonzero(like=c.likes, comment=c.replies, share=c.shares)
    ),
}
