"""What the people page shows: who acts for the agency, as what, and what a role means."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlmodel import Session

from outreach import identity
from outreach.identity import Role, Step
from outreach.web import words

MEANS: Mapping[Role, str] = MappingProxyType(
    {
        Role.ADMINISTRATOR: "Sets up people, accounts and brand, and may do all an officer may.",
        Role.OFFICER: "Writes and schedules stories and posts, approves those of others, pauses.",
        Role.APPROVER: "Says yes or no to what others wrote, and pauses. Writes nothing.",
        Role.READER: "Reads everything, the records too. Changes nothing.",
    }
)
#: The roles to choose from, in (value, label) pairs.
CHOICES = tuple((role.value, words.ROLES[role]) for role in Role)

#: The steps of approval that people are named for, in (value, label) pairs.
STEPS = tuple(
    (step.value, f"{step.words[0].upper()}{step.words[1:]}") for step in identity.NAMED_STEPS
)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the agency."""

    person: identity.Person
    role: Role
    is_me: bool
    #: The steps of approval this person was named for.
    steps: frozenset[Step] = frozenset()

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


def givers(db: Session, agency_id: int) -> tuple[tuple[str, str], ...]:
    """Each step that people are named for, with those whose yes it is."""
    held = identity.approvers(db, agency_id)
    return tuple(
        (
            label,
            ", ".join(sorted(by.name for by in held if by.may_give(Step(step)))) or "Nobody yet",
        )
        for step, label in STEPS
    )


def line(db: Session, by: identity.Actor, person_id: int) -> Line:
    """One of them. Refuses someone of another agency, or who has left."""
    steps = identity.actor(db, person_id, by.agency_id).steps
    found = next(one for one in lines(db, by) if one.person.id == person_id)
    return replace(found, steps=steps)
