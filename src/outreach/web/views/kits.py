"""What the page of a kit shows: what is to be filled in, and the plan as it would stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from sqlmodel import Session

from outreach import campaigns, errors, identity
from outreach.campaigns import Kit, Placeholder, Standing
from outreach.lib import shipped
from outreach.web import words


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of a kit besides its original."""

    code: str
    name: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class KitPage:
    """A kit, what it asks of the agency, and the plan once it was asked for."""

    kit: Kit
    asks: tuple[Placeholder, ...]
    tongues: tuple[Tongue, ...]
    plan: campaigns.Preview | None = None

    @property
    def names(self) -> dict[str, str]:
        """The kit's languages as people call them."""
        return {code: words.language(code) for code in self.kit.languages}


@cache
def folders() -> Mapping[str, Path]:
    """The kits that come with the program, by id."""
    places = sorted(shipped.folder("campaigns").glob("*/kit.yaml"))
    return {kit(place.parent).id: place.parent for place in places}


@cache
def kit(folder: Path) -> Kit:
    """A shipped kit, read once; shipped files do not change while the program runs."""
    return campaigns.read_kit(folder)


def folder(key: str) -> Path:
    """Where the kit of that id is."""
    if key not in folders():
        raise errors.NotFound(f"There is no kit “{key}” here.")
    return folders()[key]


def page(found: Kit, plan: campaigns.Preview | None = None) -> KitPage:
    """The page of a kit, with the plan once it was asked for."""
    return KitPage(
        found,
        tuple(campaigns.PLACEHOLDERS.values()),
        tuple(
            Tongue(code, words.language(code), each.standing is Standing.DRAFT)
            for code, each in found.languages.items()
            if code != found.original
        ),
        plan,
    )


def beginnings(found: Kit, agency: identity.Agency, today: date) -> dict[str, str]:
    """What the form holds before anybody has written in it: the next Monday, the agency's own."""
    monday = today + timedelta(days=7 - today.weekday())
    start = found.window.start or monday
    return {"start": start.isoformat(), **campaigns.known(agency)}


def part(found: Kit, name: str, language: str, tellings: tuple[campaigns.Telling, ...]) -> str:
    """A part that is no post, filled in, such as the news release."""
    text = campaigns.read_part(folder(found.id), found, name, language)
    said = next((each for each in tellings if each.language == language), tellings[0])
    return said.say(text)


def address(campaign: campaigns.Campaign, agency: identity.Agency) -> str:
    """Where the kit of a campaign is, with its parts filled in where the agency's settings say all
    they need; empty for a campaign that came with none.
    """
    if campaign.key not in folders():
        return ""
    said = campaigns.known(agency)
    if campaigns.missing(kit(folder(campaign.key)), said):
        return f"/kits/{campaign.key}"
    start = {"start": campaign.starts_on.isoformat()}
    return f"/kits/{campaign.key}?{urlencode(start | said)}#parts"


def offered(db: Session, agency_id: int) -> tuple[Kit, ...]:
    """The kits that the agency has not taken up yet."""
    taken = {campaign.key for campaign in campaigns.listing(db, agency_id)}
    return tuple(kit(place) for key, place in folders().items() if key not in taken)
