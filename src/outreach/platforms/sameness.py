"""Whether a post read back is the one that was sent, though platforms rewrite spaces and links."""

import re
import unicodedata

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_LINK_END = re.compile(r"/(?=\s|$)")


def same_words(sent: str, read: str) -> bool:
    """Whether two texts are the same post.

    Unicode form, runs of white space, and how a link begins and ends are overlooked: platforms add
    `http://` to a bare address and a slash to a bare host.
    """
    return folded(sent) == folded(read)


def folded(text: str) -> str:
    """One spelling for all texts that count as the same."""
    plain = _SCHEME.sub("", unicodedata.normalize("NFC", text))
    return " ".join(_LINK_END.sub("", plain).split())
