"""How an agency wants a kit, and whether it has said all that the kit's words need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from outreach import errors, identity
from outreach.campaigns import placeholders, soundness, telling
from outreach.campaigns.manifest import Kit
from outreach.campaigns.telling import Telling
from outreach.errors import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How an agency wants a kit: from which day on, in which languages, filled in with what."""

    starts_on: date
    #: None is the kit's original language alone.
    languages: Sequence[str] | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


def prepare(db: Session, kit: Kit, wish: Wish, agency_id: int) -> tuple[Telling, ...]:
    """The kit's words as this agency says them, the original first.

    Refuses a language that the kit does not have, what cannot stand in a placeholder, a placeholder
    that is still open, and another first day than the kit's own.
    """
    chosen = wish.languages if wish.languages is not None else (kit.original,)
    for language in chosen:
        telling.must_have(kit, language)
    if kit.window.start is not None and wish.starts_on != kit.window.start:
        raise errors.BadInput(
            f"“{kit.title}” has days of its own. Begin it on {kit.window.start:%B %-d, %Y}."
        )
    agency = identity.agency(db, agency_id)
    answers = known(agency) | placeholders.checked(wish.answers)
    ordered = (kit.original, *(each for each in kit.languages if each in chosen))
    zone = identity.zone(agency.time_zone)
    tellings = tuple(
        Telling(kit, answers, wish.starts_on, zone, language) for language in dict.fromkeys(ordered)
    )
    lacking = missing(kit, answers)
    if lacking:
        faults = tuple(
            Fault(each.name, "is empty.", f"Say it once: {each.meaning}") for each in lacking
        )
        raise errors.BadInput(f"“{kit.title}” is not filled in yet.", faults)
    return tellings


def known(agency: identity.Agency) -> dict[str, str]:
    """The placeholders that the agency's own settings fill."""
    held = {
        "agency_name": agency.name,
        "agency_short": agency.short_name,
        "city": agency.city,
        "contact": agency.contact,
    }
    return {name: value for name, value in held.items() if value}


def missing(kit: Kit, answers: Mapping[str, str]) -> tuple[placeholders.Placeholder, ...]:
    """What an agency still has to say before the kit's posts can be made."""
    wanted = {
        name
        for path, _, text in soundness.sentences(kit)
        if path[0] == "posts"
        for name in placeholders.needed(text)
    }
    filled = {name for name, value in answers.items() if value.strip()} | set(kit.placeholders)
    return tuple(
        each for name, each in placeholders.PLACEHOLDERS.items() if name in wanted - filled
    )
