"""What an id stands for on the Graph, and whether this caller may touch it."""

from outreach.practice.graph import errors
from outreach.practice.graph.access import Caller
from outreach.practice.kept import Media, NetworkAccount, NetworkPost
from outreach.practice.residents import Network
from outreach.practice.world import World, is_visible

Node = NetworkAccount | NetworkPost | Media


def find(world: World, caller: Caller, id: str, *, verb: str) -> Node:
    """The caller's own node. Refuses what is gone, not shown yet, or somebody else's."""
    found = caller.account if id == "me" else _any(world, id)
    if found is None or found.network is Network.X:
        raise errors.no_such_object(verb, id)
    owner = found.stable_id if isinstance(found, NetworkAccount) else found.account_id
    if not caller.owns(owner):
        raise _not_yours(verb)
    if isinstance(found, NetworkPost) and not _is_there(world, found, verb):
        raise errors.no_such_object(verb, id)
    return found


def _any(world: World, id: str) -> Node | None:
    store = world.store
    return (
        store.account(Network.FACEBOOK, id)
        or store.account(Network.INSTAGRAM, id)
        or store.post(id)
        or store.media(id)
    )


def _is_there(world: World, post: NetworkPost, verb: str) -> bool:
    """A draft is there for its page; a published post is read only once it shows."""
    if post.deleted_at is not None:
        return False
    return verb != "get" or post.published_at is None or is_visible(post, world.clock.now())


def _not_yours(verb: str) -> Exception:
    if verb == "get":
        return errors.not_permitted(
            "This endpoint requires the 'pages_read_engagement' permission on that Page.", 10
        )
    return errors.not_permitted("The token has no permission to publish as that Page.")
