"""The pages of the brand: what the agency looks and sounds like, its cards, and the form."""

from dataclasses import dataclass, fields, replace
from threading import Lock
from types import MappingProxyType

from pydantic import BaseModel, Field

from outreach import brand, errors
from outreach.brand import AssetKind, Brand, CardKind, CardSize, Palette, Tone
from outreach.errors import BadInput, Fault
from outreach.web import forms, words
from outreach.web.deps import Visit

NOTHING = "The brand was not changed."
SHADES = MappingProxyType(
    {
        "ground": "Ground: the dark that light words stand on",
        "second": "Second: its companion, for shapes and small words",
        "accent": "Accent: the one that calls, for marks and figures",
        "paper": "Paper: the light that dark words stand on",
    }
)
KINDS = MappingProxyType(
    {
        CardKind.STORY: "Story",
        CardKind.QUOTE: "Quotation",
        CardKind.OUTCOME: "Outcome",
        CardKind.EVENT: "Event",
        CardKind.PRINCIPLE: "Principle",
        CardKind.RECOGNITION: "Recognition",
    }
)
SIZES = MappingProxyType(
    {
        CardSize.WIDE: ("Wide", 1200, 675),
        CardSize.SQUARE: ("Square", 1080, 1080),
        CardSize.TALL: ("Tall", 1080, 1350),
        CardSize.LINK: ("For a link", 1200, 630),
    }
)
#: One reader draws the samples at a time: the others find them drawn.
_drawing = Lock()


class BrandForm(BaseModel):
    name: str = Field(max_length=120)
    short_name: str = Field(max_length=40)
    ground: str
    second: str
    accent: str
    paper: str
    logo_id: int | None = None
    partner_logo_ids: list[int]
    benefits: str = ""
    hashtags: str = ""


@dataclass(frozen=True, slots=True)
class Shade:
    """One colour of the palette, and the words that can be read on it, best first."""

    name: str
    colour: brand.Colour
    pairs: tuple[tuple[brand.Colour, brand.Pair], ...]


@dataclass(frozen=True, slots=True)
class BrandPage:
    """What the agency looks and sounds like. `trouble` says why its cards cannot be drawn."""

    brand: Brand
    shades: tuple[Shade, ...]
    trouble: str


def page(visit: Visit) -> BrandPage:
    """The brand as its page shows it."""
    own = brand.brand_of(visit.db, by=visit.by)
    try:
        _look(visit, own)
        trouble = ""
    except errors.OutreachError as fault:
        trouble = str(fault)
    return BrandPage(own, shades(own.palette), trouble)


def shades(palette: Palette) -> tuple[Shade, ...]:
    """Each colour with what reads on it, by computed contrast."""
    found = brand.pairs(palette)
    return tuple(
        Shade(
            each.name,
            getattr(palette, each.name),
            tuple((getattr(palette, pair.words), pair) for pair in found if pair.on == each.name),
        )
        for each in fields(palette)
    )


def sample(visit: Visit, kind: CardKind, size: CardSize) -> brand.Sample:
    """One sample card of the brand."""
    own = brand.brand_of(visit.db, by=visit.by)
    with _drawing:
        drawn = brand.samples(own, _look(visit, own))
        return next(one for one in drawn if (one.card.kind, one.card.size) == (kind, size))


def start(own: Brand) -> forms.Form:
    """The form with the brand as it is."""
    palette = {each.name: str(getattr(own.palette, each.name)) for each in fields(own.palette)}
    return forms.filled(
        {
            "name": own.name,
            "short_name": own.short_name,
            "logo_id": own.logo_id,
            "partner_logo_ids": list(own.partner_logo_ids),
            "benefits": "\n".join(own.benefits),
            "hashtags": " ".join(own.hashtags),
            **palette,
            **{f"voice_{tone.value}": own.voice[tone] for tone in Tone},
            **{f"boilerplate_{code}": text for code, text in own.boilerplate.items()},
        }
    )


def save(visit: Visit, form: forms.Form) -> None:
    """Change the brand to what was typed. Refuses with each fault at its field."""
    given = forms.read(BrandForm, form)
    wanted = Brand(
        name=given.name,
        short_name=given.short_name,
        palette=_palette(given),
        logo_id=given.logo_id,
        partner_logo_ids=tuple(given.partner_logo_ids),
        voice={tone: form.value(f"voice_{tone.value}") or brand.PLAIN_VOICE[tone] for tone in Tone},
        benefits=tuple(filter(None, map(str.strip, given.benefits.splitlines()))),
        hashtags=tuple(given.hashtags.replace(",", " ").split()),
        boilerplate=_named(form, "boilerplate_"),
    )
    try:
        brand.revise_brand(visit.db, wanted, by=visit.by, now=visit.now)
    except BadInput as refused:
        raise BadInput(NOTHING, tuple(map(_at_field, refused.faults))) from None


def logos(visit: Visit) -> list[tuple[str, str]]:
    """The agency's pictures that are logos, for a list to choose from."""
    found = brand.pictures(visit.db, visit.by.agency_id, kind=AssetKind.LOGO, limit=100)
    return [(str(one.id), one.name) for one in found]


def languages(form: forms.Form) -> list[tuple[str, str]]:
    """The languages in which the closing words are asked for: those there are, and the usual."""
    codes = dict.fromkeys(["en", "es", *_named(form, "boilerplate_")])
    return [(code, words.language(code)) for code in codes]


def _look(visit: Visit, own: Brand) -> brand.Look:
    return brand.look_of(
        visit.db, own, language=visit.agency.language, by=visit.by, folder=visit.runtime.media
    )


def _palette(given: BrandForm) -> Palette:
    found, faults = {}, []
    for each in fields(Palette):
        try:
            found[each.name] = brand.parse_colour(getattr(given, each.name))
        except BadInput as refused:
            faults.append(Fault(each.name, refused.message))
    if faults:
        raise BadInput(NOTHING, tuple(faults))
    return Palette(**found)


def _named(form: forms.Form, prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): values[-1]
        for name, values in form.values.items()
        if name.startswith(prefix) and values[-1]
    }


def _at_field(fault: Fault) -> Fault:
    """The room's places as fields of this form."""
    at = {"palette": "ground", "voice": "voice_honest", "boilerplate": "boilerplate_en"}
    return replace(fault, where=at.get(fault.where, fault.where))
