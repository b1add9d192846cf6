"""Facebook: photos, posts, drafts made public, comments, edits and removals."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from outreach.lib import digest
from outreach.practice import pictures
from outreach.practice.graph import errors
from outreach.practice.graph.params import Params
from outreach.practice.kept import Media, NetworkAccount, NetworkPost
from outreach.practice.residents import Network
from outreach.practice.world import World

LONGEST = 63_206
LARGEST = 10_000_000
PICTURES = {"image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff"}
#: How long the Graph takes the words of the page's last post for a slip of the finger.
DUPLICATE_FOR = timedelta(hours=24)


def add_photo(
    world: World, page: NetworkAccount, params: Params, *, slow: timedelta | None
) -> dict[str, object]:
    """Keep a photo, and publish a post that shows it unless `published` is false.

    An unpublished photo can be attached to one post; it cannot itself be published later.
    """
    params.only(
        "caption", "message", "alt_text_custom", "published", "no_story", "temporary", "url"
    )
    content = _picture(params)
    words = _words(params, "caption") or _words(params, "message")
    shows = params.flag("published", default=True) and not params.flag("no_story", default=False)
    with world.store.transaction():
        photo = _photo(world, page, content, params.text("alt_text_custom"))
        world.store.add_media(photo)
        answer = {"id": photo.id}
        if shows:
            post = _out(_draft(world, page, words, media_ids=(photo.id,)), slow)
            world.store.add_post(post)
            answer["post_id"] = post.id
        world.log(page, "POST", f"/{page.stable_id}/photos")
    return {**answer}


def add_post(
    world: World, page: NetworkAccount, params: Params, *, slow: timedelta | None
) -> dict[str, object]:
    """Publish a post, or keep it as a draft when `published` is false."""
    params.only(
        "message", "link", "published", "unpublished_content_type", "attached_media",
        *(name for name in params.values if name.startswith("attached_media[")),
    )  # fmt: skip
    words, link = _words(params, "message"), params.text("link")
    media_ids = _attached(world, page, params)
    if not (words or link or media_ids):
        raise errors.empty_post()
    published = params.flag("published", default=True)
    with world.store.transaction():
        if published and words and not media_ids and _just_said(world, page, words):
            raise errors.duplicate()
        post = _draft(world, page, words, media_ids=media_ids, link=link)
        world.store.add_post(_out(post, slow) if published else post)
        world.log(page, "POST", f"/{page.stable_id}/feed")
    return {"id": post.id}


def change(
    world: World, page: NetworkAccount, post: NetworkPost, params: Params, *, slow: timedelta | None
) -> dict[str, object]:
    """Publish a draft or change a post's words. Publishing what is published changes nothing."""
    params.only("is_published", "message")
    publish, words = params.flag("is_published", default=False), _words(params, "message")
    if "is_published" in params.values and not publish and post.published_at is not None:
        raise errors.bad_parameter("A published post cannot be made a draft again")
    now = world.clock.now()
    with world.store.transaction():
        if words and words != post.text:
            world.store.edit_text(post.id, words, now)
        if publish:
            world.store.publish_post(
                post.id, now, visible_from=None if slow is None else now + slow
            )
        world.log(page, "POST", f"/{post.id}")
    return {"success": True}


def comment(
    world: World, page: NetworkAccount, post: NetworkPost, params: Params
) -> dict[str, object]:
    """Write beneath a published post, as the page."""
    words = _words(params.only("message"), "message")
    if not words:
        raise errors.empty_post()
    if post.published_at is None:
        raise errors.no_such_object("post", post.id)
    now = world.clock.now()
    with world.store.transaction():
        stem = post.id.rpartition("_")[2]
        id = world.new_id("comment", post.id, words, pattern=f"{stem}_{{}}")
        world.store.add_post(
            NetworkPost(
                id=id,
                network=Network.FACEBOOK,
                account_id=page.stable_id,
                text=words,
                created_at=now,
                published_at=now,
                reply_to=post.id,
            )
        )
        world.log(page, "POST", f"/{post.id}/comments")
    return {"id": id}


def remove(world: World, page: NetworkAccount, post: NetworkPost) -> dict[str, object]:
    """Take a post, draft or comment down for good."""
    with world.store.transaction():
        world.store.delete_post(post.id, world.clock.now())
        world.log(page, "DELETE", f"/{post.id}")
    return {"success": True}


def _picture(params: Params) -> bytes:
    """The picture sent along. An address is refused: nothing here reaches out."""
    if params.text("url"):
        raise errors.bad_parameter("The practice network fetches no url; send the file as source")
    content = next(iter(params.files.values()), b"")
    if pictures.kind_of(content) not in PICTURES or len(content) > LARGEST:
        raise errors.no_picture()
    return content


def _photo(world: World, page: NetworkAccount, content: bytes, alt: str | None) -> Media:
    return Media(
        id=world.new_id("photo", page.stable_id, digest.sha256(content)),
        network=Network.FACEBOOK,
        account_id=page.stable_id,
        content=content,
        media_type=pictures.kind_of(content) or "",
        created_at=world.clock.now(),
        alt=alt,
    )


def _draft(
    world: World,
    page: NetworkAccount,
    words: str,
    *,
    media_ids: tuple[str, ...],
    link: str | None = None,
) -> NetworkPost:
    pattern = f"{page.stable_id}_{{}}"
    return NetworkPost(
        id=world.new_id("post", words, link or "", *media_ids, pattern=pattern),
        network=Network.FACEBOOK,
        account_id=page.stable_id,
        text=words,
        created_at=world.clock.now(),
        media_ids=media_ids,
        link=link,
    )


def _out(draft: NetworkPost, slow: timedelta | None) -> NetworkPost:
    """The draft published at the moment it was made."""
    at = draft.created_at
    return replace(draft, published_at=at, visible_from=None if slow is None else at + slow)


def _words(params: Params, name: str) -> str:
    words = params.text(name) or ""
    if len(words) > LONGEST:
        raise errors.bad_parameter("Name parameter too long")
    return words


def _attached(world: World, page: NetworkAccount, params: Params) -> tuple[str, ...]:
    """The photos named by `attached_media`, which must be the page's own."""
    ids = []
    for entry in params.array("attached_media"):
        id = str(entry.get("media_fbid", "")) if isinstance(entry, Mapping) else ""
        photo = world.store.media(id)
        if photo is None or photo.account_id != page.stable_id:
            raise errors.bad_parameter(f"Invalid parameter: attached_media {id} is not your photo")
        ids.append(id)
    return tuple(ids)


def _just_said(world: World, page: NetworkAccount, words: str) -> bool:
    """Whether the page's last post, shown yet or not, has the same words."""
    now: datetime = world.clock.now()
    posts = [
        post
        for post in world.store.posts_of(
            page, visible_at=now + timedelta(days=3_650), since=now - DUPLICATE_FOR
        )
        if post.reply_to is None
    ]
    return bool(posts) and posts[0].text == words
