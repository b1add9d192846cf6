"""What tests of the platforms send, and where they note it."""

from datetime import UTC, datetime

from outreach.platforms import Outgoing, Picture, Poll, TryLater

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)

#: For calls that are answered: no test waits so long, and a busy machine does not fail one.
TIMEOUT = 20.0

#: The smallest PNG: one transparent dot.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def a_picture(alt: str = "An officer and a girl plant a tree.") -> Picture:
    return Picture(PNG, "image/png", alt)


def an_outgoing(
    text: str = "Coffee with a cop, Saturday at nine.",
    *,
    pictures: int = 0,
    poll: Poll | None = None,
    link: str | None = None,
) -> Outgoing:
    described = tuple(a_picture(f"Picture {nth} in words.") for nth in range(1, pictures + 1))
    return Outgoing(text, "key-1", described, poll, link)


class Notes:
    """A journal in memory. With `shut` it refuses, as it does when a hold came."""

    def __init__(self, last: str | None = None, *, shut: bool = False) -> None:
        self.last = last
        self.shut = shut

    def noted(self) -> str | None:
        return self.last

    def note(self, step: str) -> None:
        if self.shut:
            raise TryLater("A hold came.")
        assert len(step) <= 200
        self.last = step
