"""The card of a kit's post: whose words it shows, in which language, in whose look."""

from outreach import brand, errors
from outreach.campaigns.planned import KitPost
from outreach.campaigns.telling import Telling

_PLAIN = brand.Look()


def card_of(
    planned: KitPost,
    said: Telling,
    *,
    agency: str,
    credit: str = "",
    look: brand.Look = _PLAIN,
) -> brand.Card:
    """The card of a post that has one, in that language."""
    if planned.card is None:
        raise errors.NotFound(f"The post “{planned.title}” has no card.")
    return brand.Card(
        headline=said.say(planned.card.headline[said.language]),
        line=said.say(planned.card.line[said.language]),
        agency=agency,
        credit=credit,
        language=said.language,
        look=look,
    )
