"""A campaign as a file: what it wants, its weeks, and its posts by day and time.

Every fault is named with its place and its mend; a file with one fault is not used at all.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass
from pydantic_core import ErrorDetails

from outreach import errors, posts, stories
from outreach.errors import Fault
from outreach.platforms import PlatformName, Poll

LARGEST_FILE = 300_000
LONGEST_WINDOW = 366

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
PrincipleNumber = Annotated[int, Field(ge=1, le=7)]
Count = Annotated[int, Field(ge=1)]

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, config=_STRICT)
class KeyMessage:
    """A sentence that posts come back to, what collaboration gains by it, and its principle."""

    text: Words
    benefit: Words
    principle: PrincipleNumber


@dataclass(frozen=True, slots=True, config=_STRICT)
class Theme:
    """What one week is about, and the principles it explains."""

    week: Count
    title: Words
    principles: tuple[PrincipleNumber, ...]


@dataclass(frozen=True, slots=True, config=_STRICT)
class Hashtag:
    """A hashtag and what it is for."""

    text: Annotated[str, StringConstraints(pattern=r"^#[A-Z]\w+$")]
    purpose: Words


@dataclass(frozen=True, slots=True, config=_STRICT)
class CardWords:
    """The words on a picture drawn for a post."""

    headline: Words
    line: Words


@dataclass(frozen=True, slots=True, config=_STRICT)
class PollAnswers:
    """What people may choose from, and for how many days."""

    options: tuple[Words, ...]
    days: Annotated[int, Field(ge=1, le=7)]

    @property
    def poll(self) -> Poll:
        """The poll as a platform takes it."""
        return Poll(self.options, self.days * 24 * 60)


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class PlannedPost:
    """One post of a campaign: what it is made from, for which platforms, on which day and when."""

    id: Key
    title: Annotated[Words, StringConstraints(max_length=200)]
    template: Words
    platforms: Annotated[tuple[PlatformName, ...], Field(min_length=1)]
    #: Counted from the campaign's first day, which is 0.
    day: Annotated[int, Field(ge=0, lt=LONGEST_WINDOW)]
    at: time
    story: Key | None = None
    outcome: Count = 1
    activity: Count = 1
    principle: PrincipleNumber | None = None
    blanks: Mapping[str, Words] = Field(default_factory=dict)
    card: CardWords | None = None
    poll: PollAnswers | None = None

    def local(self, starts_on: date) -> datetime:
        """The wall-clock time this post is planned for."""
        return datetime.combine(starts_on + timedelta(days=self.day), self.at)

    def typed(self, starts_on: date) -> dict[str, str]:
        """The blanks, with each `[day N]` written out as that day of the campaign."""
        return {name: _with_days(value, starts_on) for name, value in self.blanks.items()}


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Manifest:
    """A campaign that any agency can take up, from its first day on."""

    id: Key
    version: Words
    title: Words
    summary: Words
    issuer: Words
    licence: Words
    objective: Words
    posting_strategy: Words
    how_to_use: Words
    accessibility_statement: Words
    #: How many days it takes.
    window: Annotated[int, Field(ge=1, le=LONGEST_WINDOW)]
    principles: tuple[PrincipleNumber, ...]
    audiences: tuple[Words, ...]
    measures: tuple[Words, ...]
    key_messages: tuple[KeyMessage, ...]
    themes: tuple[Theme, ...]
    hashtags: tuple[Hashtag, ...]
    #: Blanks filled alike in every post whose template has them.
    blanks: Mapping[str, Words] = Field(default_factory=dict)
    posts: Annotated[tuple[PlannedPost, ...], Field(min_length=1)]

    def ends_on(self, starts_on: date) -> date:
        """The last day, when this is the first."""
        return starts_on + timedelta(days=self.window - 1)


def read_manifest(path: Path) -> Manifest:
    """A campaign from its file. Refuses it with every fault named."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise errors.BadInput(f"{path.name} is larger than {LARGEST_FILE:,} bytes. Shorten it.")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise errors.BadInput(
            f"{path.name} cannot be read as UTF-8 text. Look where it is, and save it again."
        ) from None
    return parse_manifest(text, name=path.name)


def parse_manifest(text: str, *, name: str) -> Manifest:
    """A campaign from its file's text. Refuses it with every fault named."""
    data = stories.from_yaml(text)
    try:
        manifest = _MANIFEST.validate_python(data)
    except ValidationError as error:
        faults = tuple(_fault(data, each) for each in error.errors())
        raise errors.BadInput(f"{name} cannot be used. Nothing was saved.", faults) from None
    found = (*_repeated(manifest), *_after_the_end(manifest), *_meetings(manifest))
    if found:
        raise errors.BadInput(f"{name} cannot be used. Nothing was saved.", found)
    return manifest


def unfit(manifest: Manifest, shelf: posts.Shelf) -> tuple[Fault, ...]:
    """Where a campaign does not go with the templates that are there."""
    return tuple(fault for post in manifest.posts for fault in _post_faults(post, shelf))


_MANIFEST = TypeAdapter(Manifest)


#: What the checks of shape say in our words: what is wrong, and its mend.
_SAID = {
    "unexpected_keyword_argument": ("is not a field.", "Remove it, or correct its spelling."),
    "missing": ("is missing.", "Add it."),
    "string_too_short": ("is empty.", "Write it, or remove the line."),
    "string_pattern_mismatch": ("is not spelled as it must be.", "Look at the shipped campaign."),
}


def _fault(data: object, error: ErrorDetails) -> Fault:
    """A fault of the file's shape, placed by names a person can find: `posts, a-hello, day`."""
    place: list[str] = []
    for step in error["loc"]:
        data = _inside(data, step)
        own = data.get("id") if isinstance(step, int) and isinstance(data, Mapping) else None
        place.append(str(own or (step + 1 if isinstance(step, int) else step)))
    message = error["msg"]
    plain = (f"{message[:1].lower()}{message[1:]}.", "Mend it in the file.")
    return Fault(", ".join(place), *_SAID.get(error["type"], plain))


def _inside(data: object, step: int | str) -> object:
    try:
        return data[step]  # type: ignore[index]
    except (KeyError, IndexError, TypeError):
        return None


def _repeated(manifest: Manifest) -> Iterator[Fault]:
    for key, count in Counter(post.id for post in manifest.posts).items():
        if count > 1:
            yield Fault(f"posts, {key}", f"is there {count} times.", "Give each post its own id.")


def _after_the_end(manifest: Manifest) -> Iterator[Fault]:
    for post in manifest.posts:
        if post.day >= manifest.window:
            yield Fault(
                f"posts, {post.id}, day",
                f"is {post.day}, and the campaign's last is {manifest.window - 1}.",
                "Choose an earlier day, or a longer window.",
            )


def _post_faults(post: PlannedPost, shelf: posts.Shelf) -> Iterator[Fault]:
    place = f"posts, {post.id}"
    try:
        template = shelf.get(post.template)
    except errors.OutreachError as fault:
        yield Fault(f"{place}, template", str(fault))
        return
    for platform in post.platforms:
        if platform not in template.platforms:
            fits = ", ".join(template.platforms)
            yield Fault(f"{place}, platforms", f"has {platform}; the template is for {fits}.")
    declared = {blank.name for blank in template.blanks}
    for blank in post.blanks:
        if blank in posts.FACTS:
            yield Fault(
                f"{place}, blanks, {blank}",
                "is filled from the story, the principle or the agency.",
                "Remove it; a post states only what its source states.",
            )
        elif blank not in declared:
            known = ", ".join(sorted(declared - set(posts.FACTS)))
            yield Fault(f"{place}, blanks, {blank}", f"is not in {template.key}; it has: {known}.")
    if (post.poll is not None) != (template.kind is posts.PostType.POLL):
        yield Fault(f"{place}, poll", "and a poll template go together.", "Add or remove one.")


def _meetings(manifest: Manifest) -> Iterator[Fault]:
    """Two posts on one platform in one minute: people would see the one and miss the other."""
    first: dict[tuple[PlatformName, int, time], str] = {}
    for post in manifest.posts:
        for platform in post.platforms:
            other = first.setdefault((platform, post.day, post.at), post.id)
            if other != post.id:
                yield Fault(
                    f"posts, {post.id}, at",
                    f"is the minute of {other} on {posts.NAMES[platform]}.",
                    "Move one of them.",
                )


def _with_days(value: str, starts_on: date) -> str:
    def written(match: re.Match[str]) -> str:
        return f"{starts_on + timedelta(days=int(match[1])):%A, %B %-d}"

    return re.sub(r"\[day (\d{1,3})\]", written, value)
