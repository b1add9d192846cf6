"""What is known of each picture, video or document of a post; nobody looks at pixels here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PictureKind(StrEnum):
    """What it is."""

    #: A photograph.
    PHOTO = "photo"
    #: A card that was drawn from words.
    CARD = "card"
    #: Somebody's logo.
    LOGO = "logo"
    #: A picture of evidence.
    EVIDENCE = "evidence"
    #: A booking photograph.
    BOOKING_PHOTO = "booking_photo"
    #: A moving picture with or without sound.
    VIDEO = "video"
    #: A PDF or a document that is uploaded.
    DOCUMENT = "document"


class CaptionsOrigin(StrEnum):
    """Where captions came from."""

    #: Written by a person.
    HUMAN = "human"
    #: Made by a machine and read by nobody.
    AUTO = "auto"
    #: Made by a machine, then read and mended by a person.
    REVIEWED = "reviewed"
    #: Burned into the picture.
    BURNED_IN = "burned_in"


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: from when to when in seconds, and its lines."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions of a video."""

    origin: CaptionsOrigin
    language: str = "en"
    cues: tuple[Cue, ...] = ()
    #: The file could be read as SRT.
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Video:
    """What only a moving picture has."""

    #: Somebody speaks; None: nobody has said.
    speech: bool | None = None
    captions: Captions | None = None
    #: Something matters that can only be seen; None: the author was not asked yet.
    only_visual: bool | None = None
    #: There is an audio description or a transcript that tells it.
    described: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the picture came to be as it is."""

    ai_made: bool = False
    ai_edited: bool = False
    #: The words say so where the picture is shown.
    ai_disclosed: bool = False
    #: It differs from the original by more than cropping, scaling or a frame.
    altered: bool = False


@dataclass(frozen=True, slots=True)
class Rights:
    """Whose it is, and under which licence we may show it."""

    owner: str = ""
    licence: str = ""
    #: The last day on which the licence counts; None: without end.
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """Why a booking photo may be shown, where a state's rule pack permits it at all."""

    #: The ground that the law names: a fugitive, a judge's order, an urgent need.
    ground: str = ""
    #: The name and the pronouns are those the person gave.
    given_name: bool = False
    #: The day on which it comes down.
    takedown_on: date | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """One pair of colours that carries words, as computed."""

    what: str
    ratio: float
    #: 24 px and more, or 18.7 px bold: 3:1 is enough.
    large: bool = False
    #: Words that lie over a photograph cannot be computed.
    over_photo: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, video or document, in words for the page as `where`: “picture 2”."""

    where: str = "the picture"
    kind: PictureKind = PictureKind.PHOTO
    #: Languages in which it has a text alternative; the words themselves are surfaces.
    described_in: frozenset[str] = frozenset()
    #: The body says what it shows, for places that carry no alternative.
    told_in_body: bool = False
    #: Marked as mere decoration.
    decorative: bool = False
    #: Words that can be read in it; None: nobody has said whether there are any.
    contains_text: str | None = None
    #: Those words were read by a machine, not typed by a person.
    text_by_machine: bool = False
    animated: bool = False
    #: Flashes in the worst second, where known.
    flashes: int | None = None
    #: evidence, weapon, drugs, money, doj_seal.
    tags: frozenset[str] = frozenset()
    #: None: nobody has said whose it is.
    rights: Rights | None = None
    provenance: Provenance = Provenance()
    contrasts: tuple[Contrast, ...] = ()
    #: It comes from a template or the brand, so the makers can mend its colours.
    from_template: bool = False
    video: Video | None = None
    #: A document was tested as accessible.
    accessible: bool | None = None
    #: A person looked for screens, boards, papers, plates and bystanders.
    looked_over: bool | None = None
    #: Position, serial numbers and face lists are gone from the file that will leave.
    stripped: bool | None = None
    #: Whose logo it is.
    logo_of: str = ""
    #: The logo's sides do not keep their proportion.
    stretched: bool = False
    #: Of a booking photo, where a rule pack permits one.
    booking: Booking | None = None
