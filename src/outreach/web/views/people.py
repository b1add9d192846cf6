"""What the people page shows: who acts for the agency, as what, and what a role means."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlmodel import Session

from outreach import identity
from outreach.identity import Role
from outreach.web import words

MEANS: Mapping[Role, str] = MappingProxyType(
    {
        Role.ADMINISTRATOR: "Sets up people and accounts, and may do all an officer may.",
        Role.OFFICER: "Writes and schedules stories and posts, approves those of others, pauses.",
        Role.APPROVER: "Says yes or no to what others wrote, and pauses. Writes nothing.",
        Role.READER: "Reads everything, the records too. Changes nothing.",
    }
)
#: The roles to choose from, in (value, label) pairs.
CHOICES = tuple((role.value, words.ROLES[role]) for role in Role)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the agency."""

    person: identity.Person
    role: Role
    is_me: bool

    @property
    def has_come(self) -> bool:
        """Whether they chose a password and can sign in."""
        return self.person.password_hash is not None


def lines(db: Session, by: identity.Actor) -> tuple[Line, ...]:
    """The agency's people by name."""
    return tuple(
        Line(person, role, is_me=person.id == by.person_id)
        for person, role in identity.people_of(db, by.agency_id)
    )


def line(db: Session, by: identity.Actor, person_id: int) -> Line:
    """One of them. Refuses someone of another agency, or who has left."""
    identity.actor(db, person_id, by.agency_id)
    return next(one for one in lines(db, by) if one.person.id == person_id)
