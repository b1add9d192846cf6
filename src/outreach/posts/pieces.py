"""A variant with its post and its picture, read for many at once: all that leaving asks about."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from outreach import db as database
from outreach import errors
from outreach.platforms import PlatformName
from outreach.posts.fitness import Content
from outreach.posts.kinds import PostType
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
    revised_at: datetime
    agency_id: int
    campaign_id: int | None
    story_id: int | None
    type: PostType
    kit: str
    declared: list[str]
    venue_release_id: int | None
    embargo_until: datetime | None
    by_id: int
    created_at: datetime
    asset_sha256: str | None
    alts: dict[str, str] | None


def piece_of(db: Session, variant_id: int) -> Piece:
    """One of them. Refuses a variant that is not there."""
    found = read(db, (variant_id,)).get(variant_id)
    if found is None:
        raise errors.NotFound("There is no such post.")
    return found


def read(db: Session, variant_ids: Collection[int]) -> dict[int, Piece]:
    """Each of these variants that is there, by its number; one query for all."""
    kind = database.kind(db)
    db.flush()
    rows = db.execute(_pieces(kind), {"these": database.listed(kind, variant_ids)}).all()
    return {row[0]: Piece._make(row) for row in rows}


@cache
def _pieces(kind: str) -> sa.Select[Any]:
    """Of the bare tables: as objects they would cost several times as much."""
    variant, post, asset = (database.metadata.tables[each] for each in ("variant", "post", "asset"))
    return (
        sa.select(
            *(variant.c[name] for name in _OF_VARIANT),
            *(post.c[name] for name in _OF_POST),
            asset.c.sha256,
            asset.c.alt,
        )
        .join(post, post.c.id == variant.c.post_id)
        .outerjoin(asset, asset.c.id == variant.c.asset_id)
        .where(database.among(kind, variant.c.id, "these"))
    )


_OF_VARIANT = Piece._fields[: Piece._fields.index("agency_id")]
_OF_POST = Piece._fields[len(_OF_VARIANT) : Piece._fields.index("asset_sha256")]


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
