"""What X does to a post's words: weighs them, shortens links to t.co, escapes three characters."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

LONGEST = 280
LINK = 23
#: twitter-text configuration v3: code points in these ranges weigh 1, every other weighs 2.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_PICTURE = (
    "[\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25aa-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
#: One emoji: a flag, a keycap, a sign with the emoji selector, or pictures joined into one.
_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[0-9#*]\ufe0f?\u20e3"
    "|[\u00a9\u00ae]\ufe0f"
    f"|{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*[\U000e0020-\U000e007f]*"
    f"(?:\u200d{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_HASHTAG = re.compile(r"(?<![\w&])#(\w*[^\W\d_]\w*)")
_MENTION = re.compile(r"(?<![\w@])@([A-Za-z0-9_]{1,15})\b")
_CASHTAG = re.compile(r"(?<!\S)\$[A-Za-z]{1,6}\b")


@dataclass(frozen=True, slots=True)
class Shown:
    """A post's words as X gives them back, and what it marked in them."""

    text: str
    entities: dict[str, list[dict[str, object]]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of plain words, or one link."""

    words: str
    is_link: bool = False


def tidy(text: str) -> str:
    """The words as X stores them: NFC, one kind of line end, no space around."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).strip()


def weight(text: str) -> int:
    """The length X counts: a link 23, an emoji 2, most scripts 1, the others 2."""
    return sum(LINK if piece.is_link else _weigh(piece.words) for piece in _pieces(text))


def cashtags(text: str) -> int:
    """How many stock symbols such as $ABC are named."""
    return len(_CASHTAG.findall(text))


def shown(text: str, *, post_id: str, handle: str, media_keys: tuple[str, ...] = ()) -> Shown:
    """Tidied words as a reader of the API gets them.

    Every link is a t.co link whose entity has the original; pictures add one more t.co link at the
    end, whose entities carry the media keys. Places count code points of the text given back.
    """
    out = ""
    urls: list[dict[str, object]] = []
    for piece in _pieces(text):
        if piece.is_link:
            short = _short(post_id, len(urls))
            urls.append(_link(short, start=len(out), original=piece.words))
            out += short
        else:
            out += html.escape(piece.words, quote=False)
    if media_keys:
        out += " " if out else ""
        short = _short(post_id, len(urls))
        urls += _picture_links(
            short, len(out), f"https://x.com/{handle}/status/{post_id}", media_keys
        )
        out += short
    marked = {"urls": urls, **_tags(out)}
    return Shown(out, {name: found for name, found in marked.items() if found})


def _pieces(text: str) -> Iterator[_Piece]:
    end = 0
    for found in _links_in(text):
        start, stop = found["indices"]
        yield _Piece(text[end:start])
        yield _Piece(text[start:stop], is_link=True)
        end = stop
    yield _Piece(text[end:])


def _weigh(words: str) -> int:
    rest, emoji = _EMOJI.subn("", words)
    return 2 * emoji + sum(1 if _is_light(ord(letter)) else 2 for letter in rest)


def _is_light(point: int) -> bool:
    return any(first <= point <= last for first, last in _LIGHT)


def _short(post_id: str, place: int) -> str:
    number = int.from_bytes(sha256(f"{post_id}/{place}".encode()).digest()[:8])
    letters = ""
    for _ in range(10):
        number, rest = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[rest]
    return f"https://t.co/{letters}"


def _link(short: str, *, start: int, original: str) -> dict[str, object]:
    whole = original if "://" in original else f"http://{original}"
    bare = whole.split("://", 1)[1].removeprefix("www.")
    display = bare if len(bare) <= 27 else f"{bare[:26]}…"
    return {
        "start": start,
        "end": start + len(short),
        "url": short,
        "expanded_url": whole,
        "display_url": display,
    }


def _picture_links(
    short: str, start: int, status: str, media_keys: tuple[str, ...]
) -> list[dict[str, object]]:
    return [
        {
            "start": start,
            "end": start + len(short),
            "url": short,
            "expanded_url": f"{status}/photo/1",
            "display_url": short.replace("https://t.co", "pic.x.com"),
            "media_key": key,
        }
        for key in media_keys
    ]


def _tags(text: str) -> dict[str, list[dict[str, object]]]:
    return {
        "hashtags": [
            {"start": hit.start(), "end": hit.end(), "tag": hit[1]}
            for hit in _HASHTAG.finditer(text)
        ],
        "mentions": [
            {"start": hit.start(), "end": hit.end(), "username": hit[1]}
            for hit in _MENTION.finditer(text)
        ],
    }


def _links_in(text: str) -> list[dict[str, Any]]:
    """Importing twitter-text compiles its patterns for a second, so only who needs them waits."""
    from twitter_text import extract_urls_with_indices

    found: list[dict[str, Any]] = extract_urls_with_indices(text)
    return found
