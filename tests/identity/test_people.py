"""People come by invitation, change roles and leave; an agency always keeps an administrator."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from outreach import errors, identity, records
from outreach.identity import Role
from people import Cast, cast


@pytest.fixture
def people(db: Session, now: datetime) -> Cast:
    """The cast, the administrator with a password; nobody signs in here, so any hash will do."""
    made = cast(db, now)
    db.get_one(identity.Person, made.admin.person_id).password_hash = "the hash of a password"
    return made


def invite(db: Session, by: identity.Actor, now: datetime) -> tuple[identity.Person, str]:
    return identity.invite(
        db, name=" Sam Ito ", email="Ito@Example.org", role=Role.READER, by=by, now=now
    )


def test_whoever_is_invited_chooses_a_password_by_the_link(
    db: Session, people: Cast, now: datetime
) -> None:
    person, token = invite(db, people.admin, now)
    link = identity.open_link(db, token, now=now)
    assert identity.person_of(db, link) is person
    assert (person.name, person.email) == ("Sam Ito", "ito@example.org")
    assert identity.actor(db, person.id or 0, people.agency.id or 0).role is Role.READER


def test_an_address_of_another_agency_cannot_be_invited(
    db: Session, people: Cast, now: datetime
) -> None:
    with pytest.raises(errors.BadInput, match="already belongs"):
        identity.invite(
            db, name="Q", email="quinn@example.org", role=Role.READER, by=people.admin, now=now
        )


def test_a_second_link_ends_the_first(db: Session, people: Cast, now: datetime) -> None:
    person, first = invite(db, people.admin, now)
    _, second = identity.invite_again(db, person.id or 0, by=people.admin, now=now)
    with pytest.raises(errors.NotFound):
        identity.open_link(db, first, now=now)
    assert identity.open_link(db, second, now=now).person_id == person.id


def test_nobody_gets_a_link_to_someone_who_has_a_password(
    db: Session, people: Cast, now: datetime
) -> None:
    with pytest.raises(errors.Conflict, match="has come already"):
        identity.invite_again(db, people.admin.person_id, by=people.admin, now=now)


def test_the_last_administrator_stays_one(db: Session, people: Cast, now: datetime) -> None:
    me = people.admin.person_id
    with pytest.raises(errors.Conflict, match="only administrator"):
        identity.change_role(db, me, Role.READER, by=people.admin, now=now)
    with pytest.raises(errors.Conflict, match="only administrator"):
        identity.leave(db, me, by=people.admin, now=now)


def test_an_administrator_who_never_came_does_not_count(
    db: Session, people: Cast, now: datetime
) -> None:
    identity.change_role(db, people.rivera.person_id, Role.ADMINISTRATOR, by=people.admin, now=now)
    with pytest.raises(errors.Conflict, match="only administrator"):
        identity.leave(db, people.admin.person_id, by=people.admin, now=now)


def test_whoever_leaves_is_signed_out_and_keeps_their_name_on_record(
    db: Session, people: Cast, now: datetime
) -> None:
    okafor = db.get_one(identity.Person, people.okafor.person_id)
    token = identity.start(db, okafor, now=now).token
    identity.leave(db, people.okafor.person_id, by=people.admin, now=now)
    assert identity.who(db, token, now=now) is None
    with pytest.raises(errors.NotFound):
        identity.actor(db, people.okafor.person_id, people.agency.id or 0)
    assert identity.names_of(db, {people.okafor.person_id}) == {people.okafor.person_id: "Okafor"}


def test_a_link_made_for_someone_who_left_opens_nothing(
    db: Session, people: Cast, now: datetime
) -> None:
    person, token = invite(db, people.admin, now)
    identity.leave(db, person.id or 0, by=people.admin, now=now)
    with pytest.raises(errors.NotFound):
        identity.open_link(db, token, now=now)


def test_whoever_left_comes_back_by_a_new_invitation(
    db: Session, people: Cast, now: datetime
) -> None:
    person, _ = invite(db, people.admin, now)
    person.password_hash = "the hash of a password"
    identity.leave(db, person.id or 0, by=people.admin, now=now)
    again, _ = invite(db, people.admin, now + timedelta(days=1))
    assert again.id == person.id
    assert (again.left_at, again.password_hash) == (None, None)


def test_whoever_acts_for_two_agencies_leaves_only_one(
    db: Session, people: Cast, now: datetime
) -> None:
    there = people.other_agency.id or 0
    identity.give_role(db, people.okafor.person_id, there, Role.READER)
    identity.leave(db, people.okafor.person_id, by=people.admin, now=now)
    assert identity.actor(db, people.okafor.person_id, there).role is Role.READER
    assert [one.id for one in identity.agencies_of(db, people.okafor.person_id)] == [there]


def test_every_change_is_on_record(db: Session, people: Cast, now: datetime) -> None:
    person, _ = invite(db, people.admin, now)
    identity.change_role(db, person.id or 0, Role.OFFICER, by=people.admin, now=now)
    identity.leave(db, person.id or 0, by=people.admin, now=now)
    about = records.of(db, ("person", person.id or 0), agency_id=people.agency.id or 0)
    assert [(one.kind, one.body["role"]) for one in about] == [
        ("identity.invited", "reader"),
        ("identity.role_changed", "officer"),
        ("identity.left", "officer"),
    ]


def test_it_requires_manage_people(db: Session, people: Cast, now: datetime) -> None:
    with pytest.raises(errors.NotAllowed):
        invite(db, people.rivera, now)
    with pytest.raises(errors.NotAllowed):
        identity.leave(db, people.clerk.person_id, by=people.rivera, now=now)


def test_a_new_zone_is_kept_and_recorded_and_an_unknown_one_refused(
    db: Session, people: Cast, now: datetime
) -> None:
    facts = {**vars_of(people.agency), "time_zone": "America/Denver"}
    identity.revise_agency(db, identity.AgencyFacts(**facts), by=people.admin, now=now)
    assert people.agency.time_zone == "America/Denver"
    told = records.of(db, ("agency", people.agency.id or 0), agency_id=people.agency.id or 0)
    assert [one.body for one in told] == [{"time_zone": ["America/Phoenix", "America/Denver"]}]
    with pytest.raises(errors.BadInput, match="Mars"):
        identity.revise_agency(
            db, identity.AgencyFacts(**{**facts, "time_zone": "Mars"}), by=people.admin, now=now
        )


def vars_of(agency: identity.Agency) -> dict[str, str]:
    """The agency's facts by name."""
    names = ("name", "short_name", "city", "state", "time_zone", "contact")
    return {name: getattr(agency, name) for name in names}
