"""What we look like and what we may show: pictures proved and cleaned, cards drawn from words.

Every picture has its alternative text from the start; its bytes are proved each time they leave.
"""

from outreach.brand.assets import MAX_ALT, keep, keep_card, load
from outreach.brand.cards import Card, CardSize, draw
from outreach.brand.models import Asset, AssetOrigin
from outreach.brand.palette import Colour, contrast

__all__ = [
    "MAX_ALT",
    "Asset",
    "AssetOrigin",
    "Card",
    "CardSize",
    "Colour",
    "contrast",
    "draw",
    "keep",
    "keep_card",
    "load",
]
