"""X: read posts, an account's timeline, accounts and analytics."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from outreach.practice import counters
from outreach.practice.kept import NetworkAccount, NetworkPost
from outreach.practice.residents import Network
from outreach.practice.world import Here, World, is_visible
from outreach.practice.x import problems
from outreach.practice.x.access import Caller, signed_for
from outreach.practice.x.limits import ANALYTICS, LOOKUP, ME, TIMELINE, USER
from outreach.practice.x.objects import (
    METRICS,
    NON_PUBLIC_FOR,
    PRIVATE_METRICS,
    Subject,
    engagements,
    media_object,
    poll_object,
    post_object,
    stamp,
    user_object,
)
from outreach.practice.x.queries import About, Query, Wanted

router = APIRouter()

#: How far back X lets a timeline be read.
TIMELINE_POSTS = 3_200
_ABOVE_IDS = 10**19
_PAGE_PARAMETERS = (
    "start_time",
    "end_time",
    "since_id",
    "until_id",
    "max_results",
    "pagination_token",
    "exclude",
)
Reader = Annotated[Caller, Depends(signed_for(LOOKUP))]


@router.get("/2/users/me")
def me(
    request: Request, world: Here, caller: Annotated[Caller, Depends(signed_for(ME))]
) -> dict[str, object]:
    """Whose keys these are."""
    wanted = Query(request, caller, about=About.USERS).wanted
    return {"data": _user(world, caller.account, wanted, caller)}


@router.get("/2/users/{user_id}")
def user(
    user_id: str,
    request: Request,
    world: Here,
    caller: Annotated[Caller, Depends(signed_for(USER))],
) -> dict[str, object]:
    """Any account of the network."""
    wanted = Query(request, caller, about=About.USERS).wanted
    return {"data": _user(world, _account(world, user_id, caller), wanted, caller)}


@router.get("/2/users/{user_id}/tweets")
def timeline(
    user_id: str,
    request: Request,
    world: Here,
    caller: Annotated[Caller, Depends(signed_for(TIMELINE))],
) -> dict[str, object]:
    """An account's posts, newest first, a page at a time."""
    query = Query(request, caller, *_PAGE_PARAMETERS, about=About.POSTS)
    size = query.number("max_results", default=10, least=5, most=100)
    posts = _selected(world, _account(world, user_id, caller), query)
    begin = _place_of(posts, query)
    page = posts[begin : begin + size]
    meta: dict[str, object] = {"result_count": len(page)}
    if page:
        meta |= {"newest_id": page[0].id, "oldest_id": page[-1].id}
    if begin + size < len(posts):
        meta["next_token"] = page[-1].id
    data, beside = _told(world, page, query.wanted, caller)
    return _filled({"data": data, **beside, "meta": meta})


@router.get("/2/tweets")
def lookup(request: Request, world: Here, caller: Reader) -> dict[str, object]:
    """Up to a hundred posts by id; what cannot be found is told beside what was."""
    query = Query(request, caller, "ids", about=About.POSTS)
    ids = query.ids()
    posts = {id: _standing(world, id) for id in dict.fromkeys(ids)}
    found = [post for post in posts.values() if post is not None]
    gone = [
        problems.not_found("tweet", id, "ids", generation=caller.generation)
        for id, post in posts.items()
        if post is None
    ]
    data, beside = _told(world, found, query.wanted, caller, errors=gone)
    return _filled({"data": data, **beside})


@router.get("/2/tweets/analytics")
def analytics(
    request: Request, world: Here, caller: Annotated[Caller, Depends(signed_for(ANALYTICS))]
) -> dict[str, object]:
    """One's own posts in numbers over a span, in all."""
    query = Query(
        request, caller, "ids", "start_time", "end_time", "granularity", about=About.ANALYTICS
    )
    query.required("start_time")
    ends_at = min(query.time("end_time") or world.clock.now(), world.clock.now())
    begins_at = query.time("start_time") or ends_at
    if query.text("granularity") not in {None, "total"}:
        raise query.invalid(
            "granularity", "Here `granularity` is total: pass shorter spans instead"
        )
    own = [post for id in query.ids() if (post := _standing(world, id)) and _is_own(post, caller)]
    return {"data": [_analytics(world, post, begins_at, ends_at) for post in own]}


@router.get("/2/tweets/{post_id}")
def one(post_id: str, request: Request, world: Here, caller: Reader) -> dict[str, object]:
    """One post. X answers 200 with an error entry when it is not there."""
    wanted = Query(request, caller, about=About.POSTS).wanted
    post = _standing(world, post_id)
    if post is None:
        return {
            "errors": [problems.not_found("tweet", post_id, "id", generation=caller.generation)]
        }
    data, beside = _told(world, [post], wanted, caller)
    return {"data": data[0], **beside}


def _told(
    world: World,
    posts: list[NetworkPost],
    wanted: Wanted,
    caller: Caller,
    *,
    errors: Sequence[dict[str, object]] = (),
) -> tuple[list[dict[str, object]], dict[str, object]]:
    """The posts, and beside them what they point at and what could not be told."""
    now = world.clock.now()
    data: list[dict[str, object]] = []
    untold = list(errors)
    for post in posts:
        fields, refused = _readable(post, wanted.post, caller, now)
        untold += refused
        author = world.store.account(Network.X, post.account_id) or caller.account
        counted = counters.post_counters(world.store, post.id, now) if fields & METRICS else None
        subject = Subject(post, author, counted)
        data.append(post_object(subject, fields, generation=caller.generation))
    beside = {"includes": _includes(world, posts, wanted, caller), "errors": untold}
    return data, _filled(beside)


def _filled(parts: Mapping[str, object]) -> dict[str, object]:
    """The parts that hold anything; X leaves out the others."""
    return {name: part for name, part in parts.items() if part}


def _readable(
    post: NetworkPost, fields: frozenset[str], caller: Caller, now: datetime
) -> tuple[frozenset[str], list[dict[str, object]]]:
    """The fields this caller may read of this post, and an entry for each that they may not."""
    aged = now - (post.published_at or post.created_at) > NON_PUBLIC_FOR
    closed = fields & PRIVATE_METRICS if aged or not _is_own(post, caller) else frozenset()
    entries = [
        problems.unauthorized_field(field, post.id, "ids", generation=caller.generation)
        for field in sorted(closed)
    ]
    return fields - closed, entries


def _includes(
    world: World, posts: list[NetworkPost], wanted: Wanted, caller: Caller
) -> dict[str, object]:
    found: dict[str, list[dict[str, object]]] = {"media": [], "polls": [], "users": []}
    if "attachments.media_keys" in wanted.expansions:
        ids = dict.fromkeys(id for post in posts for id in post.media_ids)
        pictures = filter(None, map(world.store.media, ids))
        found["media"] = [media_object(media, wanted.media) for media in pictures]
    if "attachments.poll_ids" in wanted.expansions:
        found["polls"] = [_poll(world, post) for post in posts if post.poll_options]
    if "author_id" in wanted.expansions:
        authors = dict.fromkeys(post.account_id for post in posts)
        known = filter(None, (world.store.account(Network.X, id) for id in authors))
        found["users"] = [_user(world, account, wanted, caller) for account in known]
    return {name: objects for name, objects in found.items() if objects}


def _poll(world: World, post: NetworkPost) -> dict[str, object]:
    now = world.clock.now()
    return poll_object(post, counters.post_counters(world.store, post.id, now).votes, now)


def _user(
    world: World, account: NetworkAccount, wanted: Wanted, caller: Caller
) -> dict[str, object]:
    now = world.clock.now()
    numbers = {
        "followers": counters.followers(world.store, account, now),
        "posts": len(world.store.posts_of(account, visible_at=now, limit=TIMELINE_POSTS)),
    }
    return user_object(account, wanted.user, numbers, generation=caller.generation)


def _account(world: World, user_id: str, caller: Caller) -> NetworkAccount:
    account = world.store.account(Network.X, user_id)
    if account is None:
        raise problems.missing("user", user_id, "id", generation=caller.generation)
    return account


def _standing(world: World, post_id: str) -> NetworkPost | None:
    """The post if a reader can see it now."""
    post = world.store.post(post_id)
    if post is None or post.network is not Network.X:
        return None
    return post if is_visible(post, world.clock.now()) else None


def _is_own(post: NetworkPost, caller: Caller) -> bool:
    return post.account_id == caller.account.stable_id


def _selected(world: World, account: NetworkAccount, query: Query) -> list[NetworkPost]:
    posts = world.store.posts_of(
        account,
        visible_at=world.clock.now(),
        since=query.time("start_time"),
        until=query.time("end_time"),
        limit=TIMELINE_POSTS,
    )
    after = query.number("since_id", default=0, least=0, most=_ABOVE_IDS)
    before = query.number("until_id", default=_ABOVE_IDS, least=0, most=_ABOVE_IDS)
    without_replies = "replies" in (query.text("exclude") or "").split(",")
    return [
        post
        for post in posts
        if after < int(post.id) < before and not (without_replies and post.reply_to)
    ]


def _place_of(posts: list[NetworkPost], query: Query) -> int:
    """Where the asked page begins; a token is the id of the last post already given."""
    token = query.text("pagination_token")
    if token is None:
        return 0
    places = [place for place, post in enumerate(posts, 1) if post.id == token]
    if not places:
        raise query.invalid("pagination_token", "The `pagination_token` is not one we gave")
    return places[0]


def _analytics(
    world: World, post: NetworkPost, begins_at: datetime, ends_at: datetime
) -> dict[str, object]:
    """Acts in [start, end): those up to the end less those before the start."""
    instant = timedelta(microseconds=1)
    until = counters.post_counters(world.store, post.id, ends_at - instant)
    before = counters.post_counters(world.store, post.id, begins_at - instant)
    numbers = {
        "impressions": until.views - before.views,
        "engagements": engagements(until) - engagements(before),
        "likes": until.likes - before.likes,
        "replies": until.replies - before.replies,
        "retweets": until.shares - before.shares,
        "quote_tweets": until.quotes - before.quotes,
        "bookmarks": until.saves - before.saves,
        "url_clicks": until.link_clicks - before.link_clicks,
        "detail_expands": until.detail_clicks - before.detail_clicks,
        "user_profile_clicks": until.profile_visits - before.profile_visits,
        "follows": until.follows - before.follows,
        "unfollows": until.unfollows - before.unfollows,
    }
    metrics = [{"timestamp": stamp(ends_at), "metrics": numbers}]
    return {"id": post.id, "timestamped_metrics": metrics}
