"""What we look like and what we may show: pictures proved and cleaned, cards drawn from words.

Every picture has its alternative text from the start; its bytes are proved each time they leave.
Whoever can be recognised in one is shown only within what they agreed to.
"""

from outreach.brand.arrivals import Received, keep_received, load_received, receive
from outreach.brand.assets import MAX_ALT, keep, keep_card, load
from outreach.brand.captions import Caption, read_captions
from outreach.brand.cards import Card, CardKind, CardSize, Look, Picture, draw
from outreach.brand.clearing import showing, unreleased
from outreach.brand.describing import PictureFacts, describe, facts_of, focus, pictures
from outreach.brand.evidence import Evidence, keep_evidence, load_evidence
from outreach.brand.films import GivenFilm, keep_film, load_captions, load_poster
from outreach.brand.models import AiUse, Asset, AssetKind, AssetOrigin, Release, ShownPerson
from outreach.brand.palette import Colour, Pair, Palette, contrast, pairs
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
    "AiUse",
    "Asset",
    "AssetKind",
    "AssetOrigin",
    "Basis",
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
    "Showing",
    "ShownPerson",
    "Terms",
    "Use",
    "Word",
    "asset_of",
    "confirm_release",
    "contrast",
    "describe",
    "draw",
    "facts_of",
    "focus",
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
    "may_show",
    "note_release",
    "pairs",
    "people_in",
    "pictures",
    "read_captions",
    "receive",
    "release_of",
    "releases_of",
    "showing",
    "shown_person",
    "take_out",
    "tell_nobody",
    "tell_person",
    "today",
    "unreleased",
    "withdraw_release",
]
