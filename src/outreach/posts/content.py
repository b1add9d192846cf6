"""Exactly what a variant says and shows: what a yes is bound to, and what leaves."""

from dataclasses import dataclass

from sqlmodel import Session

from outreach import brand, errors
from outreach.lib import digest
from outreach.platforms import PlatformName
from outreach.posts.models import Post, Variant


@dataclass(frozen=True, slots=True)
class Content:
    """The words, picture and poll of one variant, and who wrote them."""

    agency_id: int
    campaign_id: int | None
    post_id: int
    platform: PlatformName
    language: str
    text: str
    asset_id: int | None
    asset_sha256: str | None
    alt: str
    poll_options: tuple[str, ...]
    poll_minutes: int
    authors: frozenset[int]


def content(db: Session, variant_id: int) -> Content:
    """What the variant says and shows now."""
    variant = db.get(Variant, variant_id)
    if variant is None:
        raise errors.NotFound("There is no such post.")
    post = db.get_one(Post, variant.post_id)
    asset = None if variant.asset_id is None else db.get_one(brand.Asset, variant.asset_id)
    return Content(
        agency_id=post.agency_id,
        campaign_id=post.campaign_id,
        post_id=variant.post_id,
        platform=variant.platform,
        language=variant.language,
        text=variant.text,
        asset_id=variant.asset_id,
        asset_sha256=asset.sha256 if asset else None,
        alt=asset.alt.get(variant.language, "") if asset else "",
        poll_options=tuple(variant.poll_options),
        poll_minutes=variant.poll_minutes,
        authors=frozenset({post.by_id, variant.by_id}),
    )


def content_digest(content: Content) -> str:
    """The digest of everything people would see or hear of it; who wrote it is not part of it."""
    return digest.of(
        {
            "platform": content.platform.value,
            "language": content.language,
            "text": content.text,
            "image": content.asset_sha256,
            "alt": content.alt,
            "poll": [list(content.poll_options), content.poll_minutes],
        }
    )
