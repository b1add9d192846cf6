"""What an answer from outside, or an author's own, does to posts that are on the calendar."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from outreach import posts, review, stories
from outreach.delivery import asking, ways
from outreach.delivery.models import Placement
from outreach.delivery.states import State
from outreach.identity import Actor


def declare(
    db: Session, post_id: int, answers: Collection[str], *, by: Actor, now: datetime
) -> list[Placement]:
    """Keep what an author says of a post. What is scheduled and lacks a step now asks for it."""
    posts.declare(db, post_id, answers, by=by, now=now)
    return _weigh(db, _of_post(db, post_id), now)


def note_answer(  # noqa: PLR0913 - an answer has this many parts, each named
    db: Session,
    story_id: int,
    who: str,
    yes: stories.PartnerYes,
    *,
    by: Actor,
    now: datetime,
    said_by: str = "",
) -> stories.WholeStory:
    """Record what a named party said; posts that waited for that alone go to the schedule, and
    posts that had it and lack it now leave the schedule.
    """
    story = stories.note_answer(db, story_id, who, yes, by=by, now=now, said_by=said_by)
    _weigh(db, _of_story(db, story_id), now)
    return story


def _of_post(db: Session, post_id: int) -> list[Placement]:
    open_ones = col(Placement.state).in_((State.DRAFT, State.SCHEDULED))
    return list(db.exec(select(Placement).where(Placement.post_id == post_id, open_ones)))


def _of_story(db: Session, story_id: int) -> list[Placement]:
    rows = (
        select(Placement)
        .join(posts.Post, col(posts.Post.id) == col(Placement.post_id))
        .where(
            posts.Post.story_id == story_id,
            col(Placement.state).in_((State.DRAFT, State.SCHEDULED)),
        )
    )
    return list(db.exec(rows))


def _weigh(db: Session, placements: Collection[Placement], now: datetime) -> list[Placement]:
    """Look again whether each has every yes; gives those that left the schedule."""
    gone = []
    for placement in placements:
        so_far = asking.progress(db, placement)
        if placement.state is State.SCHEDULED and not so_far.complete:
            why = review.missing_words(so_far.missing)
            ways.go(db, placement, State.DRAFT, trouble=why)
            gone.append(placement)
        else:
            asking.settle(db, placement, now)
    return gone
