"""The tables of what we may show: pictures and videos, who is in them, and what they agreed to."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db
from outreach.brand.scope import Basis, PictureRole, Redistribution


class AssetOrigin(StrEnum):
    """Where a picture came from."""

    #: Drawn here from words, so every word in it is known.
    CARD = "card"
    #: Given by a person; the original is kept and a clean copy is shown.
    UPLOAD = "upload"


class AssetKind(StrEnum):
    """What a picture is, which says what has to be known of it."""

    #: A photo: people may be in it.
    PHOTO = "photo"
    #: The mark of an agency or a partner.
    LOGO = "logo"
    #: Words and shapes, drawn here.
    CARD = "card"
    #: A film, kept as it came, with its captions and a picture that stands for it.
    VIDEO = "video"


class AiUse(StrEnum):
    """What a machine that makes pictures had to do with this one."""

    #: Nothing.
    NONE = "none"
    #: It changed a real picture.
    EDITED = "edited"
    #: It made the whole.
    MADE = "made"


class Asset(db.Table, table=True):
    """A picture we may show: the clean copy that leaves, by its digest, and its alternatives."""

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    origin: AssetOrigin = Field(sa_type=db.named(AssetOrigin))
    kind: AssetKind = Field(default=AssetKind.PHOTO, sa_type=db.named(AssetKind))
    name: str = Field(max_length=120)
    sha256: str = Field(max_length=64, index=True)
    original_sha256: str = Field(max_length=64)
    media_type: str = Field(max_length=32)
    width: int
    height: int
    #: What a person who cannot see it is told, by language.
    alt: dict[str, str] = Field(sa_type=sa.JSON)
    #: It only adorns. What says something is never only an ornament: logos, cards, films.
    decorative: bool = False
    #: The point that matters most, from the left and from the top, each from 0 to 1.
    focal_x: float = 0.5
    focal_y: float = 0.5
    taken_by: str = Field(default="", max_length=120)
    taken_on: date | None = None
    owner: str = Field(default="", max_length=120)
    licence: str = Field(default="", max_length=200)
    #: The last day of the licence; nothing when it has no end.
    licence_expires_on: date | None = None
    #: Nothing until somebody says.
    ai: AiUse | None = Field(default=None, sa_type=db.named(AiUse), nullable=True)
    ai_disclosed: bool = False
    #: When somebody last said who is in it, or that nobody is; nothing until then.
    people_told_at: datetime | None = Field(default=None, sa_type=db.Utc)
    #: The picture that this card shows, whose releases it needs.
    shows_id: int | None = Field(default=None, foreign_key="asset.id", index=True)
    #: Of a film: its length, the picture that stands for it, and its captions by language.
    seconds: int | None = None
    poster_sha256: str | None = Field(default=None, max_length=64)
    captions: dict[str, str] = Field(default={}, sa_type=sa.JSON)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)


class ShownPerson(db.Table, table=True):
    """Someone in a picture."""

    __tablename__ = "shown_person"

    id: int | None = Field(default=None, primary_key=True)
    asset_id: int = Field(foreign_key="asset.id", index=True)
    #: Empty when nobody knows the name, or it is not ours to write down.
    name: str = Field(default="", max_length=120)
    role: PictureRole = Field(sa_type=db.named(PictureRole))
    recognisable: bool = True
    minor: bool = False
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)


class Release(db.Table, table=True):
    """What one person in one picture agreed to. Its terms never change; a new yes is a new row."""

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    asset_id: int = Field(foreign_key="asset.id", index=True)
    shown_person_id: int = Field(foreign_key="shown_person.id", index=True)
    basis: Basis = Field(sa_type=db.named(Basis))
    #: Sorted values; an empty list sets no limit.
    uses: list[str] = Field(sa_type=sa.JSON)
    platforms: list[str] = Field(sa_type=sa.JSON)
    languages: list[str] = Field(sa_type=sa.JSON)
    redistribution: Redistribution = Field(sa_type=db.named(Redistribution))
    guardian: str = Field(default="", max_length=120)
    guardian_said_yes: bool = False
    #: Who heard it or where it is written, in a few words.
    note: str = Field(default="", max_length=300)
    signed_on: date
    expires_on: date | None = None
    #: The page that was signed, byte for byte as it came.
    evidence_sha256: str | None = Field(default=None, max_length=64)
    evidence_name: str = Field(default="", max_length=120)
    evidence_type: str = Field(default="", max_length=32)
    confirmed_by: int | None = Field(default=None, foreign_key="person.id")
    confirmed_at: datetime | None = Field(default=None, sa_type=db.Utc)
    withdrawn_on: date | None = None
    withdrawn_at: datetime | None = Field(default=None, sa_type=db.Utc)
    withdrawn_why: str = Field(default="", max_length=300)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)


class BrandRow(db.Table, table=True):
    """What an agency says of its own look and voice; an agency without a row has the plain one."""

    __tablename__ = "brand"

    agency_id: int = Field(primary_key=True, foreign_key="agency.id")
    name: str = Field(max_length=120)
    short_name: str = Field(max_length=40)
    #: Its four colours by their part, written like #0B1F3D.
    palette: dict[str, str] = Field(sa_type=sa.JSON)
    logo_id: int | None = Field(default=None, foreign_key="asset.id")
    #: Assets, in the order their logos stand on a card.
    partner_logo_ids: list[int] = Field(sa_type=sa.JSON)
    #: What each tone word means here.
    voice: dict[str, str] = Field(sa_type=sa.JSON)
    benefits: list[str] = Field(sa_type=sa.JSON)
    hashtags: list[str] = Field(sa_type=sa.JSON)
    #: The closing words of longer texts, by language.
    boilerplate: dict[str, str] = Field(sa_type=sa.JSON)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)
