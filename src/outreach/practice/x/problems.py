"""X's refusals: problem bodies in the words of its contract, for both generations."""

from collections.abc import Mapping
from datetime import datetime

from outreach.practice.answers import Answer, Refusal
from outreach.practice.world import Generation

PROBLEM = "application/problem+json"
#: Seen on the real service, 2026-02.
DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
_TYPES = {
    Generation.TWEETS: "https://api.twitter.com/2/problems/",
    Generation.POSTS: "https://api.x.com/2/problems/",
}


def invalid(message: str, parameters: Mapping[str, str], *, generation: Generation) -> Refusal:
    """400: something in the request cannot be used; `parameters` are the offending ones."""
    body: dict[str, object] = {
        "errors": [
            {
                "parameters": {name: [value] for name, value in parameters.items()},
                "message": message,
            }
        ],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": _TYPES[generation] + "invalid-request",
        "status": 400,
    }
    return Refusal(Answer(400, body, media_type=PROBLEM))


def not_found(kind: str, id: str, parameter: str, *, generation: Generation) -> dict[str, object]:
    """The error entry for something that is not there, or not there yet."""
    return {
        "value": id,
        "detail": f"Could not find {kind} with {parameter}: [{id}].",
        "title": "Not Found Error",
        "resource_type": kind,
        "parameter": parameter,
        "resource_id": id,
        "type": _TYPES[generation] + "resource-not-found",
    }


def unauthorized_field(
    field: str, id: str, parameter: str, *, generation: Generation
) -> dict[str, object]:
    """The error entry for a field that this caller may not read of that post."""
    return {
        "resource_id": id,
        "parameter": parameter,
        "resource_type": "tweet",
        "section": "data",
        "title": "Field Authorization Error",
        "value": id,
        "detail": f"Sorry, you are not authorized to access '{field}' of the post [{id}].",
        "field": field,
        "type": _TYPES[generation] + "not-authorized-for-field",
    }


def missing(kind: str, id: str, parameter: str, *, generation: Generation) -> Refusal:
    """404: the one thing that was asked for is not there."""
    body = not_found(kind, id, parameter, generation=generation) | {"status": 404}
    return Refusal(Answer(404, body, media_type=PROBLEM))


def no_such_call() -> Refusal:
    """404: X has no such address, or this practice network does not imitate it."""
    return _plain(404, "Not Found", "Not Found")


def unauthorized() -> Refusal:
    """401: the signature, the token or the time does not hold. X does not say which."""
    return _plain(401, "Unauthorized", "Unauthorized")


def forbidden(detail: str) -> Refusal:
    """403: understood and refused."""
    return _plain(403, "Forbidden", detail)


def too_many(
    resets_at: datetime | None = None, headers: Mapping[str, str] | None = None
) -> Refusal:
    """429, with the headers that say when to come back."""
    told = dict(headers or {})
    if resets_at is not None:
        told |= {
            "x-rate-limit-limit": "100",
            "x-rate-limit-remaining": "0",
            "x-rate-limit-reset": str(int(resets_at.timestamp()) + 1),
        }
    return _plain(429, "Too Many Requests", "Too Many Requests", told)


def broken() -> Refusal:
    """503: X's servers could not do it, or did and do not know."""
    return _plain(503, "Service Unavailable", "Service Unavailable")


def locked() -> Refusal:
    """403: X holds the account until a person has signed in and proved who they are."""
    return forbidden("Your account is temporarily locked. Sign in on x.com to unlock it.")


def _plain(
    status: int, title: str, detail: str, headers: Mapping[str, str] | None = None
) -> Refusal:
    body: dict[str, object] = {"title": title, "type": "about:blank", "status": status}
    body["detail"] = detail
    return Refusal(Answer(status, body, headers or {}, PROBLEM))
