"""X by its v2 API, through tweepy.

X has no key against double posting: a second look at the account is the only way to know.
"""

# ruff: noqa: ARG002 - the port names the arguments; X needs fewer.
import base64
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

import tweepy

from outreach.platforms import wire
from outreach.platforms import x_answers as answers
from outreach.platforms import x_refusals as refusals
from outreach.platforms.fitness import refuse_unfit
from outreach.platforms.port import (
    Absent,
    Connection,
    Found,
    Journal,
    NeedsSignIn,
    OutcomeUnknown,
    Outgoing,
    Picture,
    PlatformFault,
    PlatformName,
    Profile,
    Reading,
    Receipt,
    Refused,
    Several,
    Sighting,
    Standing,
    TryLater,
)
from outreach.platforms.x_asking import UNREADABLE, asking, changing, reason, refusal

# At DEBUG tweepy writes credentials.
logging.getLogger("tweepy").setLevel(logging.INFO)

HOST = "https://api.twitter.com"
CREATING = "creating"
SKEW = timedelta(minutes=2)
PAGE = 100
MOST_PAGES = 32

#: Contract 2.167 renamed the parameter; which one an account's X knows is found by asking.
FIELD_PARAMETERS = ("tweet.fields", "post.fields")
READ_BACK = "created_at,entities,attachments"
NUMBERS = "created_at,public_metrics"
PRIVATE_NUMBERS = f"{NUMBERS},non_public_metrics"


class X:
    """One X, for any number of accounts. Each request ends within `timeout` seconds."""

    name = PlatformName.X

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._parameter: dict[tuple[str | None, str], str] = {}

    def profile(self, account: Connection) -> Profile:
        person = self._me(account)
        return Profile(person.id, person.username, person.name)

    def publish(self, account: Connection, outgoing: Outgoing, journal: Journal) -> Receipt:
        """Pictures and their alternatives first: nothing is public before the last call."""
        refuse_unfit(self.name, outgoing)
        client = self._client(account)
        media_ids = [_upload(client, picture) for picture in outgoing.pictures]
        sent_before = journal.noted() == CREATING
        journal.note(CREATING)
        post_id = _create(client, outgoing, media_ids, sent_before=sent_before)
        return receipt_for(account, post_id)

    def find(
        self, account: Connection, outgoing: Outgoing, journal: Journal, *, since: datetime
    ) -> Sighting:
        posts = list(self._posts(account, since - SKEW))
        same = [post.id for post in posts if answers.is_same(post, outgoing)]
        if len(same) == 1:
            return Found(receipt_for(account, same[0]))
        # An edited post no longer tells what it was; it may be ours.
        unclear = same or [post.id for post in posts if post.was_edited]
        return Several(tuple(unclear)) if unclear else Absent()

    def measure_posts(
        self, account: Connection, external_ids: tuple[str, ...], *, now: datetime
    ) -> list[Reading]:
        readings: list[Reading] = []
        for start in range(0, len(external_ids), PAGE):
            readings += self._measure(account, external_ids[start : start + PAGE], now)
        return readings

    def measure_account(
        self, account: Connection, *, ends_on: date, now: datetime
    ) -> list[Reading]:
        return list(answers.account_readings(self._me(account), ends_on=ends_on))

    def look(self, account: Connection, external_id: str) -> Standing:
        with asking():
            told = self._read(account, "/2/tweets", {"ids": external_id}, READ_BACK)
            return answers.standing(answers.Batch.model_validate(told), external_id)

    def reword(self, account: Connection, external_id: str, text: str) -> None:
        raise Refused("X lets no program change a post. Take it down, or say it in a new post.")

    def remove(self, account: Connection, external_id: str) -> bool:
        client = self._client(account)
        with changing():
            try:
                told = client.delete_tweet(external_id, user_auth=True)
            except tweepy.NotFound:
                return False
            return answers.Removed.model_validate(told).data.deleted

    def _client(self, account: Connection) -> tweepy.Client:
        """A client of its own for each task: tweepy's are not made to be shared by threads."""
        names = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
        if any(not account.secrets.get(name) for name in names):
            raise NeedsSignIn("The keys of this X account are incomplete. Connect it again.")
        client = tweepy.Client(
            **{name: account.secrets[name] for name in names},
            return_type=dict,
            wait_on_rate_limit=False,
        )
        client.session, _ = wire.session(HOST, base_url=account.base_url, timeout=self._timeout)
        return client

    def _me(self, account: Connection) -> answers.Person:
        with asking():
            told = self._client(account).get_me(user_fields="public_metrics", user_auth=True)
            return answers.Me.model_validate(told).data

    def _posts(self, account: Connection, since: datetime) -> Iterator[answers.Post]:
        """Every post of the account since then. Raises rather than leave one out."""
        params = {
            "max_results": str(PAGE),
            "start_time": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        route = f"/2/users/{account.stable_id}/tweets"
        for _ in range(MOST_PAGES):
            with asking():
                told = self._read(account, route, params, READ_BACK)
                page = answers.Page.model_validate(told)
            if not page.is_whole:
                break
            yield from page.data
            if page.meta.next_token is None:
                return
            params["pagination_token"] = page.meta.next_token
        raise TryLater("X did not show the account's posts completely. It will be read again.")

    def _measure(
        self, account: Connection, post_ids: tuple[str, ...], now: datetime
    ) -> Iterator[Reading]:
        try:
            posts, private = self._numbers(account, post_ids)
        except NeedsSignIn:
            raise
        except PlatformFault as fault:
            for post_id in post_ids:
                yield from answers.lost_readings(post_id, str(fault))
            return
        for post_id in post_ids:
            if post_id in posts:
                yield from answers.post_readings(posts[post_id], now=now, private=private)
            else:
                yield from answers.lost_readings(post_id, "X no longer shows this post.")

    def _numbers(
        self, account: Connection, post_ids: tuple[str, ...]
    ) -> tuple[dict[str, answers.Post], bool]:
        """The posts with their numbers, and whether the private ones could be asked for."""
        try:
            return self._look_up(account, post_ids, PRIVATE_NUMBERS), True
        except Refused:
            return self._look_up(account, post_ids, NUMBERS), False

    def _look_up(
        self, account: Connection, post_ids: tuple[str, ...], fields: str
    ) -> dict[str, answers.Post]:
        with asking():
            told = self._read(account, "/2/tweets", {"ids": ",".join(post_ids)}, fields)
            return {post.id: post for post in answers.Batch.model_validate(told).data}

    def _read(
        self, account: Connection, route: str, params: Mapping[str, str], fields: str
    ) -> object:
        """One answer, asked for in the words this account's X knows."""
        client = self._client(account)
        key = (account.base_url, account.stable_id)
        first = self._parameter.get(key, FIELD_PARAMETERS[0])
        second = next(name for name in FIELD_PARAMETERS if name != first)
        try:
            return _get(client, route, {**params, first: fields})
        except tweepy.BadRequest as fault:
            refusal = fault
        try:
            told = _get(client, route, {**params, second: fields})
        except tweepy.BadRequest:
            raise refusal from None
        self._parameter[key] = second
        return told


def _get(client: tweepy.Client, route: str, params: Mapping[str, str]) -> object:
    return client.request("GET", route, params=params, user_auth=True).json()


def _upload(client: tweepy.Client, picture: Picture) -> str:
    """Send a picture and its alternative. Without the alternative the post is not made."""
    with asking():
        encoded = base64.b64encode(picture.data).decode()
        body = {"media": encoded, "media_category": "tweet_image"}
        told = client.request("POST", "/2/media/upload", json=body, user_auth=True).json()
        media_id = answers.Taken.model_validate(told).data.id
        alt = {"id": media_id, "metadata": {"alt_text": {"text": picture.alt}}}
        client.request("POST", "/2/media/metadata", json=alt, user_auth=True)
    return media_id


def _create(
    client: tweepy.Client, outgoing: Outgoing, media_ids: list[str], *, sent_before: bool
) -> str:
    """The call that makes the post public, and what its answer proves."""
    poll = outgoing.poll
    try:
        told = client.create_tweet(
            text=outgoing.text or None,
            media_ids=media_ids or None,
            poll_options=list(poll.options) if poll else None,
            poll_duration_minutes=poll.minutes if poll else None,
            user_auth=True,
        )
        return answers.Taken.model_validate(told).data.id
    except wire.Unsent as fault:
        raise TryLater(f"X was not reached: {fault}. It will be tried again.") from None
    except wire.NoAnswer as fault:
        raise OutcomeUnknown(f"X did not confirm the post: {fault}.") from None
    except tweepy.HTTPException as fault:
        raise _after_create(fault, sent_before=sent_before) from None
    except UNREADABLE:
        raise OutcomeUnknown("X answered with something that cannot be read.") from None


def _after_create(fault: tweepy.HTTPException, *, sent_before: bool) -> PlatformFault:
    """A duplicate is no proof: after an earlier try it may well be that try's own post."""
    if sent_before and refusals.is_duplicate(reason(fault)):
        return OutcomeUnknown("X says the post is there already, perhaps from an earlier try.")
    return refusal(fault) or OutcomeUnknown(
        f"X answered {fault.response.status_code}, which says nothing about the post."
    )


def receipt_for(account: Connection, post_id: str) -> Receipt:
    """Only a real post has a page on X."""
    if account.base_url is not None:
        return Receipt(post_id)
    return Receipt(post_id, f"https://x.com/{account.handle}/status/{post_id}")
