"""What Facebook's answers mean: posts read back, and whether one is the post that was sent."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel

from outreach.platforms.port import Gone, Outgoing, Standing, Stands, TryLater
from outreach.platforms.sameness import same_words


class Attachment(BaseModel):
    """What hangs on a post: a photo, an album of them, a link."""

    media_type: str = ""
    subattachments: "Attachments | None" = None


class Attachments(BaseModel):
    """A list as the Graph wraps it."""

    data: list[Attachment] = []


class Post(BaseModel):
    """A post as the Graph tells it."""

    id: str
    message: str = ""
    created_time: datetime
    attachments: Attachments = Attachments()


class Cursors(BaseModel):
    """Where the next page begins."""

    after: str


class Paging(BaseModel):
    """The Graph's way to the next page; `next` is there while there is one."""

    cursors: Cursors | None = None
    next: str | None = None


class Posts(BaseModel):
    """One page of a Page's posts. Without `data` it is no such page."""

    data: list[Post]
    paging: Paging = Paging()


def standing(told: Mapping[str, object]) -> Standing:
    """Whether people can see this post, as its own page told it."""
    public, words = told.get("is_published"), told.get("message", "")
    if not isinstance(public, bool) or not isinstance(words, str):
        raise TryLater("Facebook answered with something that cannot be read.")
    return Stands(words) if public else Gone()


def is_same(post: Post, outgoing: Outgoing) -> bool:
    """Whether the Page's post is the one that was sent: words and number of photos."""
    return same_words(outgoing.text, post.message) and _photos(post.attachments) == len(
        outgoing.pictures
    )


def _photos(attachments: Attachments) -> int:
    """How many photos hang on a post, alone or as an album."""
    return sum(
        _photos(one.subattachments) if one.subattachments else one.media_type == "photo"
        for one in attachments.data
    )
