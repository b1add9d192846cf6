"""Every kind of card: how it is composed, and what it cannot be without."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from outreach import errors
from outreach.brand.cards import stating, telling
from outreach.brand.cards.page import FRAMES, Frame, Plan
from outreach.brand.cards.words import Card, CardKind, clean

_KINDS: Mapping[CardKind, Callable[[Card, Frame], Plan]] = MappingProxyType(
    {
        CardKind.STORY: telling.story,
        CardKind.QUOTE: telling.quote,
        CardKind.OUTCOME: stating.outcome,
        CardKind.EVENT: stating.event,
        CardKind.PRINCIPLE: stating.principle,
        CardKind.RECOGNITION: telling.recognition,
    }
)
_NEEDED: Mapping[CardKind, str] = MappingProxyType(
    {
        CardKind.OUTCOME: "a figure",
        CardKind.EVENT: "the day of the month",
        CardKind.PRINCIPLE: "a number",
    }
)
_WITH_PHOTO = frozenset({CardKind.STORY, CardKind.RECOGNITION})


def plan(card: Card) -> Plan:
    """The card laid out from the left. Refuses one that lacks what its kind needs."""
    if not clean(card.headline):
        raise errors.BadInput("A card needs a headline. Write one.")
    if card.kind in _NEEDED and not clean(card.mark):
        raise errors.BadInput(
            f"This kind of card needs {_NEEDED[card.kind]}. Write it, or choose another kind."
        )
    if card.photo and card.kind not in _WITH_PHOTO:
        raise errors.BadInput(
            f"A card of the kind “{card.kind}” has no place for a photo. Leave the photo out, or "
            "choose the kind “story”."
        )
    return _KINDS[card.kind](card, FRAMES[card.size])
