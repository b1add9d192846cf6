"""What each platform carries: characters, pictures, alternatives, polls; sourced and dated."""

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from outreach.platforms.port import PlatformName


@dataclass(frozen=True, slots=True)
class Limits:
    """The capability of one platform, as read in its own documentation on `checked_on`."""

    characters: int
    pictures: int
    alt_characters: int | None
    picture_bytes: int
    poll_options: int
    poll_option_characters: int
    source: str
    checked_on: date
    #: How long a comment of our own beneath the post may be; 0 where nobody looks for one.
    comment_characters: int = 0

    @property
    def carries_alt(self) -> bool:
        """Whether a picture's alternative reaches the reader by the platform's own field."""
        return self.alt_characters is not None


LIMITS = MappingProxyType(
    {
        PlatformName.X: Limits(
            characters=280,
            pictures=4,
            alt_characters=1_000,
            picture_bytes=5_000_000,
            poll_options=4,
            poll_option_characters=25,
            source="X API v2 reference: create post, media best practices, counting characters",
            checked_on=date(2026, 11, 22),
        ),
        PlatformName.FACEBOOK: Limits(
            characters=63_206,
            pictures=10,
            alt_characters=1_000,
            picture_bytes=10_000_000,
            poll_options=0,
            poll_option_characters=0,
            source="Graph API v26.0 reference: Page feed, Page photos",
            checked_on=date(2026, 11, 22),
            comment_characters=8_000,
        ),
        PlatformName.INSTAGRAM: Limits(
            characters=2_200,
            pictures=10,
            alt_characters=1_000,
            picture_bytes=8_000_000,
            poll_options=0,
            poll_option_characters=0,
            source="Graph API v26.0 reference: IG User media, IG Media",
            checked_on=date(2026, 11, 22),
        ),
        PlatformName.HANDOFF: Limits(
            characters=8_192,
            pictures=10,
            alt_characters=None,
            picture_bytes=10_000_000,
            poll_options=0,
            poll_option_characters=0,
            source="Nextdoor publish API reference: body_text, media_attachments",
            checked_on=date(2026, 11, 22),
        ),
        PlatformName.PRINT: Limits(
            characters=1_800,
            pictures=1,
            alt_characters=None,
            picture_bytes=10_000_000,
            poll_options=0,
            poll_option_characters=0,
            source="Our own bound: one letter-size side in 14-point type beside a picture",
            checked_on=date(2026, 11, 22),
        ),
    }
)
