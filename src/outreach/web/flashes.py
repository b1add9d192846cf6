"""The sentence told once on the next page, carried by a short-lived cookie."""

import json
from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from outreach.web.render import Flash
from outreach.web.words import Tone

COOKIE = "told"
SECONDS = 60
LONGEST = 400


def go(path: str, text: str = "", tone: Tone = Tone.GOOD) -> RedirectResponse:
    """Go to `path` after a form was handled, and say there what was done."""
    answer = RedirectResponse(path, status_code=303)
    if text:
        told = quote(json.dumps([tone.value, text[:LONGEST]]))
        answer.set_cookie(COOKIE, told, max_age=SECONDS, httponly=True, samesite="lax")
    return answer


def read(request: Request) -> Flash | None:
    """What the last form left to say. A cookie that is not ours says nothing."""
    try:
        tone, text = json.loads(unquote(request.cookies.get(COOKIE, "")))
        return Flash(str(text)[:LONGEST], Tone(tone))
    except (TypeError, ValueError):
        return None


def told(request: Request, answer: Response) -> Response:
    """The answer, with the sentence taken back if this page told it."""
    layout = getattr(request.state, "layout", None)
    if layout is not None and layout.flash is not None and answer.status_code < 300:
        answer.delete_cookie(COOKIE)
    return answer
