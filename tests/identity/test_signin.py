"""Passwords, sessions and one-time links."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from outreach import errors, identity, records
from outreach.identity import LinkPurpose, SignedIn, SignIn

PASSWORD = "four quiet winter lamps"


ADDRESS = " dana@example.ORG "


@pytest.fixture(scope="module")
def password_hash() -> str | None:
    """What is kept of the password, made once: making it is slow on purpose."""
    anyone = identity.Person(name="Anyone", email="anyone@example.org")
    identity.set_password(anyone, PASSWORD)
    return anyone.password_hash


@pytest.fixture
def person(db: Session, now: datetime, password_hash: str | None) -> identity.Person:
    made = identity.add_person(db, name="Dana", email="Dana@Example.org", now=now)
    made.password_hash = password_hash
    db.flush()
    return made


@pytest.fixture
def tries() -> identity.Tries:
    return identity.Tries()


def enter(
    db: Session,
    now: datetime,
    *,
    proven: bool = True,
    client: str = "192.0.2.1",
    tries: identity.Tries | None = None,
) -> SignedIn | str:
    known = tries or identity.Tries()
    return identity.sign_in(db, ADDRESS, proven=proven, client=client, tries=known, now=now)


def token(db: Session, now: datetime) -> str:
    entered = enter(db, now)
    assert isinstance(entered, SignedIn)
    return entered.token


def test_a_database_fault_tells_no_token(db: Session, now: datetime) -> None:
    """What a fault says is written to the log."""
    link = identity.OneTimeLink(
        purpose=LinkPurpose.INVITATION, person_id=99, token_digest="kept close", expires_at=now
    )
    db.add(link)
    with pytest.raises(IntegrityError) as fault:
        db.flush()
    assert "kept close" not in str(fault.value)


def test_the_right_password_opens(db: Session, person: identity.Person, now: datetime) -> None:
    entered = enter(db, now, proven=identity.proves(db, ADDRESS, PASSWORD))
    assert isinstance(entered, SignedIn)
    found = identity.who(db, entered.token, now=now)
    assert found is not None
    assert found[0].id == person.id


def test_the_wrong_one_does_not(db: Session, person: identity.Person, now: datetime) -> None:
    assert isinstance(enter(db, now, proven=identity.proves(db, ADDRESS, "not it at all")), str)


def test_an_unknown_address_is_told_the_same(
    db: Session, person: identity.Person, now: datetime
) -> None:
    proven = identity.proves(db, "nobody@example.org", PASSWORD)
    unknown = identity.sign_in(
        db, "nobody@example.org", proven=proven, client="", tries=identity.Tries(), now=now
    )
    assert unknown == enter(db, now, proven=False)


def test_many_tries_have_to_wait(
    db: Session, person: identity.Person, tries: identity.Tries, now: datetime
) -> None:
    for _ in range(5):
        enter(db, now, proven=False, tries=tries)
    assert "Wait" in str(enter(db, now, tries=tries))
    assert isinstance(enter(db, now + timedelta(minutes=16), tries=tries), SignedIn)


def test_whoever_guesses_elsewhere_keeps_nobody_out(
    db: Session, person: identity.Person, tries: identity.Tries, now: datetime
) -> None:
    for minutes in range(0, 24 * 60, 15):
        at = now + timedelta(minutes=minutes)
        enter(db, at, proven=False, client="198.51.100.7", tries=tries)
    assert isinstance(enter(db, at, tries=tries), SignedIn)


def test_an_address_that_many_guess_at_has_one_try_for_each_of_them(
    db: Session, person: identity.Person, tries: identity.Tries, now: datetime
) -> None:
    for number in range(50):
        enter(db, now, proven=False, client=f"198.51.100.{number}", tries=tries)
    later = now + timedelta(minutes=14)
    assert "Wait 1 minute and" in str(enter(db, later, client="198.51.100.7", tries=tries))
    assert isinstance(enter(db, later, client="192.0.2.1", tries=tries), SignedIn)


def test_one_network_of_ipv6_is_one_client(
    db: Session, person: identity.Person, tries: identity.Tries, now: datetime
) -> None:
    for number in range(5):
        enter(db, now, proven=False, client=f"2001:db8::{number}", tries=tries)
    assert "Wait" in str(enter(db, now, client="2001:db8::ffff", tries=tries))
    assert isinstance(enter(db, now, client="2001:db8:0:1::1", tries=tries), SignedIn)


def test_comings_and_goings_are_on_record_without_where_from(
    db: Session, person: identity.Person, now: datetime
) -> None:
    agency = identity.found_agency(
        db,
        name="Elm City Police Department",
        short_name="Elm PD",
        city="Elm City",
        state="CO",
        time_zone="America/Denver",
        now=now,
    )
    identity.appoint(
        db, person, agency.id or 0, identity.Role.ADMINISTRATOR, by_id=person.id, now=now
    )
    enter(db, now, proven=False)
    identity.sign_out(db, token(db, now), now=now)
    _, link_token = identity.reset_link(db, ADDRESS, now=now)
    identity.use_link(db, identity.open_link(db, link_token, now=now), person, PASSWORD, now=now)
    kept = records.of(db, ("person", person.id or 0), agency_id=agency.id or 0)
    assert [record.kind.removeprefix("identity.") for record in kept] == [
        *("role_given", "sign_in_failed", "signed_in", "signed_out"),
        *("link_made", "password_chosen", "signed_in"),
    ]
    assert "192.0.2.1" not in str([record.body for record in kept])


def test_a_lost_password_is_replaced_once_within_the_hour_and_ends_every_session(
    db: Session, person: identity.Person, now: datetime
) -> None:
    before = token(db, now)
    _, first = identity.reset_link(db, ADDRESS, now=now)
    with pytest.raises(errors.NotFound):
        identity.open_link(db, first, now=now + timedelta(hours=1))
    identity.use_link(db, identity.open_link(db, first, now=now), person, PASSWORD, now=now)
    assert identity.who(db, before, now=now) is None
    with pytest.raises(errors.NotFound):
        identity.open_link(db, first, now=now)


def test_nobody_unknown_gets_a_link(db: Session, person: identity.Person, now: datetime) -> None:
    with pytest.raises(errors.NotFound, match="Nobody here has the address"):
        identity.reset_link(db, "nobody@example.org", now=now)


def test_a_session_ends_when_idle(db: Session, person: identity.Person, now: datetime) -> None:
    opened = token(db, now)
    assert identity.who(db, opened, now=now + timedelta(minutes=29)) is not None
    assert identity.who(db, opened, now=now + timedelta(minutes=31)) is None


def test_a_session_ends_after_half_a_day(
    db: Session, person: identity.Person, now: datetime
) -> None:
    opened, at = token(db, now), now
    while at < now + timedelta(hours=12):
        identity.seen(db, opened, now=at)
        at += timedelta(minutes=20)
    assert identity.who(db, opened, now=now + timedelta(hours=12, minutes=1)) is None


def test_signing_out_ends_it_on_the_server(
    db: Session, person: identity.Person, now: datetime
) -> None:
    opened = token(db, now)
    identity.sign_out(db, opened, now=now)
    assert identity.who(db, opened, now=now) is None


def test_tokens_are_not_kept(db: Session, person: identity.Person, now: datetime) -> None:
    opened = token(db, now)
    stored = db.exec(select(SignIn)).one()
    assert opened not in str(stored.model_dump())


def test_a_link_works_once(db: Session, person: identity.Person, now: datetime) -> None:
    link_token = identity.one_time_link(db, LinkPurpose.INVITATION, now=now, person_id=person.id)
    link = identity.open_link(db, link_token, now=now)
    identity.use_link(db, link, person, PASSWORD, now=now)
    with pytest.raises(errors.NotFound, match="no longer works"):
        identity.open_link(db, link_token, now=now)


def test_a_newer_link_replaces_the_older(db: Session, now: datetime) -> None:
    older = identity.one_time_link(db, LinkPurpose.FIRST_ADMINISTRATOR, now=now)
    identity.one_time_link(db, LinkPurpose.FIRST_ADMINISTRATOR, now=now)
    with pytest.raises(errors.NotFound):
        identity.open_link(db, older, now=now)


def test_a_link_is_too_old_after_three_days(db: Session, now: datetime) -> None:
    made = identity.one_time_link(db, LinkPurpose.FIRST_ADMINISTRATOR, now=now)
    with pytest.raises(errors.NotFound):
        identity.open_link(db, made, now=now + timedelta(hours=72))


@pytest.mark.parametrize("password", ["short", "x" * 129, "dana@example.org"])
def test_it_rejects_a_weak_password(db: Session, person: identity.Person, password: str) -> None:
    with pytest.raises(errors.BadInput):
        identity.set_password(person, password)


def test_there_is_no_password_to_begin_with(db: Session, now: datetime) -> None:
    identity.add_person(db, name="New", email="new@example.org", now=now)
    assert not identity.proves(db, "new@example.org", "")
    assert not identity.has_people(db)
