"""X: make a post, take one down."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from outreach.practice.faults import Kind
from outreach.practice.kept import NetworkPost
from outreach.practice.residents import Network
from outreach.practice.world import Generation, Here, World, bent_by
from outreach.practice.x import problems, text
from outreach.practice.x.access import Body, Caller, signed_for
from outreach.practice.x.bodies import NewPost, read
from outreach.practice.x.limits import CREATE, DELETE
from outreach.practice.x.objects import NAMES, media_key

router = APIRouter()

#: The window in which X takes the same words for a duplicate; it has varied around this.
DUPLICATE_FOR = timedelta(hours=12)
TOO_LONG = "Your Tweet text is too long: at most 280 as X counts, links as 23."
_EVER = timedelta(days=3_650)
_MOST_IN_A_DAY = 10_000


@router.post("/2/tweets", status_code=201)
def create(
    request: Request,
    world: Here,
    body: Body,
    caller: Annotated[Caller, Depends(signed_for(CREATE))],
) -> dict[str, object]:
    """Publish at once. Two calls with the same words, however close, give one post and one 403."""
    asked = read(NewPost, body, generation=caller.generation)
    words = text.tidy(asked.text)
    _check_form(asked, words, caller.generation)
    with world.store.transaction():
        _check_place(world, asked, words, caller)
        post = _new_post(world, asked, words, caller, slow=bent_by(request, Kind.SLOW_TO_SHOW))
        world.store.add_post(post)
        world.log(caller.account, "POST", "/2/tweets", 201)
    shown = text.shown(
        words,
        post_id=post.id,
        handle=caller.account.handle,
        media_keys=tuple(map(media_key, post.media_ids)),
    )
    return {
        "data": {"id": post.id, "text": shown.text, NAMES[caller.generation].history: [post.id]}
    }


@router.delete("/2/tweets/{post_id}")
def delete(
    post_id: str, world: Here, caller: Annotated[Caller, Depends(signed_for(DELETE))]
) -> dict[str, object]:
    """Take down one's own post; 404 when it is gone already."""
    post = world.store.post(post_id)
    if post is None or post.network is not Network.X or post.deleted_at is not None:
        raise problems.missing("tweet", post_id, "id", generation=caller.generation)
    if post.account_id != caller.account.stable_id:
        raise problems.forbidden("You are not allowed to delete a post that is not your own.")
    with world.store.transaction():
        world.store.delete_post(post_id, world.clock.now())
        world.log(caller.account, "DELETE", f"/2/tweets/{post_id}")
    return {"data": {"deleted": True}}


def _check_form(asked: NewPost, words: str, generation: Generation) -> None:
    """What X refuses whatever it holds already."""
    if not (words or asked.media):
        raise problems.invalid(
            "text or media is required", {"text": asked.text}, generation=generation
        )
    if text.weight(words) > text.LONGEST:
        raise problems.invalid(TOO_LONG, {"text": asked.text}, generation=generation)
    if asked.poll and asked.media:
        raise problems.invalid(
            "a poll and media cannot share a post", {"poll": ""}, generation=generation
        )
    if asked.quote_tweet_id:
        raise problems.forbidden("Quoting through the API is not part of self-serve access.")
    if asked.edit_options:
        raise problems.forbidden("Editing through the API needs a Premium account.")
    if text.cashtags(words) > 1:
        raise problems.forbidden("Self-serve access allows one cashtag in a post.")


def _check_place(world: World, asked: NewPost, words: str, caller: Caller) -> None:
    """What X refuses for what it holds already."""
    for media_id in asked.media.media_ids if asked.media else []:
        media = world.store.media(media_id)
        if media is None or media.account_id != caller.account.stable_id:
            raise problems.invalid(
                "Your media IDs are invalid.",
                {"media.media_ids": media_id},
                generation=caller.generation,
            )
    if asked.reply:
        _check_reply(world, asked.reply.in_reply_to_tweet_id, caller)
    if words and _said_lately(world, words, caller):
        raise problems.forbidden(problems.DUPLICATE)


def _check_reply(world: World, parent_id: str, caller: Caller) -> None:
    """Self-serve apps may answer only who named them (since 2026-02); one's own posts pass."""
    parent = world.store.post(parent_id)
    if parent is None or parent.deleted_at is not None:
        raise problems.forbidden("You attempted to reply to a post that is deleted or not visible.")
    if parent.account_id != caller.account.stable_id:
        raise problems.forbidden("Replies are limited to authors who mentioned or quoted you.")


def _said_lately(world: World, words: str, caller: Caller) -> bool:
    """Among all posts that stand, those too that are slow to show."""
    now = world.clock.now()
    lately = world.store.posts_of(
        caller.account, visible_at=now + _EVER, since=now - DUPLICATE_FOR, limit=_MOST_IN_A_DAY
    )
    return any(post.text == words for post in lately)


def _new_post(
    world: World, asked: NewPost, words: str, caller: Caller, *, slow: timedelta | None
) -> NetworkPost:
    now, media_ids = world.clock.now(), tuple(asked.media.media_ids) if asked.media else ()
    return NetworkPost(
        id=world.new_id("x", caller.account.stable_id, words, *media_ids),
        network=Network.X,
        account_id=caller.account.stable_id,
        text=words,
        created_at=now,
        published_at=now,
        visible_from=None if slow is None else now + slow,
        media_ids=media_ids,
        poll_options=tuple(asked.poll.options) if asked.poll else (),
        poll_minutes=asked.poll.duration_minutes if asked.poll else None,
        reply_to=asked.reply.in_reply_to_tweet_id if asked.reply else None,
    )
