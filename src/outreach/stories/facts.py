"""A story as plain values: what a file, a form, the library and a post share.

What the sources do not say is None or empty. Nothing here guesses.
"""

from dataclasses import dataclass
from enum import StrEnum

from outreach.lib import digest


class Sector(StrEnum):
    """Which part of society a partner belongs to."""

    #: A public body: a school district, a prosecutor, a city department, a public university.
    PUBLIC = "public"
    #: A business or a private institution.
    PRIVATE = "private"
    #: Residents, faith groups, charities, neighborhood organisations.
    COMMUNITY = "community"


class Evaluation(StrEnum):
    """How strong the evidence behind an outcome is. Unknown is nothing, never the weakest."""

    #: Somebody's account of what happened.
    ANECDOTE = "anecdote"
    #: Counts kept while the work went on.
    MONITORING = "monitoring"
    #: The same measure before and after.
    PRE_POST = "pre_post"
    #: Compared with places or people without the work.
    COMPARISON = "comparison"
    #: Places or people chosen by lot.
    RANDOMISED = "randomised"


class Confidence(StrEnum):
    """How sure the keeper is of the story's facts."""

    #: Several good sources agree.
    HIGH = "high"
    #: Good in the main, with gaps named in the notes.
    MEDIUM = "medium"
    #: Little was found; handle with care.
    LOW = "low"


class Origin(StrEnum):
    """Who put words into another language."""

    #: A person who reads both.
    PERSON = "person"
    #: A machine. A draft, and off real accounts, until a named person accepts it.
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class FeaturedAgency:
    """The agency a story is about."""

    name: str
    city: str
    state: str
    note: str | None = None

    @property
    def place(self) -> str:
        """City and state, as a reader expects them."""
        return f"{self.city}, {self.state}"


@dataclass(frozen=True, slots=True)
class NamedPartner:
    """Who shared responsibility, resources or decisions, and in what part."""

    name: str
    #: Nothing when the file does not state it.
    sector: Sector | None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class StatedOutcome:
    """A change that a source states."""

    statement: str
    figure: str | None = None
    source: str | None = None
    baseline: str | None = None
    period: str | None = None
    evaluation: Evaluation | None = None

    @property
    def doubts(self) -> tuple[str, ...]:
        """What a careful reader would ask about the figure; shown beside it."""
        if self.figure is None:
            return ()
        asked = (
            (self.source, "No source is stated for this figure."),
            (self.baseline, "What it was before is not stated."),
            (self.period, "The period it covers is not stated."),
        )
        return tuple(sentence for value, sentence in asked if value is None)


@dataclass(frozen=True, slots=True)
class CitedSource:
    """Where a fact was read."""

    key: str
    url: str
    title: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """When the work took place, as far as the sources say."""

    first: int | None = None
    last: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PartnerWords:
    """A partner in another language: its name, mostly the same, and its part."""

    name: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """An outcome in another language; its source and its evidence are the story's."""

    statement: str
    figure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWords:
    """A story's own words in one more language, field for field, and where they come from."""

    language: str
    translator: str
    origin: Origin
    title: str
    problem_addressed: str
    partners: tuple[PartnerWords, ...]
    mission_statement: str | None = None
    activities: tuple[str, ...] = ()
    outcomes: tuple[OutcomeWords, ...] = ()
    caveat: str | None = None
    #: Names that stay as they are in every language, such as that of a programme.
    proper_names: tuple[str, ...] = ()
    #: Digest of the story's words that these were made from; empty means those it has now.
    made_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFacts:
    """Everything a story states, in the order of the five fields."""

    key: str
    title: str
    featured: FeaturedAgency
    problem_addressed: str
    partners: tuple[NamedPartner, ...]
    mission_statement: str | None = None
    mission_note: str | None = None
    activities: tuple[str, ...] = ()
    outcomes: tuple[StatedOutcome, ...] = ()
    outcomes_note: str | None = None
    caveat: str | None = None
    principles: tuple[int, ...] = ()
    community_roles: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    years: Years = Years()
    sources: tuple[CitedSource, ...] = ()
    confidence: Confidence | None = None
    confidence_notes: str | None = None
    language: str = "en"
    #: Its words in more languages. Revising a story leaves them; `translate` changes them.
    translations: tuple[StoryWords, ...] = ()

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The sectors that took part, in the order public, private, community."""
        found = {partner.sector for partner in self.partners}
        return tuple(sector for sector in Sector if sector in found)

    @property
    def words(self) -> str:
        """Digest of what the public may read of this story; a yes holds for exactly these words."""
        return digest.of(
            {
                "title": self.title,
                "featured": [self.featured.name, self.featured.city, self.featured.state],
                "problem": self.problem_addressed,
                "partners": [[partner.name, partner.part] for partner in self.partners],
                "mission": self.mission_statement,
                "activities": list(self.activities),
                "outcomes": [[outcome.statement, outcome.figure] for outcome in self.outcomes],
                "caveat": self.caveat,
                "language": self.language,
            }
        )
