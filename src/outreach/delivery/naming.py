"""Which post stands behind a place on the calendar, for whoever has only its number."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from outreach import posts
from outreach.delivery.models import Placement


def posts_of(db: Session, agency_id: int, placement_ids: Collection[int]) -> dict[int, posts.Post]:
    """The post of each of these that is the agency's."""
    rows = db.exec(
        select(Placement.id, posts.Post)
        .join(posts.Post, col(posts.Post.id) == col(Placement.post_id))
        .where(Placement.agency_id == agency_id, col(Placement.id).in_(placement_ids))
    )
    return {number: post for number, post in rows if number is not None}
