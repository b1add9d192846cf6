"""Instagram, read only: the account, its media and their insights, as the Graph tells them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.practice import counters
from outreach.practice.counters import Counters, FollowerChanges
from outreach.practice.graph import errors
from outreach.practice.graph.access import Caller
from outreach.practice.graph.insights import chosen_from, described, is_small, known_until
from outreach.practice.graph.objects import Kind, Look, stamp
from outreach.practice.graph.params import Params
from outreach.practice.kept import NetworkAccount, NetworkPost
from outreach.practice.world import World

LONGEST_RANGE = timedelta(days=30)
MOST_MEDIA = 10_000
_BREAKDOWNS = {"reach": {"follow_type"}, "views": {"follow_type", "follower_type"}}


def _handle(look: Look[NetworkPost]) -> str:
    account = look.world.store.account(look.subject.network, look.subject.account_id)
    return account.handle if account else ""


def _alt(look: Look[NetworkPost]) -> str | None:
    ids = look.subject.media_ids
    first = look.world.store.media(ids[0]) if ids else None
    return first.alt if first else None


def _counted(look: Look[NetworkPost]) -> Counters:
    return counters.post_counters(look.world.store, look.subject.id, look.world.clock.now())


def _followers(look: Look[NetworkAccount]) -> int:
    return counters.followers(look.world.store, look.subject, look.world.clock.now())


def media_of(
    world: World,
    account: NetworkAccount,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[NetworkPost]:
    """What the account shows now of [since, until), newest first."""
    return world.store.posts_of(
        account, visible_at=world.clock.now(), since=since, until=until, limit=MOST_MEDIA
    )


USER: Kind[NetworkAccount] = Kind(
    "IGUser",
    (),
    {
        "id": lambda look: look.subject.stable_id,
        "username": lambda look: look.subject.handle,
        "name": lambda look: look.subject.name,
        "followers_count": _followers,
        "follows_count": lambda _: 0,
        "media_count": lambda look: len(media_of(look.world, look.subject)),
    },
    silent="biography has_profile_pic ig_id profile_picture_url website",
)

MEDIA: Kind[NetworkPost] = Kind(
    "IGMedia",
    (),
    {
        "id": lambda look: look.subject.id,
        "caption": lambda look: look.subject.text or None,
        "media_type": lambda look: "CAROUSEL_ALBUM" if len(look.subject.media_ids) > 1 else "IMAGE",
        "media_product_type": lambda _: "FEED",
        "permalink": lambda look: f"https://www.instagram.com/p/{look.subject.id}/",
        "timestamp": lambda look: stamp(look.subject.published_at or look.subject.created_at),
        "username": _handle,
        "alt_text": _alt,
        "like_count": lambda look: _counted(look).likes,
        "comments_count": lambda look: _counted(look).replies,
    },
    silent="ig_id is_shared_to_feed media_url owner shortcode thumbnail_url",
)


@dataclass(frozen=True, slots=True)
class Count:
    """One number of an account or a media: what it says and how it is counted."""

    title: str
    count: Callable[[Counters], int]
    by_follow_type: Callable[[Counters], tuple[int, int]] | None = None


def of_account(
    world: World, caller: Caller, user: NetworkAccount, params: Params
) -> dict[str, object]:
    """The asked metrics of an account over a span of at most 30 days, people counted once."""
    params.only("metric", "period", "metric_type", "since", "until", "breakdown")
    if params.required("period") != "day":
        raise errors.bad_parameter("Only the period day is offered for these metrics")
    names = params.names("metric")
    chosen_from(ACCOUNT_METRICS, names)
    since, until = _span(world, caller, params)
    if names == ["follower_count"]:
        small = is_small(world, caller, user)
        return {"data": []} if small else _new_followers(world, user, since, until)
    if params.text("metric_type") != "total_value":
        raise errors.bad_parameter(
            "These metrics should be specified with parameter metric_type=total_value"
        )
    dimension = _dimension(params, names)
    counted = counters.account_window(world.store, user, since=since, until=until)
    changes = counters.follower_changes(world.store, user, since=since, until=until)
    totals = {name: _total(name, counted, changes, dimension) for name in names}
    return {
        "data": [
            described(user.stable_id, name, "day", ACCOUNT_METRICS[name].title)
            | {"total_value": total}
            for name, total in totals.items()
        ]
    }


def of_media(world: World, caller: Caller, media: NetworkPost, params: Params) -> dict[str, object]:
    """The asked metrics of one media over its life."""
    params.only("metric", "period")
    if params.text("period") not in {None, "lifetime"}:
        raise errors.no_such_metric()
    names = params.names("metric")
    chosen = chosen_from(MEDIA_METRICS, names)
    counted = counters.post_counters(world.store, media.id, known_until(world, caller))
    return {
        "data": [
            described(media.id, name, "lifetime", metric.title)
            | {"values": [{"value": metric.count(counted)}]}
            for name, metric in zip(names, chosen, strict=True)
        ]
    }


def _new_followers(
    world: World, user: NetworkAccount, since: datetime, until: datetime
) -> dict[str, object]:
    """The one time series offered: accounts that began to follow, day by day."""
    day, values = timedelta(days=1), []
    while until > since:
        changes = counters.follower_changes(world.store, user, since=until - day, until=until)
        values.append({"value": changes.gained, "end_time": stamp(until)})
        until -= day
    told = described(user.stable_id, "follower_count", "day", "New followers")
    return {"data": [told | {"values": values[::-1]}]}


def _span(world: World, caller: Caller, params: Params) -> tuple[datetime, datetime]:
    known = known_until(world, caller)
    until = min(params.time("until") or known, known)
    since = params.time("since") or until - timedelta(days=1)
    if until - since > LONGEST_RANGE:
        raise errors.bad_parameter("There cannot be more than 30 days between since and until")
    return min(since, until), until


def _dimension(params: Params, names: list[str]) -> str | None:
    """The asked breakdown. Refuses one that an asked metric does not have."""
    given = params.text("breakdown")
    offered = [_BREAKDOWNS.get(name, {"follow_type"}) for name in names]
    splits = all(ACCOUNT_METRICS[name].by_follow_type for name in names)
    if given and not (splits and all(given in dimensions for dimensions in offered)):
        raise errors.bad_parameter("The breakdown is not available for this metric")
    return given


def _total(
    name: str, counted: Counters, changes: FollowerChanges, dimension: str | None
) -> dict[str, object]:
    """One number, and its two parts when a breakdown was asked for.

    Follows and unfollows come only as the two parts: their sum would mean nothing.
    """
    metric = ACCOUNT_METRICS[name]
    told: dict[str, object] = {"value": metric.count(counted)}
    parts = metric.by_follow_type(counted) if metric.by_follow_type else ()
    if name == "follows_and_unfollows":
        told, parts = {}, (changes.gained, changes.lost)
    if dimension is not None:
        results = [
            {"dimension_values": [kind], "value": value}
            for kind, value in zip(("FOLLOWER", "NON_FOLLOWER"), parts, strict=False)
        ]
        told["breakdowns"] = [{"dimension_keys": [dimension], "results": results}]
    return told


def _interactions(counted: Counters) -> int:
    return counted.likes + counted.replies + counted.saves + counted.shares


_REACH = Count(
    "Accounts reached", lambda c: c.people, lambda c: (c.people_following, c.people_strange)
)
_VIEWS = Count("Views", lambda c: c.views, lambda c: (c.views_by_followers, c.views_by_strangers))
_SHARED: Mapping[str, Count] = {
    "reach": _REACH,
    "views": _VIEWS,
    "likes": Count("Likes", lambda c: c.likes),
    "comments": Count("Comments", lambda c: c.replies),
    "shares": Count("Shares", lambda c: c.shares),
    "total_interactions": Count("Interactions", _interactions),
}
ACCOUNT_METRICS: Mapping[str, Count] = {
    **_SHARED,
    "saves": Count("Saves", lambda c: c.saves),
    "accounts_engaged": Count("Accounts engaged", lambda c: c.engaged_people),
    "profile_views": Count("Profile visits", lambda c: c.profile_visits),
    "website_clicks": Count("Website taps", lambda c: c.link_clicks),
    "follower_count": Count("New followers", lambda c: c.follows),
    "follows_and_unfollows": Count(
        "Follows and unfollows", lambda c: c.follows, lambda c: (c.follows, c.unfollows)
    ),
}
MEDIA_METRICS: Mapping[str, Count] = {
    **_SHARED,
    "saved": Count("Saves", lambda c: c.saves),
    "follows": Count("Follows from this media", lambda c: c.follows),
    "profile_visits": Count("Profile visits from this media", lambda c: c.profile_visits),
}
