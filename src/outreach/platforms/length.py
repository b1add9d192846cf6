"""How each platform counts text."""

import unicodedata
from dataclasses import dataclass

import regex
from twitter_text import parse_tweet

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

    X weighs: a link is 23, most letters 1, emoji and East Asian letters 2 (twitter-text v3). The
    others count user-perceived characters.
    """
    plain = normal(text)
    if platform is PlatformName.X:
        return Measure(parse_tweet(plain).weightedLength, LIMITS[platform].characters)
    return Measure(len(regex.findall(r"\X", plain)), LIMITS[platform].characters)


def normal(text: str) -> str:
    """The spelling that leaves: LF line ends, Unicode NFC. What is counted is what is sent."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
