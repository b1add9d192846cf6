"""What tweepy raises, told as the faults of the port: by what was asked, and what that proves."""

from collections.abc import Iterator
from contextlib import contextmanager

import tweepy

from outreach.platforms import unanswered
from outreach.platforms import x_refusals as refusals
from outreach.platforms.port import OutcomeUnknown, PlatformFault, TryLater

#: What tweepy and the models raise on an answer that is not what the contract says.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


@contextmanager
def asking() -> Iterator[None]:
    """Whatever goes wrong in here has published nothing."""
    with unanswered.asking("X"):
        try:
            yield
        except tweepy.HTTPException as fault:
            status = fault.response.status_code
            raise refusal(fault) or TryLater(
                f"X answered {status} where an answer was due. It will be tried again."
            ) from None
        except UNREADABLE:
            raise TryLater(
                "X answered with something that cannot be read. It will be tried again."
            ) from None


@contextmanager
def changing() -> Iterator[None]:
    """What goes wrong in here may have been done all the same, unless X was never reached."""
    with unanswered.changing("X"):
        try:
            yield
        except tweepy.HTTPException as fault:
            raise refusal(fault) or OutcomeUnknown(
                f"X answered {fault.response.status_code}, which says nothing about the post."
            ) from None
        except UNREADABLE:
            raise OutcomeUnknown("X answered with something that cannot be read.") from None


def refusal(fault: tweepy.HTTPException) -> PlatformFault | None:
    """What X's no means for us, or None when it proves nothing."""
    response = fault.response
    return refusals.meaning(response.status_code, reason(fault), response.headers)


def reason(fault: tweepy.HTTPException) -> str:
    """X's own words for its no."""
    return " ".join(str(message).strip() for message in fault.api_messages)
