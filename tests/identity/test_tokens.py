"""A token does what it was made for in its person's name, and nothing once it is revoked."""

from datetime import datetime

import pytest
from sqlmodel import Session, select

from outreach import errors, identity
from outreach.identity import Action, Role
from people import Cast, cast


@pytest.fixture
def people(db: Session, now: datetime) -> Cast:
    return cast(db, now)


def test_a_token_acts_in_its_persons_name(db: Session, people: Cast, now: datetime) -> None:
    made, secret = identity.make_token(db, "Desk", {Action.HOLD}, by=people.rivera, now=now)
    by = identity.holder(db, secret, Action.HOLD, used_at=now)
    assert by == people.rivera
    assert made.used_at == now


def test_the_secret_is_not_kept(db: Session, people: Cast, now: datetime) -> None:
    _, secret = identity.make_token(db, "Desk", {Action.HOLD}, by=people.rivera, now=now)
    [row] = db.exec(select(identity.ApiToken)).all()
    assert secret not in str(row.model_dump())


def test_a_token_does_nothing_it_was_not_made_for(db: Session, people: Cast, now: datetime) -> None:
    _, secret = identity.make_token(db, "Desk", {Action.HOLD}, by=people.rivera, now=now)
    with pytest.raises(errors.NotAllowed, match="hold"):
        identity.holder(db, secret, Action.LIFT, used_at=now)


def test_a_revoked_token_is_worth_nothing(db: Session, people: Cast, now: datetime) -> None:
    made, secret = identity.make_token(db, "Desk", {Action.HOLD}, by=people.rivera, now=now)
    identity.revoke_token(db, made.id or 0, by=people.rivera, now=now)
    assert identity.holder(db, secret, Action.HOLD, used_at=now) is None
    assert identity.tokens_of(db, people.rivera) == []


def test_a_token_goes_with_its_persons_role(db: Session, people: Cast, now: datetime) -> None:
    _, secret = identity.make_token(db, "Desk", {Action.HOLD}, by=people.rivera, now=now)
    rivera, agency = people.rivera.person_id, people.agency.id or 0
    identity.give_role(db, rivera, agency, Role.READER)
    with pytest.raises(errors.NotAllowed):
        identity.holder(db, secret, Action.HOLD, used_at=now)
    identity.leave(db, rivera, by=people.admin, now=now)
    assert identity.holder(db, secret, Action.HOLD, used_at=now) is None


def test_one_sees_and_revokes_ones_own_and_an_administrator_all(
    db: Session, people: Cast, now: datetime
) -> None:
    made, _ = identity.make_token(db, "Desk", {Action.HOLD}, by=people.rivera, now=now)
    assert identity.tokens_of(db, people.okafor) == []
    with pytest.raises(errors.NotFound):
        identity.revoke_token(db, made.id or 0, by=people.okafor, now=now)
    assert identity.revoke_token(db, made.id or 0, by=people.admin, now=now).revoked_at == now


def test_it_requires_what_the_token_may_do(db: Session, people: Cast, now: datetime) -> None:
    with pytest.raises(errors.NotAllowed):
        identity.make_token(db, "Desk", {Action.HOLD}, by=people.clerk, now=now)


@pytest.mark.parametrize(("name", "actions"), [("", {Action.HOLD}), ("Desk", set())])
def test_it_rejects_a_token_for_nothing(
    db: Session, people: Cast, now: datetime, name: str, actions: set[Action]
) -> None:
    with pytest.raises(errors.BadInput):
        identity.make_token(db, name, actions, by=people.rivera, now=now)


def test_no_token_may_approve(db: Session, people: Cast, now: datetime) -> None:
    with pytest.raises(errors.BadInput, match="approve"):
        identity.make_token(db, "Desk", {Action.APPROVE}, by=people.lang, now=now)
