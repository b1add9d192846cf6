"""What X's answers mean, in the names of contract 2.166 and of 2.167: posts read back, numbers."""

import html
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from pydantic import AliasChoices, BaseModel, Field

from outreach.platforms.metrics import Metric
from outreach.platforms.port import (
    Gone,
    Outgoing,
    Reading,
    ReadingState,
    Split,
    Standing,
    Stands,
)
from outreach.platforms.sameness import same_words

#: Contract 2.167 is of this day; X dates its metrics in no other way.
DEFINITION = "2026-08-22"

#: X tells the private numbers of a post no longer than this (metrics guide).
PRIVATE_FOR = timedelta(days=30)

PUBLIC: Mapping[Metric, tuple[str, ...]] = {
    Metric.IMPRESSIONS: ("impression_count",),
    Metric.LIKES: ("like_count",),
    Metric.REPLIES: ("reply_count",),
    Metric.REPOSTS: ("repost_count", "retweet_count"),
    Metric.QUOTES: ("quote_count",),
    Metric.BOOKMARKS: ("bookmark_count",),
}
PRIVATE: Mapping[Metric, tuple[str, ...]] = {
    Metric.LINK_CLICKS: ("url_link_clicks",),
    Metric.PROFILE_VISITS: ("user_profile_clicks",),
    Metric.ENGAGEMENTS: ("engagements",),
}
POST_GAPS = (
    (Metric.REACH, Split.ALL),
    (Metric.REACH, Split.FOLLOWERS),
    (Metric.REACH, Split.NON_FOLLOWERS),
    (Metric.IMPRESSIONS, Split.FOLLOWERS),
    (Metric.IMPRESSIONS, Split.NON_FOLLOWERS),
)
WINDOWS = (1, 7, 28)


class Link(BaseModel):
    """One link in a post's text, as X rewrote it."""

    url: str | None = None
    expanded_url: str | None = None
    media_key: str | None = None


class Entities(BaseModel):
    """What X recognised in a post's text."""

    urls: list[Link] | None = None


class Attachments(BaseModel):
    """What hangs on a post."""

    media_keys: list[str] | None = None
    poll_ids: list[str] | None = None


class Post(BaseModel):
    """A post as X tells it."""

    id: str
    text: str
    created_at: datetime | None = None
    entities: Entities = Entities()
    attachments: Attachments = Attachments()
    history: list[str] = Field(
        default=[],
        validation_alias=AliasChoices("edit_history_post_ids", "edit_history_tweet_ids"),
    )
    public_metrics: dict[str, int] = {}
    non_public_metrics: dict[str, int] = {}

    @property
    def was_edited(self) -> bool:
        """Whether a person changed it on X, so that its words no longer tell what was sent."""
        return len(self.history) > 1


class Meta(BaseModel):
    """Where a page of posts ends."""

    result_count: int
    next_token: str | None = None


class Page(BaseModel):
    """One page of an account's posts. Without `meta` it cannot be known to be whole."""

    data: list[Post] = []
    errors: list[object] = []
    meta: Meta

    @property
    def is_whole(self) -> bool:
        return not self.errors and len(self.data) == self.meta.result_count


class Batch(BaseModel):
    """The posts asked for by id, as far as X has them, and why the others are left out."""

    data: list[Post] = []
    errors: list[object] = []


class Removal(BaseModel):
    """Whether a post was taken down."""

    deleted: bool


class Removed(BaseModel):
    """X's answer to taking a post down."""

    data: Removal


class Person(BaseModel):
    """An account as X tells it."""

    id: str
    username: str
    name: str
    public_metrics: dict[str, int] = {}


class Me(BaseModel):
    """Who the credentials belong to."""

    data: Person


class Identity(BaseModel):
    """The id under which X took something."""

    id: str = Field(pattern=r"^[0-9]{1,19}$")


class Taken(BaseModel):
    """X's yes to a post or a picture."""

    data: Identity


def standing(batch: Batch, post_id: str) -> Standing:
    """Whether X shows this post. Raises ValueError when it neither shows it nor says it is gone."""
    for post in batch.data:
        if post.id == post_id:
            return Stands(words_of(post))
    if any(_says_gone(problem, post_id) for problem in batch.errors):
        return Gone()
    raise ValueError(f"X said nothing of post {post_id}.")


def is_same(post: Post, outgoing: Outgoing) -> bool:
    """Whether X's post is the one that was sent: words, number of pictures, poll or none."""
    return (
        same_words(outgoing.text, words_of(post))
        and len(post.attachments.media_keys or ()) == len(outgoing.pictures)
        and bool(post.attachments.poll_ids) == (outgoing.poll is not None)
    )


def words_of(post: Post) -> str:
    """The text as it was written: X's short links replaced, its picture links and escapes gone."""
    text = post.text
    for link in post.entities.urls or ():
        if link.url is not None:
            stood = "" if link.media_key is not None else link.expanded_url or link.url
            text = text.replace(link.url, stood)
    return html.unescape(text)


def post_readings(post: Post, *, now: datetime, private: bool) -> Iterator[Reading]:
    """Every number of one post. `private`: X was asked for those only the author may see."""
    for metric, names in PUBLIC.items():
        yield _told(post, metric, ("public_metrics", names), post.public_metrics)
    for metric, names in PRIVATE.items():
        if _is_old(post, now):
            yield missing(
                metric,
                ReadingState.WITHHELD,
                "X tells this number for 30 days after a post, no longer.",
                external_id=post.id,
            )
        elif not private:
            yield missing(
                metric, ReadingState.FAILED, "X would not tell this number.", external_id=post.id
            )
        else:
            yield _told(post, metric, ("non_public_metrics", names), post.non_public_metrics)
    for metric, split in POST_GAPS:
        yield missing(metric, ReadingState.NOT_OFFERED, NO_PEOPLE, external_id=post.id, split=split)


NO_PEOPLE = "X tells how often a post was shown, not to how many people or whether they follow."


def lost_readings(post_id: str, why: str) -> Iterator[Reading]:
    """The readings of a post that could not be asked about."""
    for metric in (*PUBLIC, *PRIVATE):
        yield missing(metric, ReadingState.FAILED, why, external_id=post_id)


def account_readings(person: Person, *, ends_on: date) -> Iterator[Reading]:
    """Followers, and a plain no for each window X has no number for."""
    count = person.public_metrics.get("followers_count")
    yield Reading(
        Metric.FOLLOWERS,
        ReadingState.FAILED if count is None else ReadingState.VALUE,
        count,
        "public_metrics.followers_count",
        DEFINITION,
        ends_on=ends_on,
        why="X left this number out." if count is None else "",
    )
    for metric in (Metric.FOLLOWERS_GAINED, Metric.FOLLOWERS_LOST):
        yield Reading(
            metric,
            ReadingState.NOT_OFFERED,
            None,
            "",
            DEFINITION,
            days=1,
            ends_on=ends_on,
            why="X tells how many follow, not how many came or left.",
        )
    for days in WINDOWS:
        for split in (Split.ALL, Split.FOLLOWERS, Split.NON_FOLLOWERS):
            yield Reading(
                Metric.REACH,
                ReadingState.NOT_OFFERED,
                None,
                "",
                DEFINITION,
                split=split,
                days=days,
                ends_on=ends_on,
                why=NO_PEOPLE,
            )


def missing(
    metric: Metric, state: ReadingState, why: str, *, external_id: str, split: Split = Split.ALL
) -> Reading:
    """A reading without a number, and why."""
    return Reading(
        metric, state, None, "", DEFINITION, split=split, external_id=external_id, why=why
    )


def _says_gone(problem: object, post_id: str) -> bool:
    """Whether X has no such post, rather than not showing it to us."""
    return (
        isinstance(problem, dict)
        and str(problem.get("type", "")).endswith("/resource-not-found")
        and problem.get("value") == post_id
    )


def _told(
    post: Post, metric: Metric, source: tuple[str, tuple[str, ...]], numbers: Mapping[str, int]
) -> Reading:
    group, names = source
    for name in names:
        if name in numbers:
            return Reading(
                metric,
                ReadingState.VALUE,
                numbers[name],
                f"{group}.{name}",
                DEFINITION,
                external_id=post.id,
            )
    return missing(metric, ReadingState.FAILED, "X left this number out.", external_id=post.id)


def _is_old(post: Post, now: datetime) -> bool:
    return post.created_at is not None and now - post.created_at.astimezone(UTC) > PRIVATE_FOR
