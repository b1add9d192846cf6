"""What posts on the calendar are called, for pages and records that know only their numbers."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from outreach import posts
from outreach.delivery.models import Placement


def titles_of(db: Session, agency_id: int, placement_ids: Collection[int]) -> dict[int, str]:
    """The title of each of these that is the agency's."""
    rows = db.exec(
        select(Placement.id, posts.Post.title)
        .join(posts.Post, col(posts.Post.id) == col(Placement.post_id))
        .where(Placement.agency_id == agency_id, col(Placement.id).in_(placement_ids))
    )
    return {number: title for number, title in rows if number is not None}
