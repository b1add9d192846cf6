"""A kit as a value: a campaign that any agency can take up, with its posts and its other parts."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, model_validator
from pydantic.dataclasses import dataclass

from outreach.campaigns.planned import KitPost
from outreach.campaigns.wording import (
    LONGEST_WINDOW,
    STRICT,
    Away,
    Count,
    FileName,
    Files,
    HashtagText,
    Key,
    Language,
    PrincipleNumber,
    Said,
    Sha256,
    Words,
    in_english,
)


class Standing(StrEnum):
    """How far a kit's words in one language can be relied on."""

    #: The language the kit was written in.
    ORIGINAL = "original"
    #: Translated, and no named person has said that it is right.
    DRAFT = "draft"
    #: Translated, and a named person has said that it is right.
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, config=STRICT)
class KitLanguage:
    """A language of the kit, and who answers for it."""

    standing: Standing
    accepted_by: Words | None = None
    #: How long after the original its posts go out, where both go to one account.
    minutes_later: Annotated[int, Field(ge=0, le=720)] = 0

    @model_validator(mode="after")
    def _answered_for(self) -> "KitLanguage":
        if (self.standing is Standing.ACCEPTED) != (self.accepted_by is not None):
            raise ValueError("accepted words name who accepted them, and no others do")
        return self


@dataclass(frozen=True, slots=True, config=STRICT)
class Window:
    """How long it takes: so many days from a first day of your own, or two dates."""

    days: Annotated[int, Field(ge=1, le=LONGEST_WINDOW)] | None = None
    start: date | None = None
    end: date | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Window":
        dated = self.start is not None and self.end is not None
        if (self.days is None) is not dated or (self.start is None) is not (self.end is None):
            raise ValueError("give days, or start and end")
        if self.start and self.end and not self.start <= self.end:
            raise ValueError("end is not before start")
        return self

    @property
    def length(self) -> int:
        """How many days it has."""
        if self.start and self.end:
            return (self.end - self.start).days + 1
        return self.days or 0


@dataclass(frozen=True, slots=True, config=STRICT)
class KeyMessage:
    """A sentence that posts come back to, what collaboration gains by it, and what shows it."""

    text: Said
    benefit_of_collaboration: Said
    #: The story that shows it.
    proof: Key
    principle: PrincipleNumber


@dataclass(frozen=True, slots=True, config=STRICT)
class Theme:
    """What one week is about, and the principles it explains."""

    week: Count
    title: Said
    principles: tuple[PrincipleNumber, ...]


@dataclass(frozen=True, slots=True, config=STRICT)
class Hashtag:
    """A hashtag in each language, and what it is for."""

    text: Annotated[Mapping[Language, HashtagText], BeforeValidator(in_english)]
    purpose: Words


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class KitAsset:
    """A picture that comes with the kit, proved by its digest, described in every language."""

    id: Key
    file: FileName
    sha256: Sha256
    alt: Said
    licence: Words
    #: Every word that can be read in the picture; each stands in its alternatives too.
    contains_text: str = ""
    release_scope: Literal["agency_only", "network", "public"] = "public"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class KitEvent:
    """A meeting or a webinar that posts invite to, open to all who need help to take part."""

    id: Key
    kind: Literal["meeting", "webinar"]
    title: Said
    about: Said
    day_offset: Away
    at: time
    minutes: Annotated[int, Field(ge=15, le=480)]
    #: For whom it is told: a webinar in a version for the police and one for the community.
    for_police: Said | None = None
    for_community: Said
    accommodation: Said
    captions: Said | None = None
    principles: tuple[PrincipleNumber, ...] = ()
    stories: tuple[Key, ...] = ()

    @model_validator(mode="after")
    def _open_to_all(self) -> "KitEvent":
        if self.kind == "webinar" and (self.captions is None or self.for_police is None):
            raise ValueError("a webinar says how it is captioned, and is told to the police too")
        return self


@dataclass(frozen=True, slots=True, config=STRICT)
class Answer:
    """A question people ask, and its answer."""

    question: Said
    answer: Said


@dataclass(frozen=True, slots=True, config=STRICT)
class Measure:
    """What to report back, and by when."""

    what: Words
    by: Words


@dataclass(frozen=True, slots=True, config=STRICT)
class Change:
    """What became different in a version."""

    version: Words
    on: date
    what: Words


TemplateName: TypeAlias = Literal[
    "news_release",
    "newsletter",
    "email_to_partner",
    "proclamation",
    "talking_points",
    "web_page",
]
PrintName: TypeAlias = Literal["poster", "flyer", "table_card"]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Kit:
    """A campaign that any agency can take up, from its first day on."""

    id: Key
    version: Words
    title: Words
    summary: Words
    issuer: Words
    licence: Words
    objectives: Annotated[tuple[Words, ...], Field(min_length=1)]
    posting_strategy: Words
    how_to_use: Words
    accessibility_statement: Words
    window: Window
    principles: tuple[PrincipleNumber, ...]
    audiences: tuple[Words, ...]
    languages: Annotated[Mapping[Language, KitLanguage], Field(min_length=1)]
    measures: tuple[Measure, ...]
    key_messages: tuple[KeyMessage, ...]
    themes: tuple[Theme, ...]
    hashtags: tuple[Hashtag, ...]
    posts: Annotated[tuple[KitPost, ...], Field(min_length=1)]
    contacts: tuple[Words, ...]
    changelog: tuple[Change, ...]
    funding_credit: Words | None = None
    #: Nothing of it goes out before.
    embargo_until: datetime | None = None
    #: What a placeholder holds until the agency says otherwise.
    placeholders: Mapping[str, Said] = Field(default_factory=dict)
    #: Blanks filled alike in every post whose template has them.
    blanks: Mapping[str, Words] = Field(default_factory=dict)
    assets: tuple[KitAsset, ...] = ()
    events: tuple[KitEvent, ...] = ()
    faq: tuple[Answer, ...] = ()
    templates: Mapping[TemplateName, Files] = Field(default_factory=dict)
    print: Mapping[PrintName, Files] = Field(default_factory=dict)

    @property
    def original(self) -> str:
        """The language the kit was written in."""
        return next(
            (code for code, each in self.languages.items() if each.standing is Standing.ORIGINAL),
            next(iter(self.languages)),
        )

    def ends_on(self, starts_on: date) -> date:
        """The last day, when this is the first."""
        return starts_on + timedelta(days=self.window.length - 1)

    @property
    def nominal_start(self) -> date:
        """The first day where the kit has dates of its own; else any Monday, to count from."""
        return self.window.start or date(2026, 1, 5)
