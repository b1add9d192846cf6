"""The pretend X API v2, spoken to by tweepy, in both field generations.

Not here: streams, search, lists, direct messages and OAuth 2.
"""

from fastapi import APIRouter

from outreach.practice.x import media, problems, reads, writes
from outreach.practice.x.access import signatures
from outreach.practice.x.media import Unfinished

router = APIRouter(prefix="/x")
router.include_router(writes.router)
router.include_router(media.router)
router.include_router(reads.router)


@router.api_route("/{path:path}", methods=["GET", "POST", "PUT", "DELETE"])
def anything_else() -> None:
    """Refuses every other call, as X does an address it does not have."""
    raise problems.no_such_call()


__all__ = ["Unfinished", "router", "signatures"]
