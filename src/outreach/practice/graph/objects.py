"""How the Graph spells Pages, posts, photos and comments: each kind's fields and what they read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from outreach.practice import counters
from outreach.practice.graph import errors
from outreach.practice.graph.fields import Field, named
from outreach.practice.kept import Media, NetworkAccount, NetworkPost
from outreach.practice.residents import Network
from outreach.practice.world import World

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Look(Generic[Subject]):
    """One field of one object being read."""

    world: World
    subject: Subject
    field: Field


Reads = Mapping[str, Callable[[Look[Subject]], object]]


@dataclass(frozen=True, slots=True)
class Kind(Generic[Subject]):
    """One kind of object: its name, the fields given unasked, how each field is read.

    `silent` names fields the Graph has too and practice has nothing to say about; like empty
    fields they are left out of the answer.
    """

    name: str
    default: tuple[str, ...]
    reads: Reads[Subject]
    silent: str

    def build(
        self, world: World, subject: Subject, wanted: tuple[Field, ...] = ()
    ) -> dict[str, object]:
        """The object with the wanted fields and its id. Refuses a field the kind does not have."""
        told: dict[str, object] = {}
        for field in (*(wanted or named(self.default)), Field("id")):
            if field.name in self.reads:
                told[field.name] = self.reads[field.name](Look(world, subject, field))
            elif field.name not in self.silent.split():
                raise errors.no_such_field(field.name, self.name)
        return {name: value for name, value in told.items() if value is not None}


def stamp(at: datetime) -> str:
    """A time as the Graph writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S+0000")


def pick(told: Mapping[str, object], wanted: tuple[Field, ...]) -> dict[str, object]:
    """Only the wanted fields of an inner object; all when none were named."""
    names = {one.name for one in wanted}
    return {name: value for name, value in told.items() if not names or name in names}


def comments_of(world: World, post: NetworkPost) -> list[NetworkPost]:
    """What stands beneath a post, oldest first."""
    account = world.store.account(post.network, post.account_id)
    everything = world.store.every_post(account) if account else []
    return [one for one in everything if one.reply_to == post.id and one.deleted_at is None]


def attachments_of(
    world: World, post: NetworkPost, wanted: tuple[Field, ...]
) -> list[dict[str, object]]:
    """What hangs on a post: a picture, an album of several, or a link."""
    pictures = [media for id in post.media_ids if (media := world.store.media(id))]
    entries = [_picture(media, post) for media in pictures]
    if len(entries) > 1:
        entries = [_album(post, entries)]
    if not entries and post.link:
        entries = [{"media_type": "link", "type": "share", "url": post.link, "title": post.link}]
    return [pick(entry, wanted) for entry in entries]


def permalink(post: NetworkPost) -> str:
    return f"https://www.facebook.com/{post.id}"


def _picture(media: Media, post: NetworkPost) -> dict[str, object]:
    url = f"https://www.facebook.com/photo/?fbid={media.id}"
    return {
        "media_type": "photo",
        "type": "photo",
        "url": url,
        "description": post.text,
        "media": {"image": {"src": url}},
        "target": {"id": media.id, "url": url},
    }


def _album(post: NetworkPost, entries: list[dict[str, object]]) -> dict[str, object]:
    return {
        "media_type": "album",
        "type": "album",
        "url": permalink(post),
        "target": {"id": post.id},
        "subattachments": {"data": entries},
    }


def _counted(look: Look[NetworkPost]) -> counters.Counters:
    return counters.post_counters(look.world.store, look.subject.id, look.world.clock.now())


def _summary(field: Field, count: int, data: list[dict[str, object]]) -> dict[str, object]:
    """An edge as a field: its first entries, and their number when that was asked for."""
    limit = field.asked.get("limit", "25")
    told: dict[str, object] = {"data": data[: int(limit)] if limit.isdecimal() else data}
    if field.asked.get("summary") in {"true", "1", "total_count"}:
        told["summary"] = {"total_count": count}
    return told


def _attachments(look: Look[NetworkPost]) -> object:
    entries = attachments_of(look.world, look.subject, look.field.inside)
    return {"data": entries} if entries else None


def _comments(look: Look[NetworkPost]) -> object:
    """Our own comments by name; those of residents only in the count, for they sign no words."""
    own = comments_of(look.world, look.subject)
    data = [COMMENT.build(look.world, comment, look.field.inside) for comment in own]
    return _summary(look.field, len(own) + _counted(look).replies, data)


def _reactions(look: Look[NetworkPost]) -> object:
    return _summary(look.field, _counted(look).likes, [])


def _shares(look: Look[NetworkPost]) -> object:
    count = _counted(look).shares
    return {"count": count} if count else None


def _author(look: Look[NetworkPost]) -> object:
    post = look.subject
    page = look.world.store.account(post.network, post.account_id)
    return {"id": post.account_id, "name": page.name if page else ""}


def _linked(look: Look[NetworkAccount]) -> object:
    """The Instagram account that opens with the same token."""
    token = look.subject.credentials.get("access_token", "")
    instagram = look.world.store.account_by_token(Network.INSTAGRAM, token)
    return {"id": instagram.stable_id} if instagram else None


def _followers(look: Look[NetworkAccount]) -> object:
    return counters.followers(look.world.store, look.subject, look.world.clock.now())


def _out_at(post: NetworkPost) -> datetime:
    """A draft that was made public counts from that moment."""
    return post.published_at or post.created_at


PAGE: Kind[NetworkAccount] = Kind(
    "Page",
    ("name",),
    {
        "id": lambda look: look.subject.stable_id,
        "name": lambda look: look.subject.name,
        "username": lambda look: look.subject.handle,
        "link": lambda look: f"https://www.facebook.com/{look.subject.handle}",
        "category": lambda _: "Police Station",
        "followers_count": _followers,
        "fan_count": _followers,
        "is_published": lambda _: True,
        "instagram_business_account": _linked,
        "connected_instagram_account": _linked,
    },
    silent="about bio cover description emails phone verification_status website",
)

POST: Kind[NetworkPost] = Kind(
    "PagePost",
    ("created_time", "message"),
    {
        "id": lambda look: look.subject.id,
        "message": lambda look: look.subject.text or None,
        "created_time": lambda look: stamp(_out_at(look.subject)),
        "updated_time": lambda look: stamp(look.subject.edited_at or _out_at(look.subject)),
        "is_published": lambda look: look.subject.published_at is not None,
        "is_hidden": lambda _: False,
        "is_expired": lambda _: False,
        "permalink_url": lambda look: permalink(look.subject),
        "status_type": lambda look: (
            "added_photos" if look.subject.media_ids else "mobile_status_update"
        ),
        "from": _author,
        "attachments": _attachments,
        "comments": _comments,
        "reactions": _reactions,
        "likes": _reactions,
        "shares": _shares,
    },
    silent="actions admin_creator application backdated_time call_to_action can_reply_privately "
    "child_attachments coordinates event feed_targeting full_picture icon is_popular is_spherical "
    "message_tags parent_id picture place privacy promotable_id properties scheduled_publish_time "
    "story story_tags subscribed target targeting via",
)

PHOTO: Kind[Media] = Kind(
    "Photo",
    ("created_time",),
    {
        "id": lambda look: look.subject.id,
        "created_time": lambda look: stamp(look.subject.created_at),
        "updated_time": lambda look: stamp(look.subject.created_at),
        "alt_text": lambda look: look.subject.alt,
        "alt_text_custom": lambda look: look.subject.alt,
        "link": lambda look: f"https://www.facebook.com/photo/?fbid={look.subject.id}",
    },
    silent="album backdated_time can_delete event from height icon images name page_story_id "
    "picture place position source target webp_images width",
)

COMMENT: Kind[NetworkPost] = Kind(
    "Comment",
    ("created_time", "from", "message"),
    {
        "id": lambda look: look.subject.id,
        "message": lambda look: look.subject.text,
        "created_time": lambda look: stamp(look.subject.created_at),
        "from": _author,
        "like_count": lambda _: 0,
        "comment_count": lambda _: 0,
    },
    silent="attachment can_remove is_hidden object parent permalink_url user_likes",
)
