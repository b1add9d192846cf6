"""What a check is asked about: words in every place, and the plain facts that stand behind them.

A caller gives what it knows. None means “not known”, which is never read as “all is well”: each
rule says in its docstring what it does then.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from outreach.review.checks.media import Picture
from outreach.review.checks.origins import Brand, Funding, Outcome, Partner, Quote, Story
from outreach.review.checks.persons import Person
from outreach.review.checks.running import ApprovalFacts, Event, Fit, Observance, Translation
from outreach.review.checks.surfaces import Surface


@dataclass(frozen=True, slots=True)
class Post:
    """What is to be sent where, and when."""

    #: The kind of post: story, event, recognition, principle, poll, safety_tip, acknowledgement...
    kind: str = ""
    #: agencies or residents.
    tier: str = ""
    #: x, facebook, handoff, linkedin... Empty: not chosen yet.
    platform: str = ""
    language: str = "en"
    #: celebratory, informational or solemn.
    tone: str = ""
    #: The instant it is due; None while it is not on the calendar.
    due_at: datetime | None = None
    #: The agency's IANA zone, for days and weekdays.
    zone: str = "UTC"
    #: What is being checked is a whole kit or product, not one post of it.
    product: bool = False
    #: The platform can carry a text alternative here.
    carries_alternatives: bool = True


@dataclass(frozen=True, slots=True)
class Declared:
    """What the author ticked. Words cannot show what a picture shows, so these carry much."""

    #: Somebody was arrested or charged in what is told.
    arrest: bool = False
    #: It touches a case that is still open.
    open_case: bool = False
    #: The court's guilty verdict is on record for what is told.
    convicted: bool = False
    #: It is general advice and speaks of no real case.
    general_advice: bool = False
    #: A person under 18 is named or shown.
    minor: bool = False
    #: An operation is going on while this is posted.
    ongoing: bool = False
    #: A victim or a person living there is linked to an address in the words.
    address_of_person: bool = False
    #: Someone spoke for why “suspect” is the right word.
    suspect_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """What the agency has said about itself, so that its own name is no finding."""

    name: str = ""
    #: Postal state (“NM”), for packs that hold in some states only.
    state: str = ""
    #: The day from which WCAG binds it by law; None: not known.
    accessible_from: date | None = None
    #: Short forms that its residents know.
    acronyms: frozenset[str] = frozenset()
    #: Its own numbers in any writing: “505-555-0142”.
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    #: Sites it links to: “cityof.example”; their sub-sites are covered.
    domains: frozenset[str] = frozenset()
    #: Link shorteners it has chosen.
    short_links: frozenset[str] = frozenset()
    #: Street addresses of halls, parks and stations: “120 Main Street”.
    venues: frozenset[str] = frozenset()
    #: Staff whose names may not appear.
    protected: frozenset[str] = frozenset()
    #: Companies known to it, for FUND-04.
    companies: frozenset[str] = frozenset()
    #: Companies that sponsor or give, who may be thanked.
    sponsors: frozenset[str] = frozenset()
    #: Words of its own for splitting hashtags.
    hashtag_words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Campaign:
    """What the campaign promised its audiences."""

    #: Languages its audiences speak.
    languages: frozenset[str] = frozenset()
    #: Languages this post has words in.
    variants: frozenset[str] = frozenset()
    #: Nothing of it may be seen before.
    embargo_until: datetime | None = None
    #: The day its product comes out; the post may not point to it sooner.
    released_on: date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """All that is looked at together: one variant with its pictures, people and dates."""

    surfaces: tuple[Surface, ...]
    post: Post = Post()
    declared: Declared = Declared()
    house: House = House()
    people: tuple[Person, ...] = ()
    pictures: tuple[Picture, ...] = ()
    partners: tuple[Partner, ...] = ()
    quotes: tuple[Quote, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    #: None: the post stands on no story.
    story: Story | None = None
    #: None: the post announces no event.
    event: Event | None = None
    #: None: asked before anyone was asked for a yes (while writing).
    approval: ApprovalFacts | None = None
    #: Whether a hold covers it now; None when that could not be read.
    held: bool | None = False
    #: An incident is near enough that jokes would hurt.
    incident_near: bool = False
    campaign: Campaign = Campaign()
    #: None: these words are no translation.
    translation: Translation | None = None
    brand: Brand = field(default_factory=Brand)
    #: None: no grant pays for it.
    funding: Funding | None = None
    #: Lengths as the platform counts them.
    fits: tuple[Fit, ...] = ()
    #: The bodies of the agency's recent posts on this account.
    recent: tuple[str, ...] = ()
    #: What the day of the post stands for; several may meet.
    observances: tuple[Observance, ...] = ()
