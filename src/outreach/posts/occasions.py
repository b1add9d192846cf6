"""What the day of a post stands for, as its agency keeps it, and whether the post speaks of it."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from outreach import almanac, identity, review
from outreach.posts.fitness import Content
from outreach.posts.kinds import PostType
from outreach.posts.models import Post


def occasions(
    db: Session, post: Post, content: Content, *, agency: identity.Agency, due: datetime
) -> Iterator[review.checks.Observance]:
    """The short observances of that day, whatever the post says, and those of any length that a
    post about one names, on their days and on others.

    A month colours its days too little to ask every post in it to be quiet.
    """
    here = almanac.here(db, content.agency_id)
    on = due.astimezone(identity.zone(agency.time_zone)).date()
    kept = almanac.kept(here)
    said = almanac.named(kept, content.text)
    is_one = post.type is PostType.OBSERVANCE
    today = {each.observance.id: each for each in almanac.on(on, here)}
    for name, each in today.items():
        if each.is_short or (is_one and name in said):
            yield _told(
                each.observance, about=name in said, confirmed=not each.estimated, is_today=True
            )
    for other in kept if is_one else ():
        if other.id in said and other.id not in today:
            yield _told(other, about=True, confirmed=True, is_today=False)


def _told(
    kept: almanac.Observance, *, about: bool, confirmed: bool, is_today: bool
) -> review.checks.Observance:
    """On another day nobody knows whether the post looks ahead or was put on the wrong one."""
    return review.checks.Observance(
        name=kept.name,
        tone=kept.tone.value,
        about=about,
        cultural=kept.community_review,
        confirmed=confirmed,
        right_day=True if is_today else None,
    )
