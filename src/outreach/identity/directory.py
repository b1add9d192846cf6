"""Agencies, their people and their accounts: found, invite, connect, disconnect."""

import ipaddress
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from sqlmodel import Session, col, select

from outreach import errors, records
from outreach.identity.models import (
    Account,
    AccountState,
    Agency,
    AgencyKind,
    Membership,
    Person,
)
from outreach.identity.permissions import Action, Actor, Role, Step
from outreach.identity.vault import Vault
from outreach.platforms import Connection, PlatformName, Profile


def found_agency(  # noqa: PLR0913 - an agency has this many facts, each named
    db: Session,
    *,
    name: str,
    short_name: str,
    city: str,
    state: str,
    time_zone: str,
    now: datetime,
    kind: AgencyKind = AgencyKind.POLICE,
    practice: bool = False,
    contact: str = "",
) -> Agency:
    """Add an agency. Refuses a zone that is not in the IANA list."""
    agency = Agency(
        name=name,
        short_name=short_name,
        kind=kind,
        city=city,
        state=state,
        time_zone=zone(time_zone).key,
        practice=practice,
        contact=contact,
        created_at=now,
    )
    db.add(agency)
    db.flush()
    return agency


def zone(name: str) -> ZoneInfo:
    """The IANA time zone of that name, or a sentence with names that are close."""
    if name in _zones():
        return ZoneInfo(name)
    raise errors.BadInput(
        f"“{name}” is not a time zone this machine knows. "
        "Use a name from the IANA list, such as America/New_York, America/Chicago, "
        "America/Denver, America/Phoenix or America/Los_Angeles."
    )


@cache
def _zones() -> frozenset[str]:
    """Every zone this machine knows; walking its folder each time would cost more than a query."""
    return frozenset(available_timezones())


def add_person(db: Session, *, name: str, email: str, now: datetime) -> Person:
    """Add a person. Refuses an address that is already taken."""
    address = email.strip().lower()
    if person_by_email(db, address) is not None:
        raise errors.BadInput(f"{address} already belongs to a person here. Use that one.")
    person = Person(name=name.strip(), email=address, created_at=now)
    db.add(person)
    db.flush()
    return person


def person_by_email(db: Session, email: str) -> Person | None:
    """The person with that address, in any spelling of capitals."""
    return db.exec(select(Person).where(Person.email == email.strip().lower())).first()


def give_role(db: Session, person_id: int, agency_id: int, role: Role) -> Membership:
    """Let a person act for an agency; one role each, the newest counts."""
    known = db.exec(
        select(Membership).where(
            Membership.person_id == person_id, Membership.agency_id == agency_id
        )
    ).first()
    membership = known or Membership(person_id=person_id, agency_id=agency_id, role=role)
    membership.role = role
    db.add(membership)
    db.flush()
    return membership


def actor(db: Session, person_id: int, agency_id: int) -> Actor:
    """The person acting for the agency. Refuses someone who is not, or no longer, of that
    agency.
    """
    found = db.exec(
        select(Person, Membership)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(Person.id == person_id, Membership.agency_id == agency_id)
    ).first()
    if found is None or found[0].left_at is not None:
        raise errors.NotFound("There is no such person in this agency.")
    person, membership = found
    return _acting(person, membership)


def approvers(db: Session, agency_id: int) -> list[Actor]:
    """Everyone who may say yes for the agency, with what each was named for; by name."""
    rows = db.exec(
        select(Person, Membership)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(Membership.agency_id == agency_id, col(Person.left_at).is_(None))
        .order_by(col(Person.name))
    )
    everyone = (_acting(person, membership) for person, membership in rows)
    return [one for one in everyone if one.may(Action.APPROVE)]


def _acting(person: Person, membership: Membership) -> Actor:
    steps = frozenset(map(Step, membership.steps))
    return Actor(
        person.id or 0,
        membership.agency_id,
        membership.role,
        person.name,
        steps,
        national=person.national,
    )


def agency(db: Session, agency_id: int) -> Agency:
    """One agency."""
    found = db.get(Agency, agency_id)
    if found is None:
        raise errors.NotFound("There is no such agency.")
    return found


def agencies(db: Session) -> list[Agency]:
    """Every agency of this installation, for setting it up; pages use `agencies_of`."""
    return list(db.exec(select(Agency).order_by(col(Agency.name))))


def agencies_of(db: Session, person_id: int) -> list[Agency]:
    """The agencies a person acts for, by name."""
    return list(
        db.exec(
            select(Agency)
            .join(Membership, col(Membership.agency_id) == col(Agency.id))
            .where(Membership.person_id == person_id)
            .order_by(col(Agency.name))
        )
    )


def people_of(db: Session, agency_id: int) -> list[tuple[Person, Role]]:
    """Who acts for an agency, and as what."""
    rows = db.exec(
        select(Person, Membership.role)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(Membership.agency_id == agency_id, col(Person.left_at).is_(None))
        .order_by(col(Person.name))
    )
    return [(person, Role(role)) for person, role in rows]


def names_of(db: Session, person_ids: set[int]) -> dict[int, str]:
    """The names behind these ids, for pages and records."""
    rows = db.exec(select(Person.id, Person.name).where(col(Person.id).in_(person_ids)))
    return {person_id: name for person_id, name in rows if person_id is not None}


def connect(  # noqa: PLR0913 - an account has this many parts, each named
    db: Session,
    platform: PlatformName,
    profile: Profile,
    secrets: Mapping[str, str],
    *,
    by: Actor,
    vault: Vault,
    now: datetime,
    practice_url: str | None = None,
) -> Account:
    """Connect an account whose credentials were tried, or connect it again.

    Refuses a practice address that is not on this machine, and any real account of a practice
    agency.
    """
    by.must(Action.CONNECT)
    _check_destination(agency(db, by.agency_id), platform, practice_url)
    known = db.exec(
        select(Account).where(
            Account.agency_id == by.agency_id,
            Account.platform == platform,
            Account.stable_id == profile.stable_id,
        )
    ).first()
    account = known or Account(
        agency_id=by.agency_id,
        platform=platform,
        stable_id=profile.stable_id,
        handle=profile.handle,
        name=profile.name,
        state=AccountState.CONNECTED,
        practice_url=practice_url,
        connected_at=now,
    )
    if account.practice_url != practice_url:
        raise errors.Conflict(
            "This account is already connected the other way (practice or real). "
            "A practice account never becomes a real one: disconnect it and connect a new one."
        )
    account.handle, account.name, account.state = (
        profile.handle,
        profile.name,
        AccountState.CONNECTED,
    )
    account.sealed, account.connected_at = vault.seal(secrets), now
    db.add(account)
    db.flush()
    _record(db, "identity.account_connected", account, by=by, now=now)
    return account


def disconnect(db: Session, account_id: int, *, by: Actor, now: datetime) -> Account:
    """Forget an account's credentials. Its posts stay on the calendar and cannot leave."""
    by.must(Action.CONNECT)
    account = account_of(db, account_id, by.agency_id)
    account.state, account.sealed = AccountState.DISCONNECTED, b""
    db.add(account)
    _record(db, "identity.account_disconnected", account, by=by, now=now)
    return account


def park(db: Session, account: Account, *, now: datetime) -> None:
    """The platform refused the account's credentials: nothing leaves by it until a person
    reconnects.
    """
    if account.state is not AccountState.CONNECTED:
        return
    account.state = AccountState.NEEDS_SIGN_IN
    db.add(account)
    _record(db, "identity.account_parked", account, by=None, now=now)


def account_of(db: Session, account_id: int, agency_id: int) -> Account:
    """One account of the agency."""
    account = db.get(Account, account_id)
    if account is None or account.agency_id != agency_id:
        raise errors.NotFound("There is no such account.")
    return account


def practice_moved(db: Session, address: str) -> None:
    """The practice network answers at another address now: its accounts are reached there."""
    if not _is_loopback(address):
        raise errors.BadInput("The practice network must stay on this machine.")
    origin = urlsplit(address)
    accounts = db.exec(select(Account).where(col(Account.practice_url).is_not(None))).all()
    for account in accounts:
        here = urlsplit(account.practice_url or "")
        moved = here._replace(scheme=origin.scheme, netloc=origin.netloc).geturl()
        if moved != account.practice_url:
            account.practice_url = moved
            db.add(account)


def accounts_of(db: Session, agency_id: int) -> list[Account]:
    """The agency's accounts, connected or not."""
    return list(
        db.exec(
            select(Account)
            .where(Account.agency_id == agency_id)
            .order_by(col(Account.platform), col(Account.handle))
        )
    )


def connection(account: Account, vault: Vault) -> Connection:
    """The account as an adapter needs it, credentials opened."""
    return Connection(
        account.platform,
        account.stable_id,
        account.handle,
        vault.open(account.sealed),
        account.practice_url,
    )


def _check_destination(agency: Agency, platform: PlatformName, practice_url: str | None) -> None:
    if platform.by_hand:
        return
    if practice_url is None:
        if agency.practice:
            raise errors.BadInput(
                f"{agency.name} is a practice agency. It can only use practice accounts."
            )
        return
    if not _is_loopback(practice_url):
        raise errors.BadInput(
            "A practice account must stay on this machine (an address such as "
            "http://127.0.0.1:8010). Connect a real account instead if you mean the real platform."
        )


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _record(db: Session, kind: str, account: Account, *, by: Actor | None, now: datetime) -> None:
    assert account.id is not None  # noqa: S101 - flushed above
    records.append(
        db,
        kind,
        ("account", account.id),
        agency_id=account.agency_id,
        by_id=by.person_id if by else None,
        at=now,
        body={
            "platform": account.platform.value,
            "handle": account.handle,
            "stable_id": account.stable_id,
            "practice": account.practice,
        },
    )
