"""What X's clear no means for us: which is for good, which is for now, which is for a person."""

from collections.abc import Mapping
from datetime import UTC, datetime

from outreach.platforms.port import NeedsSignIn, PlatformFault, Refused, TryLater

#: Answers that prove X did not take what was sent, and will not take it as it is.
FOR_GOOD = frozenset({400, 403, 404, 409, 413, 415, 422})
LIMITS = ("x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour")


def meaning(status: int, reason: str, headers: Mapping[str, str]) -> PlatformFault | None:
    """The fault an answer stands for, or None when it proves nothing about what was sent."""
    match status:
        case 401:
            return NeedsSignIn(
                "X no longer accepts this account's keys. Connect the account again; if that does"
                " not help, check this machine's clock."
            )
        case 402:
            return Refused("The X app has no credit left. Add credit, then send the post again.")
        case 403 if "oauth1 app permissions" in reason:
            return NeedsSignIn(
                "This X app may only read. Allow it to write, then connect the account again."
            )
        case 403 if is_duplicate(reason):
            return Refused(
                "X refused the post: the same words were posted lately. Change them, then send it"
                " again."
            )
        case 429:
            back_at = _back_at(headers)
            return TryLater("X asked us to wait before the next call.", back_at, counts=False)
        case _ if status in FOR_GOOD:
            return Refused(f"X refused: {_sentence(reason, status)} Change it, then try again.")
    return None


def is_duplicate(reason: str) -> bool:
    """Whether X says that the same words are there already. It does not say since when."""
    return "duplicate content" in reason.lower()


def _sentence(reason: str, status: int) -> str:
    told = reason[:200].strip() or f"it answered {status} without a reason"
    return told if told.endswith((".", "!", "?")) else f"{told}."


def _back_at(headers: Mapping[str, str]) -> datetime | None:
    """When every limit that is used up has been filled again."""
    resets = [
        int(reset)
        for limit in LIMITS
        if headers.get(f"{limit}-remaining") == "0"
        and (reset := headers.get(f"{limit}-reset", "")).isdecimal()
    ]
    return datetime.fromtimestamp(max(resets), UTC) if resets else None
