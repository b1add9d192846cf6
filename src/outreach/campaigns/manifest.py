"""A campaign as a value: what it wants, its weeks, and its posts by day and time."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints
from pydantic.dataclasses import dataclass

from outreach.platforms import PlatformName, Poll

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


def _with_days(value: str, starts_on: date) -> str:
    def written(match: re.Match[str]) -> str:
        return f"{starts_on + timedelta(days=int(match[1])):%A, %B %-d}"

    return re.sub(r"\[day (\d{1,3})\]", written, value)
