"""Tables of who acts, for whom and where: agencies, people, memberships, accounts, sign-ins,
links.
"""

from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db
from outreach.identity.permissions import Role
from outreach.platforms import PlatformName


class AgencyKind(StrEnum):
    """What sort of law enforcement organisation it is."""

    #: A city or town police department.
    POLICE = "police"
    #: A sheriff's office.
    SHERIFF = "sheriff"
    #: A college or university police department.
    CAMPUS = "campus"
    #: A tribal police department.
    TRIBAL = "tribal"
    #: A state agency.
    STATE = "state"


class Agency(db.Table, table=True):
    """A law enforcement organisation that uses Outreach. Agencies see nothing of each other."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=120)
    short_name: str = Field(max_length=40)
    kind: AgencyKind = Field(sa_type=db.named(AgencyKind))
    city: str = Field(max_length=80)
    state: str = Field(max_length=40)
    time_zone: str = Field(max_length=64)
    language: str = Field(default="en", max_length=16)
    contact: str = Field(default="", max_length=200)
    #: An invented agency for rehearsal. Its accounts can only be practice accounts.
    practice: bool = False
    created_at: datetime = Field(sa_type=db.Utc)


class Person(db.Table, table=True):
    """Someone who signs in. A person without a password has been invited and has not come yet."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=120)
    email: str = Field(max_length=254, unique=True)
    password_hash: str | None = Field(default=None, max_length=256)
    #: Wrong passwords since the last right one, from wherever they came.
    failures: int = 0
    #: Until then whoever gave a wrong one waits; a client that gave none is let in.
    locked_until: datetime | None = Field(default=None, sa_type=db.Utc)
    #: Looks after every agency of this installation: may pause them all, and advise them.
    national: bool = False
    created_at: datetime = Field(sa_type=db.Utc)
    left_at: datetime | None = Field(default=None, sa_type=db.Utc)


class Membership(db.Table, table=True):
    """What a person does for an agency."""

    __table_args__ = (sa.UniqueConstraint("person_id", "agency_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    agency_id: int = Field(foreign_key="agency.id", index=True)
    role: Role = Field(sa_type=db.named(Role))
    #: The steps of approval that this person was named for, such as `chief`; sorted.
    steps: list[str] = Field(default=[], sa_type=sa.JSON)


class AccountState(StrEnum):
    """Whether posts can go out through an account."""

    #: Credentials were tried and work.
    CONNECTED = "connected"
    #: The platform refused the credentials; a person must connect it again.
    NEEDS_SIGN_IN = "needs_sign_in"
    #: A person disconnected it.
    DISCONNECTED = "disconnected"


class Account(db.Table, table=True):
    """An agency's official presence on a platform."""

    __table_args__ = (sa.UniqueConstraint("agency_id", "platform", "stable_id"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    platform: PlatformName = Field(sa_type=db.named(PlatformName))
    handle: str = Field(max_length=120)
    stable_id: str = Field(max_length=64)
    name: str = Field(max_length=120)
    state: AccountState = Field(sa_type=db.named(AccountState))
    #: The practice network's address (always loopback); None is the real platform.
    practice_url: str | None = Field(default=None, max_length=200)
    sealed: bytes = b""
    connected_at: datetime = Field(sa_type=db.Utc)

    @property
    def practice(self) -> bool:
        return self.practice_url is not None

    def practice_page(self, external_id: str | None) -> str | None:
        """Where a post of a practice account can be seen; None for a real one, or before it is out.

        It is worked out anew each time, for the practice network may answer at another port next.
        """
        if self.practice_url is None or not external_id:
            return None
        network = urlsplit(self.practice_url)
        path = f"/accounts/{self.platform}/{self.stable_id}/posts/{external_id}"
        return urlunsplit((network.scheme, network.netloc, path, "", ""))


class SignIn(db.Table, table=True):
    """A signed-in browser. Only the digest of its token is kept."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    token_digest: str = Field(max_length=64, unique=True)
    created_at: datetime = Field(sa_type=db.Utc)
    seen_at: datetime = Field(sa_type=db.Utc)
    ended_at: datetime | None = Field(default=None, sa_type=db.Utc)


class ApiToken(db.Table, table=True):
    """Lets a machine do a few things in a person's name. Only the token's digest is kept."""

    __tablename__ = "api_token"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    agency_id: int = Field(foreign_key="agency.id", index=True)
    #: What it is for, as people tell it from others.
    name: str = Field(max_length=80)
    #: The actions it may take, such as `hold`; never more than its person may.
    actions: list[str] = Field(sa_type=sa.JSON)
    token_digest: str = Field(max_length=64, unique=True)
    made_at: datetime = Field(sa_type=db.Utc)
    used_at: datetime | None = Field(default=None, sa_type=db.Utc)
    revoked_at: datetime | None = Field(default=None, sa_type=db.Utc)


class LinkPurpose(StrEnum):
    """What a one-time link lets its holder do."""

    #: Become the first administrator of this installation.
    FIRST_ADMINISTRATOR = "first_administrator"
    #: Choose a first password after being invited.
    INVITATION = "invitation"
    #: Choose another password, for someone who lost theirs.
    NEW_PASSWORD = "new_password"  # noqa: S105 - a purpose, not a password


class OneTimeLink(db.Table, table=True):
    """A link that works once. Only the digest of its token is kept."""

    id: int | None = Field(default=None, primary_key=True)
    purpose: LinkPurpose = Field(sa_type=db.named(LinkPurpose))
    person_id: int | None = Field(default=None, foreign_key="person.id")
    token_digest: str = Field(max_length=64, unique=True)
    expires_at: datetime = Field(sa_type=db.Utc)
    used_at: datetime | None = Field(default=None, sa_type=db.Utc)
