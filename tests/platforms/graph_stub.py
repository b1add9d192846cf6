"""A friendly Graph for tests of the adapters: it answers as usual, and otherwise where told to."""

from collections.abc import Callable

from platforms.stub import Asked, Reply

DRAFT = "/v26.0/7_1"
WORDS = "Coffee with a cop, Saturday at nine."


def complaint(code: int, words: str = "No.", *, status: int = 400, **more: object) -> Reply:
    error = {"message": words, "type": "OAuthException", "code": code, **more}
    return Reply(status, {"error": error})


GONE = complaint(100, "Object does not exist", error_subcode=33)
ODD = Reply(200, {"odd": 1})


def answers(**special: Reply | Callable[[Asked], Reply]) -> Callable[[Asked], Reply]:
    """A friendly Graph; `photo`, `feed`, `public`, `draft`, `posts` may answer otherwise."""
    usual: dict[str, Reply] = {
        "photo": Reply(200, {"id": "900"}),
        "feed": Reply(200, {"id": "7_1"}),
        "public": Reply(200, {"success": True}),
        "draft": Reply(200, {"id": "7_1", "is_published": False}),
        "posts": Reply(200, {"data": []}),
        "delete": Reply(200, {"success": True}),
        "insights": Reply(200, {"data": []}),
        "page": Reply(200, {"id": "7", "name": "M", "followers_count": 40}),
    }

    def answer(asked: Asked) -> Reply:
        kind = _kind(asked)
        reply = special.get(kind, usual[kind])
        return reply if isinstance(reply, Reply) else reply(asked)

    return answer


def _kind(asked: Asked) -> str:
    ends = {"photos": "photo", "feed": "feed", "published_posts": "posts", "insights": "insights"}
    last = asked.path.rpartition("/")[2]
    if last in ends:
        return ends[last]
    node = "page" if last in {"7", "me"} else "draft"
    return {"POST": "public", "DELETE": "delete"}.get(asked.method, node)
