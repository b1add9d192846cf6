"""Passwords, sessions and one-time links."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from outreach import errors, identity
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


def enter(db: Session, now: datetime, *, proven: bool = True) -> SignedIn | str:
    return identity.sign_in(db, ADDRESS, proven=proven, now=now)


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
    unknown = identity.sign_in(db, "nobody@example.org", proven=proven, now=now)
    assert unknown == enter(db, now, proven=False)


def test_many_tries_have_to_wait(db: Session, person: identity.Person, now: datetime) -> None:
    for _ in range(5):
        enter(db, now, proven=False)
    assert "Wait" in str(enter(db, now))
    assert isinstance(enter(db, now + timedelta(minutes=16)), SignedIn)


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
