"""What we look like and what we may show: pictures proved and cleaned, cards drawn from words.

Every picture has its alternative text from the start; its bytes are proved each time they leave.
Whoever can be recognised in one is shown only within what they agreed to.
"""

from outreach.brand.arrivals import (
    Received,
    discard_received,
    keep_received,
    load_received,
    receive,
)
from outreach.brand.assets import MAX_ALT, keep, keep_card, load
from outreach.brand.captions import Caption, read_captions
from outreach.brand.cards import Card, CardKind, CardSize, Look, Picture, draw
from outreach.brand.clearing import unreleased
from outreach.brand.describing import PictureFacts, describe, facts_of, focus, pictures
from outreach.brand.evidence import Evidence, keep_evidence, load_evidence
from outreach.brand.films import GivenFilm, keep_film, load_captions, load_poster
from outreach.brand.kit import (
    PLAIN_VOICE,
    Brand,
    Tone,
    agency_brand,
    brand_of,
    hashtag_faults,
    look_of,
    picture_of,
    plain_brand,
    revise_brand,
)
from outreach.brand.models import AiUse, Asset, AssetKind, AssetOrigin, Release, ShownPerson
from outreach.brand.palette import Colour, Pair, Palette, contrast, pairs
from outreach.brand.palette import parse as parse_colour
from outreach.brand.people import (
    asset_of,
    people_in,
    shown_person,
    take_out,
    tell_nobody,
    tell_person,
    today,
)
from outreach.brand.releases import (
    Word,
    confirm_release,
    note_release,
    release_of,
    releases_of,
    withdraw_release,
)
from outreach.brand.same import showing
from outreach.brand.samples import Sample, samples
from outreach.brand.scope import (
    Basis,
    Permission,
    Pictured,
    PictureRole,
    Redistribution,
    Showing,
    Terms,
    Use,
    may_show,
)

__all__ = [
    "MAX_ALT",
    "PLAIN_VOICE",
    "AiUse",
    "Asset",
    "AssetKind",
    "AssetOrigin",
    "Basis",
    "Brand",
    "Caption",
    "Card",
    "CardKind",
    "CardSize",
    "Colour",
    "Evidence",
    "GivenFilm",
    "Look",
    "Pair",
    "Palette",
    "Permission",
    "Picture",
    "PictureFacts",
    "PictureRole",
    "Pictured",
    "Received",
    "Redistribution",
    "Release",
    "Sample",
    "Showing",
    "ShownPerson",
    "Terms",
    "Tone",
    "Use",
    "Word",
    "agency_brand",
    "asset_of",
    "brand_of",
    "confirm_release",
    "contrast",
    "describe",
    "discard_received",
    "draw",
    "facts_of",
    "focus",
    "hashtag_faults",
    "keep",
    "keep_card",
    "keep_evidence",
    "keep_film",
    "keep_received",
    "load",
    "load_captions",
    "load_evidence",
    "load_poster",
    "load_received",
    "look_of",
    "may_show",
    "note_release",
    "pairs",
    "parse_colour",
    "people_in",
    "picture_of",
    "pictures",
    "plain_brand",
    "read_captions",
    "receive",
    "release_of",
    "releases_of",
    "revise_brand",
    "samples",
    "showing",
    "shown_person",
    "take_out",
    "tell_nobody",
    "tell_person",
    "today",
    "unreleased",
    "withdraw_release",
]
