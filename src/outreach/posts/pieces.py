"""A variant with its post and its picture, read for many at once: all that leaving asks about."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from outreach import brand, errors
from outreach import db as database
from outreach.platforms import PlatformName
from outreach.posts.fitness import Content
from outreach.posts.kinds import PostType
from outreach.posts.models import Post, Variant
from outreach.stories import Origin


class Piece(NamedTuple):
    """One row of it. A name means what it means on the variant or on the post."""

    id: int
    post_id: int
    platform: PlatformName
    language: str
    text: str
    link: str | None
    first_comment: str
    caveat: str
    asset_id: int | None
    poll_options: list[str]
    poll_minutes: int
    origin: Origin
    accepted_words: str | None
    authors: list[int]
    revision: int
    agency_id: int
    campaign_id: int | None
    story_id: int | None
    type: PostType
    kit: str
    declared: list[str]
    venue_release_id: int | None
    embargo_until: datetime | None
    by_id: int
    asset_sha256: str | None
    alts: dict[str, str] | None


_OF_VARIANT = Piece._fields[: Piece._fields.index("agency_id")]
_OF_POST = Piece._fields[len(_OF_VARIANT) : Piece._fields.index("asset_sha256")]


def piece_of(db: Session, variant_id: int) -> Piece:
    """One of them. Refuses a variant that is not there."""
    found = read(db, (variant_id,)).get(variant_id)
    if found is None:
        raise errors.NotFound("There is no such post.")
    return found


def read(db: Session, variant_ids: Collection[int]) -> dict[int, Piece]:
    """Each of these variants that is there, by its number; one query for all."""
    rows = db.execute(
        sa.select(
            *(getattr(Variant, name) for name in _OF_VARIANT),
            *(getattr(Post, name) for name in _OF_POST),
            col(brand.Asset.sha256),
            col(brand.Asset.alt),
        )
        .join(Post, col(Post.id) == col(Variant.post_id))
        .outerjoin(brand.Asset, col(brand.Asset.id) == col(Variant.asset_id))
        .where(database.among(db, col(Variant.id), variant_ids))
    )
    return {row[0]: Piece._make(row) for row in rows}


def content_of(piece: Piece) -> Content:
    """What it says and shows."""
    return Content(
        agency_id=piece.agency_id,
        campaign_id=piece.campaign_id,
        post_id=piece.post_id,
        story_id=piece.story_id,
        platform=piece.platform,
        language=piece.language,
        text=piece.text,
        link=piece.link,
        asset_id=piece.asset_id,
        asset_sha256=piece.asset_sha256,
        alt=(piece.alts or {}).get(piece.language, ""),
        poll_options=tuple(piece.poll_options),
        poll_minutes=piece.poll_minutes,
        authors=frozenset((piece.by_id, *piece.authors)),
        first_comment=piece.first_comment,
        caveat=piece.caveat,
    )
