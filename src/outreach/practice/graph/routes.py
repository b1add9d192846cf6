"""The Graph's addresses: a node, or one edge of a node, read, written or removed."""

import re

from fastapi import APIRouter, Depends, Request

from outreach.practice.faults import Kind as FaultKind
from outreach.practice.graph import errors, insights, instagram, nodes, objects, paging, publishing
from outreach.practice.graph.access import Signed
from outreach.practice.graph.fields import Field, parse
from outreach.practice.graph.given import Given
from outreach.practice.graph.params import Params
from outreach.practice.kept import Media, NetworkAccount, NetworkPost
from outreach.practice.residents import Network
from outreach.practice.world import Here, World, bent_by

NEWEST = (26, 0)


async def version_of(version: str) -> None:
    """Any version up to the newest is answered as the newest, as expired ones are."""
    found = re.fullmatch(r"v(\d{1,2})\.(\d)", version)
    if found is None or (int(found[1]), int(found[2])) > NEWEST:
        raise errors.no_such_path(version)


router = APIRouter(prefix="/graph/{version}", dependencies=[Depends(version_of)])
FEEDS = {"feed", "posts", "published_posts"}


@router.get("/{id}")
def read(id: str, world: Here, caller: Signed, params: Given) -> dict[str, object]:
    """One node with the wanted fields."""
    params.only("fields")
    wanted = _wanted(params)
    match nodes.find(world, caller, id, verb="get"):
        case NetworkAccount(network=Network.FACEBOOK) as page:
            return objects.PAGE.build(world, page, wanted)
        case NetworkAccount() as user:
            return instagram.USER.build(world, user, wanted)
        case NetworkPost(network=Network.INSTAGRAM) as media:
            return instagram.MEDIA.build(world, media, wanted)
        case NetworkPost(reply_to=None) as post:
            return objects.POST.build(world, post, wanted)
        case NetworkPost() as comment:
            return objects.COMMENT.build(world, comment, wanted)
        case Media() as photo:
            return objects.PHOTO.build(world, photo, wanted)


@router.get("/{id}/{edge}")
def read_edge(
    id: str, edge: str, request: Request, world: Here, caller: Signed, params: Given
) -> dict[str, object]:
    """What hangs on a node: posts, media, comments, attachments, insights."""
    match nodes.find(world, caller, id, verb="get"), edge:
        case NetworkAccount(network=Network.FACEBOOK) as page, "insights":
            return insights.of_page(world, caller, page, params)
        case NetworkAccount(network=Network.FACEBOOK) as page, _ if edge in FEEDS:
            return _feed(request, world, page, params)
        case NetworkAccount(network=Network.INSTAGRAM) as user, "insights":
            return instagram.of_account(world, caller, user, params)
        case NetworkAccount(network=Network.INSTAGRAM) as user, "media":
            return _media(request, world, user, params)
        case NetworkPost(network=Network.INSTAGRAM) as media, "insights":
            return instagram.of_media(world, caller, media, params)
        case NetworkPost(network=Network.FACEBOOK, reply_to=None) as post, "insights":
            return insights.of_post(world, caller, post, params)
        case NetworkPost(network=Network.FACEBOOK) as post, "comments":
            return _comments(request, world, post, params)
        case NetworkPost(network=Network.FACEBOOK) as post, "attachments":
            wanted = _wanted(params.only("fields"))
            return {"data": objects.attachments_of(world, post, wanted)}
        case _:
            raise errors.no_such_path(f"{id}/{edge}")


@router.post("/{id}")
def write(
    id: str, request: Request, world: Here, caller: Signed, params: Given
) -> dict[str, object]:
    """Change a post, or make a draft public. Photos take no writes."""
    match nodes.find(world, caller, id, verb="post"):
        case NetworkPost(network=Network.FACEBOOK, reply_to=None) as post:
            slow = bent_by(request, FaultKind.SLOW_TO_SHOW)
            return publishing.change(world, caller.account, post, params, slow=slow)
        case _:
            raise errors.no_such_object("post", id)


@router.post("/{id}/{edge}")
def write_edge(
    id: str, edge: str, request: Request, world: Here, caller: Signed, params: Given
) -> dict[str, object]:
    """Add a photo, a post or a comment."""
    slow = bent_by(request, FaultKind.SLOW_TO_SHOW)
    match nodes.find(world, caller, id, verb="post"), edge:
        case NetworkAccount(network=Network.FACEBOOK) as page, "feed":
            return publishing.add_post(world, page, params, slow=slow)
        case NetworkAccount(network=Network.FACEBOOK) as page, "photos":
            return publishing.add_photo(world, page, params, slow=slow)
        case NetworkPost(network=Network.FACEBOOK) as post, "comments":
            return publishing.comment(world, caller.account, post, params)
        case _:
            raise errors.no_such_object("post", f"{id}/{edge}")


@router.delete("/{id}")
def remove(id: str, world: Here, caller: Signed, params: Given) -> dict[str, object]:
    """Take a post or comment down."""
    params.only()
    match nodes.find(world, caller, id, verb="delete"):
        case NetworkPost(network=Network.FACEBOOK) as post:
            return publishing.remove(world, caller.account, post)
        case _:
            raise errors.no_such_object("delete", id)


@router.api_route("/{path:path}", methods=["GET", "POST", "PUT", "DELETE"])
def anything_else(path: str) -> None:
    """Refuses every other address."""
    raise errors.no_such_path(path)


def _wanted(params: Params) -> tuple[Field, ...]:
    text = params.text("fields")
    return parse(text) if text else ()


def _feed(
    request: Request, world: World, page: NetworkAccount, params: Params
) -> dict[str, object]:
    params.only("fields", "since", "until", *paging.PARAMETERS)
    wanted = _wanted(params)
    posts = world.store.posts_of(
        page,
        visible_at=world.clock.now(),
        since=params.time("since"),
        until=params.time("until"),
        limit=instagram.MOST_MEDIA,
    )
    return paging.page(
        request,
        params,
        [post for post in posts if post.reply_to is None],
        key=lambda post: post.id,
        told=lambda post: objects.POST.build(world, post, wanted),
    )


def _media(
    request: Request, world: World, user: NetworkAccount, params: Params
) -> dict[str, object]:
    params.only("fields", "since", "until", *paging.PARAMETERS)
    wanted = _wanted(params)
    return paging.page(
        request,
        params,
        instagram.media_of(world, user, since=params.time("since"), until=params.time("until")),
        key=lambda media: media.id,
        told=lambda media: instagram.MEDIA.build(world, media, wanted),
    )


def _comments(
    request: Request, world: World, post: NetworkPost, params: Params
) -> dict[str, object]:
    params.only("fields", *paging.PARAMETERS)
    wanted = _wanted(params)
    return paging.page(
        request,
        params,
        objects.comments_of(world, post),
        key=lambda comment: comment.id,
        told=lambda comment: objects.COMMENT.build(world, comment, wanted),
    )
