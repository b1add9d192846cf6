"""How X spells a post, a user, a picture and a poll, in either generation's names."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.lib import digest
from outreach.practice.counters import Counters
from outreach.practice.kept import Media, NetworkAccount, NetworkPost
from outreach.practice.world import Generation
from outreach.practice.x.text import shown

#: X tells these of a post for 30 days after it was made.
NON_PUBLIC_FOR = timedelta(days=30)
PRIVATE_METRICS = frozenset({"non_public_metrics", "organic_metrics"})
METRICS = PRIVATE_METRICS | {"public_metrics"}


@dataclass(frozen=True, slots=True)
class Names:
    """The words that changed between the two generations."""

    reposts: str
    history: str
    referenced: str
    user_posts: str


NAMES = {
    Generation.TWEETS: Names(
        "retweet_count", "edit_history_tweet_ids", "referenced_tweets", "tweet_count"
    ),
    Generation.POSTS: Names(
        "repost_count", "edit_history_post_ids", "referenced_posts", "post_count"
    ),
}


def stamp(at: datetime) -> str:
    """A time as X writes it: UTC, to the millisecond."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def media_key(media_id: str) -> str:
    """The key of a picture; 3 is X's number for photos."""
    return f"3_{media_id}"


@dataclass(frozen=True, slots=True)
class Subject:
    """One post with all that can be told of it."""

    post: NetworkPost
    author: NetworkAccount
    #: None where no numbers were asked for; they cost more than the rest.
    counters: Counters | None


def post_object(
    subject: Subject, fields: frozenset[str], *, generation: Generation
) -> dict[str, object]:
    """The post with its default fields and the ones asked for; X leaves out empty ones."""
    post, names = subject.post, NAMES[generation]
    words = shown(
        post.text,
        post_id=post.id,
        handle=subject.author.handle,
        media_keys=tuple(map(media_key, post.media_ids)),
    )
    known: dict[str, object] = {
        "id": post.id,
        "text": words.text,
        names.history: [post.id],
        "author_id": post.account_id,
        "created_at": stamp(post.published_at or post.created_at),
        "conversation_id": post.reply_to or post.id,
        "lang": "und",
        "possibly_sensitive": False,
        "reply_settings": "everyone",
        "entities": words.entities,
        "attachments": _attachments(post),
        names.referenced: [{"type": "replied_to", "id": post.reply_to}] if post.reply_to else [],
        **_metrics(subject.counters, names),
    }
    wanted = fields | {"id", "text", names.history}
    return {
        name: value for name, value in known.items() if name in wanted and value not in ({}, [])
    }


def engagements(counters: Counters) -> int:
    """Everything done with a post, each act counted."""
    return (
        counters.likes
        + counters.replies
        + counters.shares
        + counters.quotes
        + counters.saves
        + counters.link_clicks
        + counters.detail_clicks
        + counters.profile_visits
        + counters.follows
        + counters.votes
    )


def user_object(
    account: NetworkAccount,
    fields: frozenset[str],
    numbers: Mapping[str, int],
    *,
    generation: Generation,
) -> dict[str, object]:
    """The account with its default fields and the ones asked for."""
    known: dict[str, object] = {
        "id": account.stable_id,
        "name": account.name,
        "username": account.handle,
        "created_at": stamp(account.created_at),
        "description": "",
        "protected": False,
        "verified": False,
        "verified_type": "none",
        "verified_followers_count": 0,
        "public_metrics": {
            "followers_count": numbers["followers"],
            "following_count": 0,
            NAMES[generation].user_posts: numbers["posts"],
            "listed_count": 0,
        },
    }
    wanted = fields | {"id", "name", "username"}
    return {name: value for name, value in known.items() if name in wanted}


def media_object(media: Media, fields: frozenset[str]) -> dict[str, object]:
    """A picture with its text alternative, when that was asked for."""
    known: dict[str, object] = {
        "media_key": media_key(media.id),
        "type": "photo",
        "url": f"https://pbs.twimg.com/media/{media.id}",
        "alt_text": media.alt or "",
    }
    wanted = fields | {"media_key", "type"}
    return {name: value for name, value in known.items() if name in wanted and value}


def poll_object(post: NetworkPost, votes: int, now: datetime) -> dict[str, object]:
    """A poll: its answers with their votes, and whether it is still open."""
    ends_at, chosen = poll_closes_at(post), votes_by_option(post, votes)
    return {
        "id": post.id,
        "options": [
            {"position": place, "label": label, "votes": chosen[place - 1]}
            for place, label in enumerate(post.poll_options, 1)
        ],
        "duration_minutes": post.poll_minutes,
        "end_datetime": stamp(ends_at),
        "voting_status": "open" if now < ends_at else "closed",
    }


def poll_closes_at(post: NetworkPost) -> datetime:
    """The end of a poll's time."""
    return (post.published_at or post.created_at) + timedelta(minutes=post.poll_minutes or 0)


def votes_by_option(post: NetworkPost, votes: int) -> Counter[int]:
    """Votes by answer. A meeting tells that somebody voted; its place in line settles for what."""
    return Counter(
        int(digest.sha256(f"{post.id}/{nth}".encode())[:8], 16) % len(post.poll_options)
        for nth in range(votes)
    )


def _attachments(post: NetworkPost) -> dict[str, object]:
    known = {
        "media_keys": [media_key(id) for id in post.media_ids],
        "poll_ids": [post.id] if post.poll_options else [],
    }
    return {name: ids for name, ids in known.items() if ids}


def _metrics(counters: Counters | None, names: Names) -> dict[str, object]:
    """What anyone may see of a post, and what only its author may."""
    if counters is None:
        return {}
    seen = {
        names.reposts: counters.shares,
        "reply_count": counters.replies,
        "like_count": counters.likes,
        "impression_count": counters.views,
    }
    clicks = {
        "url_link_clicks": counters.link_clicks,
        "user_profile_clicks": counters.profile_visits,
    }
    return {
        "public_metrics": {
            **seen,
            "quote_count": counters.quotes,
            "bookmark_count": counters.saves,
        },
        "non_public_metrics": {
            **clicks,
            "impression_count": counters.views,
            "engagements": engagements(counters),
        },
        "organic_metrics": {**seen, **clicks},
    }
