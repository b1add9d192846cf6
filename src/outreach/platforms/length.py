"""How each platform counts text."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

from outreach.platforms.limits import LIMITS
from outreach.platforms.port import PlatformName


@dataclass(frozen=True, slots=True)
class Measure:
    """A text's length as the platform counts it, against the platform's limit."""

    length: int
    limit: int

    @property
    def fits(self) -> bool:
        return 0 < self.length <= self.limit


def measure_length(platform: PlatformName, text: str) -> Measure:
    """Count `text` as `platform` does, after folding line ends to LF and letters to NFC.

    X weighs: a link is 23, an emoji 2, most letters 1, East Asian letters 2. The others count
    user-perceived characters.
    """
    plain = normal(text)
    count = _count_as_x(plain) if platform is PlatformName.X else _count_as_people_see(plain)
    return Measure(count, LIMITS[platform].characters)


def normal(text: str) -> str:
    """The spelling that leaves: LF line ends, Unicode NFC. What is counted is what is sent."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


@lru_cache(maxsize=256)
def _count_as_people_see(text: str) -> int:
    """Most platforms count alike, and a campaign's texts are counted again at every look at it."""
    return len(regex.findall(r"\X", text))


@lru_cache(maxsize=256)
def _count_as_x(text: str) -> int:
    """X's patterns take a second to compile, so only who counts waits for them."""
    from outreach.platforms.x_length import weigh

    return weigh(text)
