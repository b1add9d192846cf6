"""What makes a post unfit for a platform, told before anything leaves."""

from outreach.platforms.length import measure_length
from outreach.platforms.limits import LIMITS, Limits
from outreach.platforms.port import Outgoing, Picture, PlatformName, Poll, Refused

POLL_MINUTES = (5, 10_080)


def refuse_unfit(platform: PlatformName, outgoing: Outgoing) -> None:
    """Raises Refused with the first thing this platform could not carry as it was approved."""
    limits = LIMITS[platform]
    _check_text(platform, outgoing)
    if len(outgoing.pictures) > limits.pictures:
        raise Refused(
            f"The post has {len(outgoing.pictures)} pictures and {platform} takes"
            f" {limits.pictures}. Leave some out."
        )
    for nth, picture in enumerate(outgoing.pictures, 1):
        _check_picture(nth, picture, limits)
    if outgoing.poll is not None:
        _check_poll(outgoing.poll, outgoing, limits)
    if _would_lose_link(platform, outgoing):
        raise Refused(f"The address {outgoing.link} is not in the words. Write it into the post.")


def _check_text(platform: PlatformName, outgoing: Outgoing) -> None:
    measure = measure_length(platform, outgoing.text)
    if measure.length > measure.limit:
        raise Refused(
            f"The post counts {measure.length} and {platform} takes {measure.limit}. Shorten it."
        )
    if not outgoing.text.strip() and not outgoing.pictures:
        raise Refused("The post has neither words nor a picture. Write something.")


def _check_picture(nth: int, picture: Picture, limits: Limits) -> None:
    if not picture.alt.strip():
        raise Refused(f"Picture {nth} has no text alternative. Describe it in words.")
    if limits.alt_characters is not None and len(picture.alt) > limits.alt_characters:
        raise Refused(
            f"The text alternative of picture {nth} has {len(picture.alt)} characters;"
            f" {limits.alt_characters} fit. Shorten it."
        )
    if len(picture.data) > limits.picture_bytes:
        raise Refused(
            f"Picture {nth} has {len(picture.data):,} bytes; {limits.picture_bytes:,} fit."
            " Make it smaller."
        )


def _check_poll(poll: Poll, outgoing: Outgoing, limits: Limits) -> None:
    if not limits.poll_options:
        raise Refused("This platform has no polls. Take the poll out.")
    if outgoing.pictures:
        raise Refused("A post carries a poll or pictures, not both. Take one out.")
    if not 2 <= len(poll.options) <= limits.poll_options:
        raise Refused(f"A poll needs 2 to {limits.poll_options} answers.")
    if any(not 0 < len(answer) <= limits.poll_option_characters for answer in poll.options):
        raise Refused(f"An answer of a poll has 1 to {limits.poll_option_characters} characters.")
    if not POLL_MINUTES[0] <= poll.minutes <= POLL_MINUTES[1]:
        raise Refused("A poll stays open from 5 minutes to 7 days.")


def _would_lose_link(platform: PlatformName, outgoing: Outgoing) -> bool:
    """Only Facebook shows a link as a card, and only on a post without pictures."""
    if outgoing.link is None or outgoing.link in outgoing.text:
        return False
    return platform is not PlatformName.FACEBOOK or bool(outgoing.pictures)
