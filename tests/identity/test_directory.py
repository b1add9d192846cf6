"""Agencies, people, roles and accounts; agencies stay apart, practice stays practice."""

from datetime import datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from outreach import errors, identity
from outreach.identity import ROLES, AccountState, Action, Actor, Role, Vault
from outreach.platforms import PlatformName, Profile
from people import Cast, cast

SECRETS = {"access_token": "a very secret token"}
HERE = "http://127.0.0.1:8010/x"


@pytest.fixture
def people(db: Session, now: datetime) -> Cast:
    return cast(db, now)


@pytest.fixture
def vault() -> Vault:
    return Vault((Fernet.generate_key().decode(),))


def connect(
    db: Session,
    by: Actor,
    vault: Vault,
    now: datetime,
    url: str | None = HERE,
    stable_id: str = "7",
) -> identity.Account:
    profile = Profile(stable_id, "rivertonpd", "Riverton PD")
    return identity.connect(
        db, PlatformName.X, profile, SECRETS, by=by, vault=vault, now=now, practice_url=url
    )


def test_credentials_are_sealed(db: Session, people: Cast, vault: Vault, now: datetime) -> None:
    account = connect(db, people.admin, vault, now)
    assert b"secret" not in account.sealed
    assert identity.connection(account, vault).secrets == SECRETS
    assert "secret" not in repr(identity.connection(account, vault))


def test_another_key_opens_nothing(db: Session, people: Cast, vault: Vault, now: datetime) -> None:
    account = connect(db, people.admin, vault, now)
    other = Vault((Fernet.generate_key().decode(),))
    with pytest.raises(errors.NotReady, match="another key"):
        identity.connection(account, other)


def test_an_older_key_still_opens_after_rotation(vault: Vault) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    sealed = Vault((old,)).seal(SECRETS)
    assert Vault((new, old)).open(sealed) == SECRETS


@pytest.mark.parametrize(
    "url",
    ["http://192.168.1.5:8010", "https://api.x.com", "http://127.0.0.1.example.org", "nonsense"],
)
def test_a_practice_account_never_leaves_this_machine(
    db: Session, people: Cast, vault: Vault, now: datetime, url: str
) -> None:
    with pytest.raises(errors.BadInput, match="this machine"):
        connect(db, people.admin, vault, now, url)


def test_a_practice_agency_has_no_real_account(
    db: Session, people: Cast, vault: Vault, now: datetime
) -> None:
    with pytest.raises(errors.BadInput, match="practice agency"):
        connect(db, people.admin, vault, now, None)


def test_a_practice_account_does_not_become_a_real_one(
    db: Session, people: Cast, vault: Vault, now: datetime
) -> None:
    people.agency.practice = False
    connect(db, people.admin, vault, now)
    with pytest.raises(errors.Conflict, match="other way"):
        connect(db, people.admin, vault, now, None)


def test_disconnecting_forgets_the_credentials(
    db: Session, people: Cast, vault: Vault, now: datetime
) -> None:
    account = connect(db, people.admin, vault, now)
    identity.disconnect(db, account.id or 0, by=people.admin, now=now)
    assert (account.state, account.sealed) == (AccountState.DISCONNECTED, b"")


def test_another_agency_cannot_touch_an_account(
    db: Session, people: Cast, vault: Vault, now: datetime
) -> None:
    account = connect(db, people.admin, vault, now)
    stranger = Actor(people.quinn.person_id, people.quinn.agency_id, Role.ADMINISTRATOR)
    with pytest.raises(errors.NotFound):
        identity.disconnect(db, account.id or 0, by=stranger, now=now)
    assert identity.accounts_of(db, people.quinn.agency_id) == []


def test_it_requires_connect(db: Session, people: Cast, vault: Vault, now: datetime) -> None:
    with pytest.raises(errors.NotAllowed):
        connect(db, people.rivera, vault, now)


def test_nobody_acts_for_an_agency_they_are_not_of(db: Session, people: Cast) -> None:
    with pytest.raises(errors.NotFound):
        identity.actor(db, people.rivera.person_id, people.other_agency.id or 0)


def test_an_unknown_zone_is_told_with_good_ones(db: Session) -> None:
    with pytest.raises(errors.BadInput, match="America/Denver"):
        identity.zone("Mountain Time")


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    sealed = identity.open_vault(tmp_path / "keys", None).seal(SECRETS)
    assert identity.open_vault(tmp_path / "keys", None).open(sealed) == SECRETS
    assert (tmp_path / "keys" / "seal.key").stat().st_mode & 0o777 == 0o600


def test_practice_accounts_move_with_the_practice_network(
    db: Session, people: Cast, vault: Vault, now: datetime
) -> None:
    account = connect(db, people.admin, vault, now)
    identity.practice_moved(db, "http://127.0.0.1:9999")
    assert account.practice_url == "http://127.0.0.1:9999/x"
    with pytest.raises(errors.BadInput):
        identity.practice_moved(db, "https://api.x.com")


@given(st.sampled_from(Role), st.sampled_from(Action))
def test_must_and_may_agree(role: Role, action: Action) -> None:
    by = Actor(1, 1, role)
    assert by.may(action) == (action in ROLES[role])
    if by.may(action):
        by.must(action)
    else:
        with pytest.raises(errors.NotAllowed, match="administrator"):
            by.must(action)


def test_only_administrators_connect_and_manage() -> None:
    for action in (Action.CONNECT, Action.MANAGE_PEOPLE):
        assert {role for role in Role if action in ROLES[role]} == {Role.ADMINISTRATOR}
