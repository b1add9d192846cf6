"""Cards: a few words drawn as a picture, the same words always the same bytes.

Words are fitted, never clipped: a card that cannot hold them is refused. The alternative text is
made of every word on the card, so nobody is told less.
"""

from outreach.brand.cards.drawing import draw, pixels, sheet
from outreach.brand.cards.page import MOST_PARTNERS
from outreach.brand.cards.words import Card, CardKind, CardSize, Look, Picture

__all__ = [
    "MOST_PARTNERS",
    "Card",
    "CardKind",
    "CardSize",
    "Look",
    "Picture",
    "draw",
    "pixels",
    "sheet",
]
