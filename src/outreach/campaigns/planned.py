"""One post of a kit as a value: what it is made from, for which platforms, and when it goes."""

from collections.abc import Mapping
from datetime import date as Day
from datetime import datetime, time, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic.dataclasses import dataclass

from outreach import posts
from outreach.campaigns.wording import (
    STRICT,
    Away,
    Count,
    HashtagText,
    Key,
    Language,
    PrincipleNumber,
    Said,
    Words,
    in_english,
)
from outreach.platforms import PlatformName, Poll


def _several(value: object) -> object:
    """One thing may stand where several can."""
    return [value] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, config=STRICT)
class CardWords:
    """The words on a picture drawn for a post; its alternative is made of every one of them."""

    headline: Said
    line: Said


@dataclass(frozen=True, slots=True, config=STRICT)
class PollAnswers:
    """What people may choose from in each language, and for how many days."""

    options: Annotated[Mapping[Language, tuple[Words, ...]], BeforeValidator(in_english)]
    days: Annotated[int, Field(ge=1, le=7)]

    def poll(self, language: str) -> Poll:
        """The poll as a platform takes it."""
        return Poll(self.options[language], self.days * 24 * 60)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class KitWords:
    """A post's own words on one platform or more, in one language."""

    platform: Annotated[tuple[PlatformName, ...], BeforeValidator(_several), Field(min_length=1)]
    language: Language
    text: Words
    #: The words in the text that keep a result honest: the story's caveat in this language.
    caveat: Words | None = None
    #: Added at the end where they fit; not stated, it is the kit's first.
    hashtags: tuple[HashtagText, ...] | None = None
    #: An address, or `{{local_link}}`; added on a line of its own.
    link: Words | None = None
    #: What the picture shows, when these words need another description than the picture's own.
    alt_by_asset: Mapping[Key, Words] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class KitPost:
    """One post: made from a template, or with words of its own for each platform and language."""

    id: Key
    title: Annotated[Words, StringConstraints(max_length=200)]
    #: The week whose theme it belongs to.
    theme: Count
    platforms: Annotated[tuple[PlatformName, ...], Field(min_length=1)]
    #: Counted from the kit's first day, which is 0; or a date, where the kit's window has dates.
    day_offset: Away | None = None
    date: Day | None = None
    at: time
    audience: Words | None = None
    template: Words | None = None
    #: What sort of post it is and for whom; a template says so itself.
    kind: posts.PostType | None = None
    tier: posts.Tier | None = None
    story: Key | None = None
    outcome: Count = 1
    activity: Count = 1
    principle: PrincipleNumber | None = None
    blanks: Mapping[str, Words] = Field(default_factory=dict)
    variants: tuple[KitWords, ...] = ()
    card: CardWords | None = None
    asset: Key | None = None
    poll: PollAnswers | None = None

    @model_validator(mode="after")
    def _whole(self) -> "KitPost":
        if (self.day_offset is None) == (self.date is None):
            raise ValueError("give day_offset or date, one of the two")
        own = self.kind is not None and self.tier is not None
        if (self.template is None) is not own or (self.kind is None) is not (self.tier is None):
            raise ValueError("give a template, or else kind and tier")
        if sum(shown is not None for shown in (self.card, self.asset, self.poll)) > 1:
            raise ValueError("a post shows a card, an asset or a poll, one of the three")
        return self

    def day(self, starts_on: Day) -> int:
        """Which day of the kit it goes out on, the first being 0."""
        if self.date is not None:
            return (self.date - starts_on).days
        return self.day_offset or 0

    def local(self, starts_on: Day, later: int = 0) -> datetime:
        """The wall-clock time this post is planned for, so many minutes later."""
        day = starts_on + timedelta(days=self.day(starts_on))
        return datetime.combine(day, self.at) + timedelta(minutes=later)

    def own(self, platform: PlatformName, language: str) -> KitWords | None:
        """Its own words for that platform and language, when it has them."""
        return next(
            (w for w in self.variants if w.language == language and platform in w.platform), None
        )
