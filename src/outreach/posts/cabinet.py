"""Where posts are found again, each agency's apart."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from outreach import errors
from outreach.posts.models import Post, Variant


def get(db: Session, post_id: int, agency_id: int) -> Post:
    """One post of the agency."""
    post = db.get(Post, post_id)
    if post is None or post.agency_id != agency_id:
        raise errors.NotFound("There is no such post.")
    return post


def variants_of(db: Session, post_id: int) -> list[Variant]:
    """A post's words, by platform and language."""
    return list(
        db.exec(
            select(Variant)
            .where(Variant.post_id == post_id)
            .order_by(col(Variant.platform), col(Variant.language))
        )
    )


def variant_of(db: Session, variant_id: int, agency_id: int) -> Variant:
    """One platform's words, of a post of the agency."""
    variant = db.get(Variant, variant_id)
    if variant is None:
        raise errors.NotFound("There is no such post.")
    get(db, variant.post_id, agency_id)
    return variant


def listing(  # noqa: PLR0913 - what narrows a list, each named
    db: Session,
    agency_id: int,
    *,
    campaign_id: int | None = None,
    story_id: int | None = None,
    among: Collection[int] | None = None,
    after: int | None = None,
    limit: int = 50,
) -> list[Post]:
    """The agency's posts, newest first. `after` is the last post of the page before.

    `among` leaves only these, when the caller knows which it wants.
    """
    rows = select(Post).where(Post.agency_id == agency_id)
    if campaign_id is not None:
        rows = rows.where(Post.campaign_id == campaign_id)
    if story_id is not None:
        rows = rows.where(Post.story_id == story_id)
    if among is not None:
        rows = rows.where(col(Post.id).in_(among))
    if after is not None:
        rows = rows.where(col(Post.id) < after)
    return list(db.exec(rows.order_by(col(Post.id).desc()).limit(limit)))
