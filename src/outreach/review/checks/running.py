"""The facts of a post under way: its event, its yes, its translation, its day and its lengths."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """What the post invites to. Empty or None: not stated."""

    on: date | None = None
    #: People take part by network, so a time zone has to be said.
    online: bool = False
    zone_said: bool | None = None
    #: How to ask for an interpreter, a ramp, large print.
    accommodation: str = ""
    #: How speech will be captioned live.
    captioning: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """How far the yes has come for exactly this revision."""

    #: The yes names this revision's digest. False: it names an older one. None: no yes yet.
    same_revision: bool | None = None
    authors: frozenset[int] = frozenset()
    approvers: frozenset[int] = frozenset()
    #: Steps of the chain for this kind of post: second_reader, partner, legal...
    steps_needed: tuple[str, ...] = ()
    steps_done: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Translation:
    """Where the words of another language came from."""

    #: human or machine.
    origin: str
    accepted_by: str = ""
    #: The source's words changed after this was made.
    source_changed: bool = False


@dataclass(frozen=True, slots=True)
class Observance:
    """An occasion on the day of the post."""

    name: str
    #: celebratory, informational or solemn.
    tone: str = "informational"
    #: The post speaks of this occasion.
    about: bool = False
    #: It belongs to a culture or a religion.
    cultural: bool = False
    #: Somebody of that community read the post.
    reviewed: bool = False
    #: The year's date was confirmed.
    confirmed: bool = True
    #: The post is due on the right day; None: not known.
    right_day: bool | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """One length as the platform counts it, with link and tags: “the words”, “alternative 1”."""

    what: str
    length: int
    limit: int
