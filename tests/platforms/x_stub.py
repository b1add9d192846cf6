"""A friendly X for tests of the adapter: it answers as usual, and otherwise where told to."""

from collections.abc import Callable

from platforms.stub import Asked, Reply

DUPLICATE = Reply(
    403,
    {
        "detail": "You are not allowed to create a Tweet with duplicate content.",
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
    },
)
TURNED_AWAY = Reply(
    429,
    {"title": "Too Many Requests", "detail": "Too Many Requests", "type": "about:blank"},
    {
        "x-rate-limit-remaining": "0",
        "x-rate-limit-reset": "1795450000",
        "x-app-limit-24hour-remaining": "0",
        "x-app-limit-24hour-reset": "1795460000",
    },
)


def answers(**special: Reply | Callable[[Asked], Reply]) -> Callable[[Asked], Reply]:
    """A friendly X; `create`, `upload`, `describe` and `read` may answer otherwise."""
    usual: dict[str, Reply] = {
        "create": Reply(201, {"data": {"id": "1001", "text": "…"}}),
        "upload": Reply(200, {"data": {"id": "55", "media_key": "3_55"}}),
        "describe": Reply(200, {"data": {"id": "55"}}),
        "read": Reply(200, {"meta": {"result_count": 0}}),
        "delete": Reply(200, {"data": {"deleted": True}}),
    }

    def answer(asked: Asked) -> Reply:
        reply = special.get(_kind(asked), usual[_kind(asked)])
        return reply if isinstance(reply, Reply) else reply(asked)

    return answer


def _kind(asked: Asked) -> str:
    named = {"/2/media/upload": "upload", "/2/media/metadata": "describe"}
    if asked.path in named:
        return named[asked.path]
    return {"POST": "create", "DELETE": "delete"}.get(asked.method, "read")
