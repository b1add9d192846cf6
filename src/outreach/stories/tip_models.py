"""Tables of what comes in from outside: the doors that are open, and what was sent through them."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db


class DoorKind(StrEnum):
    """Who a form is for."""

    #: A private link for officers and partners: something good happened.
    TIP = "tip"
    #: A public address for residents: somebody did well.
    NOMINATION = "nomination"


class TipState(StrEnum):
    """What has become of a tip."""

    #: Its photo came, and something in the form was to be mended first. Nobody is shown it.
    UNFINISHED = "unfinished"
    #: Nobody has dealt with it.
    NEW = "new"
    #: A post or a story was made from it.
    USED = "used"
    #: Somebody read it and made nothing of it.
    SET_ASIDE = "set_aside"


class TipDoor(db.Table, table=True):
    """A form that anyone who has its address may send, until it is closed."""

    __tablename__ = "tip_door"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    kind: DoorKind = Field(sa_type=db.named(DoorKind))
    #: Whom a private link was given to, so that the right one can be closed.
    label: str = Field(default="", max_length=80)
    #: Digest of the private token, or of the public address.
    token_sha256: str = Field(max_length=64, unique=True)
    #: The public address in plain words; a private token is kept nowhere.
    address: str = Field(default="", max_length=80)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)
    closed_by: int | None = Field(default=None, foreign_key="person.id")
    closed_at: datetime | None = Field(default=None, sa_type=db.Utc)


class Tip(db.Table, table=True):
    """What somebody sent in. No address of theirs is kept beyond what they chose to write."""

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    door_id: int = Field(foreign_key="tip_door.id", index=True)
    kind: DoorKind = Field(sa_type=db.named(DoorKind))
    state: TipState = Field(sa_type=db.named(TipState))
    #: Made with the form; the same form sent twice is one tip.
    key_sha256: str = Field(max_length=64, unique=True)
    what: str = ""
    place: str = Field(default="", max_length=200)
    happened: str = Field(default="", max_length=80)
    #: Of a nomination: who did well.
    officer: str = Field(default="", max_length=120)
    giver: str = Field(default="", max_length=120)
    giver_may_be_named: bool = False
    #: Only for asking back; never in a post and never in a record.
    contact: str = Field(default="", max_length=200)
    #: Who can be recognised, as plain values of `stories.TipPerson`.
    people: list[dict[str, str | bool]] = Field(default=[], sa_type=sa.JSON)
    #: The photo, cleaned and kept; nothing when none was sent.
    photo_sha256: str | None = Field(default=None, max_length=64)
    photo: dict[str, str | int] = Field(default={}, sa_type=sa.JSON)
    #: The picture that was made of the photo.
    asset_id: int | None = Field(default=None, foreign_key="asset.id")
    post_id: int | None = Field(default=None, foreign_key="post.id")
    story_id: int | None = Field(default=None, foreign_key="story.id")
    at: datetime = Field(sa_type=db.Utc)
    settled_by: int | None = Field(default=None, foreign_key="person.id")
    settled_at: datetime | None = Field(default=None, sa_type=db.Utc)
