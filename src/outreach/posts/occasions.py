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
    """The short observances of that day, and those that a post about one names on another day.

    A month colours its days too little to ask every post in it to be quiet.
    """
    here = almanac.here(db, content.agency_id)
    on = due.astimezone(identity.zone(agency.time_zone)).date()
    said = content.text.casefold()
    today = [each for each in almanac.on(on, here) if each.is_short]
    for each in today:
        about = each.observance.name.casefold() in said
        yield _told(each.observance, about=about, confirmed=not each.estimated, is_today=True)
    if post.type is PostType.OBSERVANCE:
        kept = {each.observance.id for each in today}
        for other in almanac.kept(here):
            if other.id not in kept and other.name.casefold() in said:
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
