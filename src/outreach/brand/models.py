"""The table of what we may show."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from outreach import db


class AssetOrigin(StrEnum):
    """Where a picture came from."""

    #: Drawn here from words, so every word in it is known.
    CARD = "card"
    #: Given by a person; the original is kept and a clean copy is shown.
    UPLOAD = "upload"


class Asset(db.Table, table=True):
    """A picture we may show: the clean copy that leaves, by its digest, and its alternatives."""

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    origin: AssetOrigin = Field(sa_type=db.named(AssetOrigin))
    name: str = Field(max_length=120)
    sha256: str = Field(max_length=64, index=True)
    original_sha256: str = Field(max_length=64)
    media_type: str = Field(max_length=32)
    width: int
    height: int
    #: What a person who cannot see it is told, by language.
    alt: dict[str, str] = Field(sa_type=sa.JSON)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=db.Utc)
