"""Drafts before anything is kept: the templates that suit a story, its words, and its picture."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from outreach import brand, errors, identity, posts, stories
from outreach.errors import BadInput
from outreach.lib import shipped
from outreach.posts import PostType, Template, Tier
from outreach.web import forms
from outreach.web.deps import Visit

#: What a story is turned into, the most usual first.
KINDS = (PostType.STORY, PostType.OUTCOME)
TIERS = (Tier.RESIDENTS, Tier.AGENCIES)


@dataclass(frozen=True, slots=True)
class Piece:
    """One platform's draft, or the reason why there is none."""

    account: identity.Account
    draft: posts.Draft | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The card as it would be kept, or why it cannot be drawn."""

    address: str = ""
    alt: str = ""
    reason: str = ""


def offered(story: stories.WholeStory) -> tuple[Template, ...]:
    """The templates that suit the story: of its language, and of outcomes only if it has one."""
    shelf = _shelf()
    found = tuple(
        template
        for kind in KINDS
        for tier in TIERS
        for template in shelf.of(kind, tier)
        if template.language == story.language
        if kind is not PostType.OUTCOME or story.outcomes
    )
    if not found:
        raise errors.NotReady(
            f"There is no template in the story's language, “{story.language}”. "
            "Add one to the folder of templates."
        )
    return found


def _shelf() -> posts.Shelf:
    """The templates, read again only when one of their files changed."""
    folder = shipped.folder("templates")
    stamps = ((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*/*.md")))
    return _read(folder, tuple(stamps))


@lru_cache(maxsize=1)
def _read(folder: Path, _stamps: tuple[tuple[Path, int], ...]) -> posts.Shelf:
    return posts.read_templates(folder)


def accounts(visit: Visit) -> tuple[identity.Account, ...]:
    """The accounts posts can be made for now."""
    connected = (
        account
        for account in identity.accounts_of(visit.db, visit.by.agency_id)
        if account.state is identity.AccountState.CONNECTED
        if account.platform in posts.WRITABLE
    )
    return tuple(sorted(connected, key=lambda each: posts.WRITABLE.index(each.platform)))


def typed(template: Template, form: forms.Form) -> dict[str, str]:
    """What was typed into the template's own blanks."""
    values = {
        blank.name: form.value(f"blank_{blank.name}")
        for blank in template.blanks
        if blank.name not in posts.FACTS
    }
    return {name: value for name, value in values.items() if value}


def _choice(story: stories.WholeStory, form: forms.Form) -> posts.Choice:
    """The outcome and the activity that were picked; anything else is the first."""
    return posts.Choice(
        story.id,
        _picked(form.value("outcome"), len(story.outcomes)),
        _picked(form.value("activity"), len(story.activities)),
    )


def _picked(written: str, most: int) -> int:
    number = int(written) if written.isdecimal() and len(written) < 4 else 1
    return number if 1 <= number <= most else 1


def pieces(
    visit: Visit,
    story: stories.WholeStory,
    template: Template,
    form: forms.Form,
    chosen: Sequence[identity.Account],
) -> tuple[Piece, ...]:
    source = posts.source(visit.db, _choice(story, form), template.tier, by=visit.by)
    composed = {
        each.platform: each for each in posts.compose(template, source, typed(template, form))
    }
    return tuple(_piece(account, composed[account.platform]) for account in chosen)


def _piece(account: identity.Account, made: posts.Draft | posts.NoDraft) -> Piece:
    if isinstance(made, posts.Draft):
        return Piece(account, made)
    return Piece(account, None, made.reason)


def card(visit: Visit, story: stories.WholeStory, headline: str, line: str) -> brand.Card:
    """A card that tells a story credits the agency the story is about."""
    credit = f"{story.featured.name}, {story.featured.place}"
    return brand.Card(headline, line, visit.agency.name, credit)


def picture(visit: Visit, story: stories.WholeStory, form: forms.Form) -> Picture:
    if not form.value("card_headline"):
        return Picture()
    shown = card(visit, story, form.value("card_headline"), form.value("card_line"))
    try:
        return Picture(_drawn(shown), shown.alt)
    except BadInput as refused:
        return Picture(reason=refused.message)


@lru_cache(maxsize=16)
def _drawn(card: brand.Card) -> str:
    """The card as an address that carries the picture itself: nothing is kept before saving."""
    return f"data:image/jpeg;base64,{base64.b64encode(brand.draw(card)).decode()}"
