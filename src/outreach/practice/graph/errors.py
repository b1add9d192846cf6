"""The Graph API's errors: one envelope, numbered codes, and the status each comes with."""

import json
import math
import secrets
from datetime import timedelta

from outreach.practice.answers import Answer, Refusal

USAGE = "X-Business-Use-Case-Usage"
_READ_THE_MANUAL = "Please read the Graph API documentation."


def graph_error(
    message: str,
    code: int,
    *,
    kind: str = "OAuthException",
    status: int = 400,
    subcode: int | None = None,
    transient: bool = False,
) -> Refusal:
    """An error in the Graph's envelope."""
    error: dict[str, object] = {"message": message, "type": kind, "code": code}
    if subcode is not None:
        error["error_subcode"] = subcode
    error |= {"is_transient": transient, "fbtrace_id": f"A{secrets.token_urlsafe(16)}"}
    return Refusal(Answer(status, {"error": error}))


def bad_parameter(said: str) -> Refusal:
    """100: a parameter is unknown, missing or of the wrong kind."""
    return graph_error(f"(#100) {said}", 100)


def no_such_object(verb: str, id: str) -> Refusal:
    """100/33: not there, not the caller's, or nothing that can be done to it."""
    return graph_error(
        f"Unsupported {verb} request. Object with ID '{id}' does not exist, cannot be loaded due "
        f"to missing permissions, or does not support this operation. {_READ_THE_MANUAL}",
        100,
        kind="GraphMethodException",
        subcode=33,
    )


def no_such_path(path: str) -> Refusal:
    """2500: the address has a part the Graph does not know."""
    return graph_error(f"Unknown path components: /{path}", 2500)


def no_such_field(field: str, kind: str) -> Refusal:
    """100: a field the kind of object does not have."""
    return bad_parameter(f"Tried accessing nonexisting field ({field}) on node type ({kind})")


def no_such_metric() -> Refusal:
    """100: one dead or unknown metric name, for which the whole request fails."""
    return bad_parameter("The value must be a valid insights metric")


def no_token() -> Refusal:
    """104: nobody signed in."""
    return graph_error("An access token is required to request this resource.", 104)


def unknown_token() -> Refusal:
    """190: the token was never one of ours."""
    return graph_error("Invalid OAuth access token - Cannot parse access token", 190, status=401)


def expired() -> Refusal:
    """190/463: the token was good and is no longer."""
    return graph_error("Error validating access token: Session has expired.", 190, subcode=463)


def no_proof() -> Refusal:
    """100: the app requires the proof that its secret is known."""
    return graph_error(
        "API calls from the server require an appsecret_proof argument",
        100,
        kind="GraphMethodException",
    )


def wrong_proof() -> Refusal:
    """100: the proof was not made from this token with this app's secret."""
    return graph_error(
        "Invalid appsecret_proof provided in the API argument", 100, kind="GraphMethodException"
    )


def not_permitted(what: str, code: int = 200) -> Refusal:
    """10 or 200: the token is good, but not for this."""
    return graph_error(f"(#{code}) {what}", code, status=403)


def empty_post() -> Refusal:
    """197: neither words nor link nor media."""
    return graph_error("The post is empty. Please enter a message to share.", 197)


def no_picture() -> Refusal:
    """324: no file, or not a picture."""
    return graph_error("(#324) Missing or invalid image file", 324)


def duplicate() -> Refusal:
    """506: the same words as the page's last post."""
    return graph_error("Duplicate status message", 506, subcode=1455006)


def blocked() -> Refusal:
    """368: the page is held back for posting too fast."""
    return graph_error(
        "The action attempted has been deemed abusive or is otherwise disallowed",
        368,
        subcode=1390008,
    )


def transient() -> Refusal:
    """2: try again later. It may have been done all the same."""
    return graph_error(
        "An unexpected error has occurred. Please retry your request later.",
        2,
        status=500,
        transient=True,
    )


def too_many(wait: timedelta, page_id: str = "page") -> Refusal:
    """80001: the page's calls for 24 hours are used up; the header tells the minutes to wait."""
    refusal = graph_error(
        "(#80001) There have been too many calls to this Page account. Wait a bit and try again.",
        80001,
    )
    minutes = math.ceil(wait / timedelta(minutes=1))
    answer = refusal.answer
    headers = {USAGE: usage(page_id, percent=100, minutes=minutes)}
    return Refusal(Answer(answer.status, answer.body, headers))


def usage(page_id: str, *, percent: int, minutes: int = 0) -> str:
    """The header that tells how much of a page's allowance is used, in percent."""
    use = {
        "type": "pages",
        "call_count": percent,
        "total_cputime": percent,
        "total_time": percent,
        "estimated_time_to_regain_access": minutes,
    }
    return json.dumps({page_id: [use]}, separators=(",", ":"))
