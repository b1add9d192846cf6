"""The cast. Rivera writes, Okafor reads second, Lang is the chief, Quinn belongs to another agency."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from outreach import identity
from outreach.identity import Actor, Agency, Role


@dataclass(frozen=True, slots=True)
class Cast:
    """Two agencies that may see nothing of each other, and the people who act for them."""

    agency: Agency
    other_agency: Agency
    #: Administrator of the agency.
    admin: Actor
    #: Public information officer.
    rivera: Actor
    #: Another officer, the second reader.
    okafor: Actor
    #: The chief, who approves.
    lang: Actor
    #: A reader who changes nothing.
    clerk: Actor
    #: Public information officer of the other agency.
    quinn: Actor


def cast(db: Session, now: datetime, *, practice: bool = True) -> Cast:
    """Found both agencies and bring everyone in."""
    ours = _agency(db, "Riverton Police Department", "Riverton PD", now, practice)
    theirs = _agency(db, "Lakeside Police Department", "Lakeside PD", now, practice)
    roles = {
        "admin": (ours, Role.ADMINISTRATOR),
        "rivera": (ours, Role.OFFICER),
        "okafor": (ours, Role.OFFICER),
        "lang": (ours, Role.APPROVER),
        "clerk": (ours, Role.READER),
        "quinn": (theirs, Role.OFFICER),
    }
    actors = {name: _actor(db, name, agency, role, now) for name, (agency, role) in roles.items()}
    return Cast(ours, theirs, **actors)


def _agency(db: Session, name: str, short_name: str, now: datetime, practice: bool) -> Agency:
    return identity.found_agency(
        db,
        name=name,
        short_name=short_name,
        city=name.split()[0],
        state="Arizona",
        time_zone="America/Phoenix",
        now=now,
        practice=practice,
    )


def _actor(db: Session, name: str, agency: Agency, role: Role, now: datetime) -> Actor:
    person = identity.add_person(db, name=name.title(), email=f"{name}@example.org", now=now)
    identity.give_role(db, person.id or 0, agency.id or 0, role)
    return identity.actor(db, person.id or 0, agency.id or 0)
