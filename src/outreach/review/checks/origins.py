"""What a post stands on: partners, quotations, outcomes, the story, who pays and the brand."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner, and what they said to exactly these words."""

    name: str
    #: Other ways in which it may be named: “the Y”.
    aliases: frozenset[str] = frozenset()
    #: True: yes to these words. False: refused or withdrawn. None: not asked, or no answer.
    yes: bool | None = None
    #: Its logo is shown.
    logo: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words."""

    text: str
    speaker: str = ""
    #: The speaker said that these are their words; None: not asked.
    confirmed: bool | None = None
    #: A public record of it, such as the minutes of a meeting.
    public_source: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure that the story can stand behind."""

    figure: str
    source: str = ""
    baseline: str = ""
    period: str = ""
    #: anecdote, monitoring, pre_post, comparison or randomised; empty: not stated.
    evaluation: str = ""
    #: How many cases the percentage stands on.
    base_n: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """What the story behind a post holds; None: not known."""

    partner: bool | None = None
    joint_activity: bool | None = None
    community_voice: bool | None = None
    #: Look at it again after this day.
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Funding:
    """The strings of the grant that pays."""

    #: Names the award by its number.
    credit: str = ""
    #: That opinions are the authors' own.
    disclaimer: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """What the agency's own posts carry. Empty: nothing is asked for."""

    campaign_tag: str = ""
    boilerplate: str = ""
    #: When not empty, tags that may be used; compared without case.
    hashtags: frozenset[str] = frozenset()
    #: Colours on cards that are not of the palette.
    off_palette: tuple[str, ...] = ()
