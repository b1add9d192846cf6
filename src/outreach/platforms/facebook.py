"""A Facebook Page by the Graph API: in two steps, so that a lost answer never makes a second post.

First everything is made unpublished and its id is noted. Then that id is made public, which may be
repeated. Contract v26.0 has both: `published` on the Page's feed, `is_published` on a post.
"""

# ruff: noqa: ARG002 - the port names the arguments; Facebook needs fewer.
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from outreach.lib import digest
from outreach.platforms import facebook_numbers, wire
from outreach.platforms.facebook_answers import Post, Posts, is_same, standing
from outreach.platforms.fitness import refuse_unfit
from outreach.platforms.graph import Answer, Complained, Graph, asking, changing
from outreach.platforms.graph_refusals import meaning
from outreach.platforms.port import (
    Absent,
    Connection,
    Found,
    Gone,
    Journal,
    OutcomeUnknown,
    Outgoing,
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

SKEW = timedelta(minutes=2)
PAGE = "100"
MOST_PAGES = 32
READ_BACK = "id,message,created_time,attachments{media_type,subattachments}"
UNREADABLE = "Facebook answered with something that cannot be read. It will be tried again."


@dataclass(frozen=True, slots=True)
class Draft:
    """An unpublished post on the Page, and the digest of what it was made of."""

    post_id: str
    made_of: str

    @property
    def note(self) -> str:
        return f"draft {self.post_id} {self.made_of}"


class Facebook:
    """Facebook Pages, any number of them. Each request ends within `timeout` seconds."""

    name = PlatformName.FACEBOOK

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout

    def profile(self, account: Connection) -> Profile:
        """The Page the token was given for."""
        with asking():
            page = self._graph(account).read("me", fields="id,name,username")
            page_id, name = _text(page, "id"), _text(page, "name")
        return Profile(page_id, str(page.get("username") or account.handle), name)

    def publish(self, account: Connection, outgoing: Outgoing, journal: Journal) -> Receipt:
        refuse_unfit(self.name, outgoing)
        graph = self._graph(account)
        draft = self._draft(graph, account, outgoing, _noted(journal))
        journal.note(draft.note)
        _make_public(graph, draft)
        return receipt_for(account, draft.post_id)

    def find(
        self, account: Connection, outgoing: Outgoing, journal: Journal, *, since: datetime
    ) -> Sighting:
        """Read the noted draft, or else the Page.

        A draft that is gone counts as absent: the next attempt publishes that same id or nothing.
        """
        graph = self._graph(account)
        draft = _noted(journal)
        if draft is not None and draft.made_of == _made_of(outgoing) and _is_public(graph, draft):
            return Found(receipt_for(account, draft.post_id))
        posts = _posts(graph, account, since.astimezone(UTC) - SKEW)
        same = tuple(post.id for post in posts if is_same(post, outgoing))
        if len(same) > 1:
            return Several(same)
        return Found(receipt_for(account, same[0])) if same else Absent()

    def measure_posts(
        self, account: Connection, external_ids: tuple[str, ...], *, now: datetime
    ) -> list[Reading]:
        graph = self._graph(account)
        return [
            reading
            for post_id in external_ids
            for reading in facebook_numbers.of_post(graph, post_id)
        ]

    def measure_account(
        self, account: Connection, *, ends_on: date, now: datetime
    ) -> list[Reading]:
        graph = self._graph(account)
        return list(facebook_numbers.of_page(graph, account.stable_id, ends_on=ends_on))

    def look(self, account: Connection, external_id: str) -> Standing:
        graph = self._graph(account)
        with asking():
            try:
                told = graph.read(external_id, fields="id,message,is_published")
            except Complained as fault:
                if not fault.complaint.is_gone:
                    raise
                told = {}
            if not told:
                # The Graph says the same of what we may not see, so the Page itself has to answer.
                graph.read(f"{account.stable_id}/published_posts", fields="id", limit="1")
                return Gone()
        return standing(told)

    def reword(self, account: Connection, external_id: str, text: str) -> None:
        with changing():
            answer = self._graph(account).write(external_id, {"message": text})
        if answer.get("success") is not True:
            raise OutcomeUnknown("Facebook did not confirm the new words.")

    def remove(self, account: Connection, external_id: str) -> bool:
        with changing():
            try:
                answer = self._graph(account).delete(external_id)
            except Complained as fault:
                if fault.complaint.is_gone:
                    return False
                raise
        if answer.get("success") is not True:
            raise OutcomeUnknown("Facebook did not say that the post is down.")
        return True

    def _graph(self, account: Connection) -> Graph:
        return Graph(account, timeout=self._timeout)

    def _draft(
        self, graph: Graph, account: Connection, outgoing: Outgoing, noted: Draft | None
    ) -> Draft:
        """The draft an earlier attempt made of the very same post, or a new one."""
        made_of = _made_of(outgoing)
        if noted is not None and noted.made_of == made_of:
            return noted
        if noted is not None:
            # Made of words since changed: nobody should publish it by hand. Its loss is no fault.
            with suppress(PlatformFault), asking():
                graph.delete(noted.post_id)
        with asking():
            return Draft(_make_draft(graph, account.stable_id, outgoing), made_of)


def _make_draft(graph: Graph, page_id: str, outgoing: Outgoing) -> str:
    """An unpublished post with its pictures and their alternatives. Nobody sees it."""
    photo_ids = [
        _text(
            graph.upload(
                f"{page_id}/photos",
                picture,
                {"alt_text_custom": picture.alt, "published": "false", "temporary": "true"},
            ),
            "id",
        )
        for picture in outgoing.pictures
    ]
    parameters = {"published": "false"}
    if outgoing.text:
        parameters["message"] = outgoing.text
    if photo_ids:
        attached = [{"media_fbid": photo_id} for photo_id in photo_ids]
        parameters["attached_media"] = json.dumps(attached)
    elif outgoing.link is not None:
        parameters["link"] = outgoing.link
    return _text(graph.write(f"{page_id}/feed", parameters), "id")


def _make_public(graph: Graph, draft: Draft) -> None:
    """The call that makes the post public. It changes nothing where that was done before."""
    try:
        answer = graph.write(draft.post_id, {"is_published": "true"})
    except wire.Unsent as fault:
        raise TryLater(f"Facebook was not reached: {fault}. It will be tried again.") from None
    except wire.NoAnswer as fault:
        raise OutcomeUnknown(f"Facebook did not confirm the post: {fault}.") from None
    except Complained as fault:
        if fault.complaint.is_gone:
            raise Refused(
                "The post was ready on the Page and is gone from there. Look at the Page, then"
                " place the post again."
            ) from None
        raise meaning(fault.complaint) or OutcomeUnknown(
            "Facebook had a fault of its own and did not confirm the post."
        ) from None
    if answer.get("success") is not True:
        raise OutcomeUnknown("Facebook did not confirm the post.")


def _is_public(graph: Graph, draft: Draft) -> bool:
    with asking():
        try:
            told = graph.read(draft.post_id, fields="id,is_published")
        except Complained as fault:
            if fault.complaint.is_gone:
                return False
            raise
    if not isinstance(told.get("is_published"), bool):
        raise TryLater(UNREADABLE)
    return told["is_published"] is True


def _posts(graph: Graph, account: Connection, since: datetime) -> Iterator[Post]:
    """The Page's posts since then, newest first. Raises rather than leave one out."""
    parameters = {"fields": READ_BACK, "limit": PAGE}
    for _ in range(MOST_PAGES):
        with asking():
            told = graph.read(f"{account.stable_id}/published_posts", **parameters)
        try:
            page = Posts.model_validate(told)
        except ValueError:
            raise TryLater(UNREADABLE) from None
        recent = [post for post in page.data if post.created_time >= since]
        yield from recent
        if page.paging.next is None or not recent:
            return
        if page.paging.cursors is None:
            break
        parameters["after"] = page.paging.cursors.after
    raise TryLater("Facebook did not show the Page's posts completely. It will be read again.")


def _noted(journal: Journal) -> Draft | None:
    match (journal.noted() or "").split():
        case ["draft", post_id, made_of]:
            return Draft(post_id, made_of)
    return None


def _made_of(outgoing: Outgoing) -> str:
    """Digest of everything a draft holds, so that a changed post never goes out as it was."""
    pictures = tuple((digest.sha256(picture.data), picture.alt) for picture in outgoing.pictures)
    return digest.of((outgoing.text, outgoing.link, pictures))


def _text(answer: Answer, name: str) -> str:
    value = answer.get(name)
    if not isinstance(value, str) or not value:
        raise wire.NoAnswer("its answer cannot be read")
    return value


def receipt_for(account: Connection, post_id: str) -> Receipt:
    """Only a real post has a page on Facebook."""
    if account.base_url is not None:
        return Receipt(post_id)
    return Receipt(post_id, f"https://www.facebook.com/{post_id}")
