"""What a reader of X may ask for: parameter and field names of either generation, times, pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from fastapi import Request

from outreach.practice.answers import Refusal
from outreach.practice.world import Generation
from outreach.practice.x import problems
from outreach.practice.x.access import Caller

_SAME = (
    "article attachments card_uri community_id context_annotations conversation_id created_at "
    "display_text_range edit_controls entities geo id lang matched_media_notes media_metadata "
    "non_public_metrics note_request_suggestions organic_metrics paid_partnership "
    "possibly_sensitive promoted_metrics public_metrics reply_settings scopes source "
    "suggested_source_links suggested_source_links_with_counts text withheld"
)
_POST_FIELDS = {
    Generation.TWEETS: _SAME
    + " author_id edit_history_tweet_ids in_reply_to_user_id note_tweet referenced_tweets",
    Generation.POSTS: _SAME + " article_title note_post",
}
_USER = (
    "connection_status created_at description entities id location name parody "
    "profile_banner_url profile_image_url protected public_metrics receives_your_dm subscription "
    "subscription_type url username verified verified_followers_count verified_type withheld"
)
_USER_FIELDS = {
    Generation.TWEETS: _USER + " affiliation most_recent_tweet_id pinned_tweet_id",
    Generation.POSTS: _USER + " is_identity_verified subscribes_to_you",
}
_MEDIA_FIELDS = (
    "alt_text duration_ms height media_key non_public_metrics organic_metrics preview_image_url "
    "promoted_metrics public_metrics type url variants width"
)
_POLL_FIELDS = "duration_minutes end_datetime id options voting_status"
_PLACE_FIELDS = "contained_within country country_code full_name geo id name place_type"
_BOTH_EXPANSIONS = (
    "article.cover_media article.media_entities attachments.media_keys "
    "attachments.media_source_tweet attachments.poll_ids author_id entities.mentions.username "
    "geo.place_id in_reply_to_user_id"
)
_EXPANSIONS = {
    Generation.TWEETS: _BOTH_EXPANSIONS
    + " edit_history_tweet_ids entities.note.mentions.username referenced_tweets.id"
    " referenced_tweets.id.attachments.media_keys referenced_tweets.id.author_id",
    Generation.POSTS: _BOTH_EXPANSIONS + " edit_history_post_ids referenced_posts username",
}
_USER_EXPANSIONS = {
    Generation.TWEETS: "affiliation.user_id most_recent_tweet_id pinned_tweet_id",
    Generation.POSTS: "affiliation.user_id most_recent_post_id pinned_post_id",
}
_ANALYTICS_FIELDS = (
    "app_install_attempts app_opens bookmarks detail_expands email_tweet engagements follows "
    "hashtag_clicks id impressions likes media_views permalink_clicks quote_tweets replies "
    "retweets shares timestamp timestamped_metrics unfollows unlikes url_clicks "
    "user_profile_clicks"
)
_POSTS_PARAMETER = {Generation.TWEETS: "tweet.fields", Generation.POSTS: "post.fields"}


class About(StrEnum):
    """What a read is about; it settles the parameters X takes."""

    #: Posts, with what they point at.
    POSTS = "posts"
    #: Accounts.
    USERS = "users"
    #: Posts in numbers.
    ANALYTICS = "analytics"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The optional fields and objects a read asks for."""

    post: frozenset[str]
    user: frozenset[str]
    media: frozenset[str]
    expansions: frozenset[str]


class Query:
    """The query of one request. Refuses, as X does, any name its contract does not list."""

    def __init__(self, request: Request, caller: Caller, *own: str, about: About) -> None:
        self.generation = caller.generation
        self._values: Mapping[str, str] = request.query_params
        lists = self._lists(about)
        allowed = {*own, *lists}
        for name in self._values.keys() - allowed:
            said = f"The query parameter [{name}] is not one of [{','.join(sorted(allowed))}]"
            raise self.invalid(name, said)
        for name, known in lists.items():
            for value in self._chosen(name) - frozenset(known.split()):
                raise self.invalid(name, f"The `{name}` query parameter value [{value}] is unknown")

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            post=self._chosen(_POSTS_PARAMETER[self.generation]),
            user=self._chosen("user.fields"),
            media=self._chosen("media.fields"),
            expansions=self._chosen("expansions"),
        )

    def text(self, name: str) -> str | None:
        return self._values.get(name) or None

    def required(self, name: str) -> str:
        found = self.text(name)
        if found is None:
            raise self.invalid(name, f"The `{name}` query parameter can not be empty")
        return found

    def number(self, name: str, *, default: int, least: int, most: int) -> int:
        given = self.text(name)
        if given is None:
            return default
        if not given.isdecimal() or not least <= int(given) <= most:
            raise self.invalid(
                name,
                f"The `{name}` query parameter value [{given}] is not between {least} and {most}",
            )
        return int(given)

    def time(self, name: str) -> datetime | None:
        """An RFC 3339 time; X takes no other spelling."""
        given = self.text(name)
        if given is None:
            return None
        try:
            at = datetime.fromisoformat(given)
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            raise self.invalid(name, f"The `{name}` query parameter value [{given}] is not a time")
        return at.astimezone(UTC)

    def ids(self) -> list[str]:
        """One to a hundred post ids."""
        ids = self.required("ids").split(",")
        if len(ids) > 100 or not all(id.isdecimal() and len(id) <= 19 for id in ids):
            raise self.invalid("ids", "The `ids` query parameter takes 1 to 100 numeric ids")
        return ids

    def invalid(self, name: str, said: str) -> Refusal:
        """X's 400 about one parameter."""
        value = self._values.get(name, "")
        return problems.invalid(said, {name: value}, generation=self.generation)

    def _chosen(self, name: str) -> frozenset[str]:
        return frozenset(filter(None, self._values.get(name, "").split(",")))

    def _lists(self, about: About) -> dict[str, str]:
        """Parameters that take a list of names, with the names they take."""
        shared = {
            _POSTS_PARAMETER[self.generation]: _POST_FIELDS[self.generation],
            "user.fields": _USER_FIELDS[self.generation],
        }
        match about:
            case About.USERS:
                return shared | {"expansions": _USER_EXPANSIONS[self.generation]}
            case About.POSTS:
                return shared | {
                    "media.fields": _MEDIA_FIELDS,
                    "poll.fields": _POLL_FIELDS,
                    "place.fields": _PLACE_FIELDS,
                    "expansions": _EXPANSIONS[self.generation],
                }
            case About.ANALYTICS:
                return {"analytics.fields": _ANALYTICS_FIELDS}
