"""What one variant says and shows, and everything that keeps it from going out as it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from outreach.errors import Fault
from outreach.lib import digest
from outreach.platforms import LIMITS, Measure, PlatformName, measure_length
from outreach.posts import direction

#: How long people may choose in a poll, in minutes (X API v2: `poll.duration_minutes`).
POLL_MINUTES = (5, 10_080)

#: Platforms posts can be made for. Instagram is read for its numbers only.
WRITABLE = (PlatformName.X, PlatformName.FACEBOOK, PlatformName.HANDOFF, PlatformName.PRINT)

#: Platforms as people call them.
NAMES = MappingProxyType(
    {
        PlatformName.X: "X",
        PlatformName.FACEBOOK: "Facebook",
        PlatformName.INSTAGRAM: "Instagram",
        PlatformName.HANDOFF: "By hand",
        PlatformName.PRINT: "Print",
    }
)


@dataclass(frozen=True, slots=True)
class Content:
    """The words, picture, link and poll of one variant, and who wrote them."""

    agency_id: int
    campaign_id: int | None
    post_id: int
    story_id: int | None
    platform: PlatformName
    language: str
    text: str
    link: str | None
    asset_id: int | None
    asset_sha256: str | None
    alt: str
    poll_options: tuple[str, ...]
    poll_minutes: int
    authors: frozenset[int]
    #: What a person adds beneath the post; approved with it, and not sent by us.
    first_comment: str = ""
    #: The words that keep its result honest, where they are not those of the story.
    caveat: str = ""


def content_digest(content: Content) -> str:
    """The digest of all that people would see or hear of it; who wrote it is no part of that."""
    beneath: dict[str, digest.Plain] = (
        {"first_comment": content.first_comment} if content.first_comment else {}
    )
    return digest.of(
        {
            **beneath,
            "platform": content.platform.value,
            "language": content.language,
            "text": content.text,
            "link": content.link,
            "image": content.asset_sha256,
            "alt": content.alt,
            "poll": [list(content.poll_options), content.poll_minutes],
        }
    )


def faults_in(content: Content) -> tuple[Fault, ...]:
    """Each reason why this cannot go out on its platform, named by the platform, with its mend."""
    name = NAMES[content.platform]
    if content.platform not in WRITABLE:
        what = "is read for its numbers only; posts cannot be made for it yet."
        return (Fault(name, what, "Choose another platform."),)
    parts = (_text_faults, _comment_faults, _picture_faults, _link_faults, _poll_faults)
    return tuple(Fault(name, what, mend) for part in parts for what, mend in part(content))


def too_long(measure: Measure) -> str:
    """How many characters there are, how many there may be, and how many are too many."""
    over = measure.length - measure.limit
    return f"{measure.length:,} of {measure.limit:,} characters, {over:,} too many."


Reasons = Iterator[tuple[str, str]]


def _text_faults(content: Content) -> Reasons:
    if not content.text.strip():
        yield "there are no words.", "Write what people should read."
        return
    measure = measure_length(content.platform, content.text)
    if measure.length > measure.limit:
        yield too_long(measure), "Shorten these words; the other platforms keep theirs."
    yield from unfit("the words", content.text)


def _comment_faults(content: Content) -> Reasons:
    if not content.first_comment:
        return
    most, length = LIMITS[content.platform].comment_characters, len(content.first_comment)
    if not most:
        yield "it takes no first comment.", "Put these words into the post."
    elif length > most:
        over = length - most
        yield (
            f"the first comment has {length:,} of {most:,} characters, {over:,} too many.",
            "Shorten it.",
        )
    yield from unfit("the words of the first comment", content.first_comment)


def _picture_faults(content: Content) -> Reasons:
    if content.asset_id is None:
        return
    if not content.alt.strip():
        yield (
            f"the picture has no description in “{content.language}”.",
            "Write what a person who cannot see it should know.",
        )
    most = LIMITS[content.platform].alt_characters
    if most is not None and len(content.alt) > most:
        over = len(content.alt) - most
        yield (
            f"the picture's description has {len(content.alt):,} of {most:,} characters, "
            f"{over:,} too many.",
            "Shorten it.",
        )
    yield from unfit("the picture's description", content.alt)


def _link_faults(content: Content) -> Reasons:
    if content.link is None:
        return
    if not re.fullmatch(r"https?://[^\s/]+\S*", content.link):
        yield f"“{content.link}” is not a web address.", "Begin it with https://."
    if content.platform is PlatformName.X:
        yield "it shows a link only where the words have it.", "Put the link into the words."
    elif content.asset_id is not None:
        yield (
            "a post shows either a picture or the card of a link.",
            "Put the link into the words, or leave the picture out.",
        )


def _poll_faults(content: Content) -> Reasons:
    if not content.poll_options:
        return
    limits, options = LIMITS[content.platform], content.poll_options
    if not limits.poll_options:
        yield "it takes no polls.", "Make the poll for X, and ask the question in words here."
        return
    if not 2 <= len(options) <= limits.poll_options:
        wanted = f"2 to {limits.poll_options}"
        yield f"the poll has {len(options)} answers.", f"Give {wanted}."
    for option in options:
        yield from _option_faults(content.platform, option)
    if len({option.casefold() for option in options}) < len(options):
        yield "two of the poll's answers are the same.", "Make each one different."
    least, most = POLL_MINUTES
    if not least <= content.poll_minutes <= most:
        yield f"the poll is open {content.poll_minutes:,} minutes.", "Give 5 minutes to 7 days."
    if content.asset_id is not None:
        yield "a poll and a picture cannot go together.", "Leave one of them out."


def _option_faults(platform: PlatformName, option: str) -> Reasons:
    length, most = measure_length(platform, option).length, LIMITS[platform].poll_option_characters
    if not option.strip():
        yield "one of the poll's answers is empty.", "Fill it in or remove it."
    elif length > most:
        over = length - most
        yield (
            f"the answer “{option}” has {length} of {most} characters, {over} too many.",
            "Cut it.",
        )
    yield from unfit(f"the answer “{option}”", option)


def unfit(surface: str, text: str) -> Reasons:
    """What must never leave, wherever it stands: blanks not filled, characters not shown."""
    for blank in re.findall(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}|\{%|%\}", text):
        yield f"{surface} still hold “{blank}”.", "Fill it in or remove it."
    for character in direction.hidden_in(text):
        yield f"{surface} hold the hidden character U+{ord(character):04X}.", "Type them again."
    if not direction.balanced(text):
        yield f"{surface} open a change of direction and do not close it.", "Type them again."
