"""The agency's own facts, as its administrator keeps them. What changed is recorded."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlmodel import Session

from outreach import records
from outreach.identity.directory import agency, zone
from outreach.identity.models import Agency
from outreach.identity.permissions import Action, Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFacts:
    """What an agency says of itself on pages and in posts, and by which clock it lives."""

    name: str
    short_name: str
    city: str
    state: str
    time_zone: str
    contact: str = ""


def facts_of(of: Agency) -> AgencyFacts:
    """The facts as they stand."""
    return AgencyFacts(**{field.name: getattr(of, field.name) for field in fields(AgencyFacts)})


def revise_agency(db: Session, facts: AgencyFacts, *, by: Actor, now: datetime) -> Agency:
    """Change what the agency says of itself. Refuses a zone that is not in the IANA list.

    Posts on the calendar keep the instant that was approved, whatever clock shows it from now on.
    """
    by.must(Action.CONNECT)
    zone(facts.time_zone)
    known = agency(db, by.agency_id)
    before = asdict(facts_of(known))
    changed = {name: said for name, said in asdict(facts).items() if before[name] != said}
    if not changed:
        return known
    for name, said in changed.items():
        setattr(known, name, said)
    db.add(known)
    records.append(
        db,
        "identity.agency_changed",
        ("agency", by.agency_id),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={name: [before[name], said] for name, said in changed.items()},
    )
    return known
