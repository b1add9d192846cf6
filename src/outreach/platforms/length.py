"""How each platform counts text."""

import unicodedata
from dataclasses import dataclass

import regex
from twitter_text import extract_urls_with_indices

from outreach.platforms.limits import LIMITS
from outreach.platforms.port import PlatformName
from outreach.platforms.x_emoji import ONE_EMOJI

X_LINK = 23

#: twitter-text's configuration v3: code points in these ranges weigh 1, every other weighs 2.
X_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


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
    count = _weigh(plain) if platform is PlatformName.X else len(regex.findall(r"\X", plain))
    return Measure(count, LIMITS[platform].characters)


def normal(text: str) -> str:
    """The spelling that leaves: LF line ends, Unicode NFC. What is counted is what is sent."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _weigh(text: str) -> int:
    """X's weighted length: links first, then emoji in what is left, then code points by range."""
    total = at = 0
    for link in extract_urls_with_indices(text):
        start, end = link["indices"]
        total += _weigh_words(text[at:start]) + X_LINK
        at = end
    return total + _weigh_words(text[at:])


def _weigh_words(words: str) -> int:
    bare, emoji = ONE_EMOJI.subn("", words)
    return 2 * emoji + sum(1 if _is_light(ord(letter)) else 2 for letter in bare)


def _is_light(point: int) -> bool:
    return any(first <= point <= last for first, last in X_LIGHT)
