"""A page of a Graph list: its entries, cursors, and the address of the next page."""

import base64
from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from fastapi import Request

from outreach.practice.graph import errors
from outreach.practice.graph.params import Params

Item = TypeVar("Item")
PARAMETERS = ("limit", "after", "before")
_USUAL, _MOST = 25, 100


def page(
    request: Request,
    params: Params,
    items: Sequence[Item],
    *,
    key: Callable[[Item], str],
    told: Callable[[Item], dict[str, object]],
) -> dict[str, object]:
    """The asked page of `items`; `key` names an item for the cursors, `told` is how it is given."""
    size = params.number("limit", default=_USUAL, most=_MOST)
    keys = [key(item) for item in items]
    begin, end = 0, len(items)
    if after := params.text("after"):
        begin = _place(keys, after) + 1
    if before := params.text("before"):
        end = _place(keys, before)
        begin = max(begin, end - size)
    shown = items[begin:end][:size]
    answer: dict[str, object] = {"data": [told(item) for item in shown]}
    if shown:
        last = begin + len(shown) - 1
        paging: dict[str, object] = {
            "cursors": {"before": _cursor(keys[begin]), "after": _cursor(keys[last])}
        }
        if last + 1 < len(items):
            paging["next"] = _next(request, params, _cursor(keys[last]))
        answer["paging"] = paging
    return answer


def _cursor(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode()


def _place(keys: list[str], cursor: str) -> int:
    places = {_cursor(key): place for place, key in enumerate(keys)}
    if cursor not in places:
        raise errors.bad_parameter("Invalid cursors values")
    return places[cursor]


def _next(request: Request, params: Params, cursor: str) -> str:
    """Carries the token as the Graph's own does, so it is never to be logged."""
    asked = {name: value for name, value in params.values.items() if name != "before"}
    path = request.url.path.removeprefix("/graph")
    return f"https://graph.facebook.com{path}?{urlencode(asked | {'after': cursor})}"
