"""The cast. Rivera writes, Okafor reads second, Lang is the chief, Quinn belongs to another
agency.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from outreach import identity
from outreach.identity import Actor, Agency, Membership, Person, Role


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
    """Found both agencies and bring everyone in, at one stroke: nearly every test begins so."""
    ours, theirs = (
        Agency(
            name=name,
            short_name=name.replace("Police Department", "PD"),
            kind=identity.AgencyKind.POLICE,
            city=name.split()[0],
            state="Arizona",
            time_zone="America/Phoenix",
            practice=practice,
            created_at=now,
        )
        for name in ("Riverton Police Department", "Lakeside Police Department")
    )
    people = {
        name: Person(name=name.title(), email=f"{name}@example.org", created_at=now)
        for name in ROLES
    }
    db.add_all([ours, theirs, *people.values()])
    db.flush()
    actors = {}
    for name, role in ROLES.items():
        agency_id = (theirs if name == "quinn" else ours).id or 0
        person_id = people[name].id or 0
        db.add(Membership(person_id=person_id, agency_id=agency_id, role=role))
        actors[name] = Actor(person_id, agency_id, role, people[name].name)
    db.flush()
    return Cast(ours, theirs, **actors)


ROLES = {
    "admin": Role.ADMINISTRATOR,
    "rivera": Role.OFFICER,
    "okafor": Role.OFFICER,
    "lang": Role.APPROVER,
    "clerk": Role.READER,
    "quinn": Role.OFFICER,
}
