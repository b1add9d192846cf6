"""The people of an agency over time: invited, given another role, gone. Each leaves a record."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from outreach import errors, records
from outreach.identity.directory import add_person, give_role, person_by_email
from outreach.identity.models import LinkPurpose, Membership, OneTimeLink, Person
from outreach.identity.permissions import (
    NAMED_STEPS,
    ROLES,
    Action,
    Actor,
    Role,
    Step,
)
from outreach.identity.signin import end_sessions, one_time_link, record
from outreach.lib.digest import Plain


def invite(
    db: Session, *, name: str, email: str, role: Role, by: Actor, now: datetime
) -> tuple[Person, str]:
    """Add a person and make the one-time link that lets them choose a password.

    Someone who left this agency comes back. Refuses an address that anyone else here has.
    """
    by.must(Action.MANAGE_PEOPLE)
    person = _gone(db, email, by.agency_id) or add_person(db, name=name, email=email, now=now)
    person.name, person.left_at = name.strip(), None
    person.password_hash, person.failures, person.locked_until = None, 0, None
    db.add(person)
    give_role(db, _id(person), by.agency_id, role)
    _record(db, "identity.invited", person, by=by, now=now, role=role)
    return person, one_time_link(db, LinkPurpose.INVITATION, now=now, person_id=person.id)


def invite_again(db: Session, person_id: int, *, by: Actor, now: datetime) -> tuple[Person, str]:
    """A new link for someone who was invited and has not come; the old one stops working.

    Refuses for someone who has a password: whoever makes such a link could act in their name.
    """
    by.must(Action.MANAGE_PEOPLE)
    person, membership = _member(db, person_id, by.agency_id)
    if person.password_hash is not None:
        raise errors.Conflict(f"{person.name} has come already and chosen a password.")
    _record(db, "identity.invited_again", person, by=by, now=now, role=membership.role)
    return person, one_time_link(db, LinkPurpose.INVITATION, now=now, person_id=person.id)


def appoint(
    db: Session, person: Person, agency_id: int, role: Role, *, by_id: int | None, now: datetime
) -> None:
    """Give a role where nobody is there yet to give it: to the first one, or by command."""
    give_role(db, _id(person), agency_id, role)
    body: dict[str, Plain] = {"name": person.name, "role": role.value}
    about = ("person", _id(person))
    records.append(
        db, "identity.role_given", about, agency_id=agency_id, by_id=by_id, at=now, body=body
    )


def change_role(db: Session, person_id: int, role: Role, *, by: Actor, now: datetime) -> Person:
    """Let a person do something else from now on. The last administrator stays one."""
    by.must(Action.MANAGE_PEOPLE)
    person, membership = _member(db, person_id, by.agency_id)
    if membership.role is role:
        return person
    if role is not Role.ADMINISTRATOR:
        _keep_an_administrator(db, person, by.agency_id)
    membership.role = role
    db.add(membership)
    _record(db, "identity.role_changed", person, by=by, now=now, role=role)
    return person


def name_for(
    db: Session, person_id: int, steps: Collection[Step], *, by: Actor, now: datetime
) -> Person:
    """Say which steps of approval a person's yes may be, such as the chief's.

    Refuses a step that nobody is named for, and a person who may not approve at all.
    """
    by.must(Action.MANAGE_PEOPLE)
    person, membership = _member(db, person_id, by.agency_id)
    strange = [step for step in steps if step not in NAMED_STEPS]
    if strange:
        raise errors.BadInput(f"Nobody is named for the yes of {strange[0].words}.")
    if steps and Action.APPROVE not in ROLES[membership.role]:
        raise errors.BadInput(
            f"{person.name} cannot approve posts in this role. Give another role first."
        )
    named = sorted(steps)
    if membership.steps == named:
        return person
    membership.steps = [step.value for step in named]
    db.add(membership)
    db.flush()
    body: dict[str, Plain] = {"name": person.name, "steps": list(membership.steps)}
    records.append(
        db,
        "identity.steps_changed",
        ("person", _id(person)),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body=body,
    )
    return person


def leave(db: Session, person_id: int, *, by: Actor, now: datetime) -> Person:
    """A person no longer acts for the agency; what they did stays on record under their name.

    They are signed out, and links made for them stop working. The last administrator stays.
    """
    by.must(Action.MANAGE_PEOPLE)
    person, membership = _member(db, person_id, by.agency_id)
    _keep_an_administrator(db, person, by.agency_id)
    elsewhere = select(Membership.id).where(
        Membership.person_id == person_id, Membership.agency_id != by.agency_id
    )
    if db.exec(elsewhere).first() is None:
        person.left_at = now
        db.add(person)
        _close(db, person, now)
    else:
        db.delete(membership)
    _record(db, "identity.left", person, by=by, now=now, role=membership.role)
    return person


def _member(db: Session, person_id: int, agency_id: int) -> tuple[Person, Membership]:
    found = db.exec(
        select(Person, Membership)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(
            Person.id == person_id,
            Membership.agency_id == agency_id,
            col(Person.left_at).is_(None),
        )
    ).first()
    if found is None:
        raise errors.NotFound("There is no such person in this agency.")
    return found


def appoint_national(db: Session, email: str, *, appointed: bool, now: datetime) -> Person:
    """Let a person look after every agency here, or no longer. Only the command line does this.

    Refuses an address that nobody here has.
    """
    person = person_by_email(db, email)
    if person is None or person.left_at is not None:
        raise errors.NotFound(f"Nobody here has the address {email.strip()}. Check its spelling.")
    person.national = appointed
    db.add(person)
    kind = "identity.national_appointed" if appointed else "identity.national_ended"
    record(db, kind, person, by_id=None, now=now)
    return person


def _gone(db: Session, email: str, agency_id: int) -> Person | None:
    """The person with that address, if they left this agency."""
    person = person_by_email(db, email)
    if person is None or person.left_at is None:
        return None
    here = select(Membership.id).where(
        Membership.person_id == person.id, Membership.agency_id == agency_id
    )
    return person if db.exec(here).first() is not None else None


def _keep_an_administrator(db: Session, person: Person, agency_id: int) -> None:
    """Refuse if nobody else who can sign in could manage people."""
    others = (
        select(Person.id)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(
            Membership.agency_id == agency_id,
            Membership.role == Role.ADMINISTRATOR,
            Person.id != person.id,
            col(Person.left_at).is_(None),
            col(Person.password_hash).is_not(None),
        )
    )
    mine = select(Membership.role).where(
        Membership.agency_id == agency_id, Membership.person_id == person.id
    )
    if db.exec(mine).first() is Role.ADMINISTRATOR and db.exec(others).first() is None:
        raise errors.Conflict(
            f"{person.name} is the only administrator who can sign in. "
            "Make someone else an administrator first, and let them sign in once."
        )


def _close(db: Session, person: Person, now: datetime) -> None:
    """End the person's sessions and unused links."""
    end_sessions(db, person, now=now)
    for link in db.exec(
        select(OneTimeLink).where(
            OneTimeLink.person_id == person.id, col(OneTimeLink.used_at).is_(None)
        )
    ):
        link.used_at = now
        db.add(link)


def _record(
    db: Session, kind: str, person: Person, *, by: Actor, now: datetime, role: Role
) -> None:
    records.append(
        db,
        kind,
        ("person", _id(person)),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={"name": person.name, "role": role.value},
    )


def _id(person: Person) -> int:
    assert person.id is not None  # noqa: S101 - a stored person
    return person.id
