"""What people do with words that are on the calendar: change them, take them along, find them."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from outreach import errors, platforms, posts, review
from outreach.delivery import asking, contents, timetable
from outreach.delivery.models import Placement
from outreach.delivery.states import LIVE, State
from outreach.identity import Actor


def reword(
    db: Session, variant_id: int, words: posts.Words, *, revision: int, by: Actor, now: datetime
) -> list[Placement]:
    """Change the words or the picture of a variant; what is placed with it asks for a new yes.

    Refuses words that are going out or are out: what people saw stays as it was.
    """
    posts.variant_of(db, variant_id, by.agency_id)
    gone = _gone(db, variant_id)
    if gone is not None:
        raise errors.Conflict(
            f"This post is “{gone.state.words}” now, so its words stay as they are. "
            "To say something else, make a new post."
        )
    if posts.revise(db, variant_id, words, revision=revision, by=by, now=now).revision == revision:
        return []
    return timetable.changed(db, variant_id, by=by, now=now)


def mend(  # noqa: PLR0913 - which finding, where, and which words the person saw, each named
    db: Session,
    variant_id: int,
    rule: str,
    start: int,
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> list[Placement]:
    """Put what a check proposes in place of what it found at `start` of the words.

    Refuses a finding that is not there any more, and one that a person has to mend in words.
    """
    variant = posts.variant_of(db, variant_id, by.agency_id)
    content = posts.content(db, variant_id)
    cleared = posts.clearance_of(db, variant_id, practice=True, at=now)
    looked = posts.look(db, content, cleared, practice=True, due=now, now=now)
    for found in looked.findings:
        body = found.surface is not None and found.surface.kind is review.SurfaceKind.BODY
        if body and found.rule == rule and found.span and found.span[0] == start:
            break
    else:
        raise errors.Conflict("This was mended already. Look at the words as they are now.")
    if found.replacement is None or found.span is None:
        raise errors.Conflict("A person has to find the words for this. Edit them.")
    text = variant.text[:start] + found.replacement + variant.text[found.span[1] :]
    poll = platforms.Poll(tuple(variant.poll_options), variant.poll_minutes)
    words = posts.Words(
        platform=variant.platform,
        text=text,
        language=variant.language,
        link=variant.link,
        asset_id=variant.asset_id,
        poll=poll if variant.poll_options else None,
    )
    return reword(db, variant_id, words, revision=revision, by=by, now=now)


def packet_of(db: Session, placement: Placement, media: Path, *, now: datetime) -> platforms.Packet:
    """What a person takes along to post this by hand.

    Refuses a post that is not due for it, and one that lacks a yes or is stopped by now: people
    are no way around the mark.
    """
    if placement.state is not State.HANDED_OFF:
        raise errors.Conflict(
            f"This post is “{placement.state.words}” now, so there is nothing to post by hand."
        )
    content = posts.content(db, placement.variant_id)
    stopped = asking.stopped(db, placement, content, now=now)
    if stopped:
        raise errors.Conflict(f"Do not post it by hand. {stopped}")
    outgoing = contents.outgoing(db, content, placement.key, media)
    return platforms.packet(outgoing, placement.platform)


def posts_in(
    db: Session,
    agency_id: int,
    states: Collection[State],
    *,
    campaign_id: int | None = None,
    after: int | None = None,
    limit: int = 50,
) -> list[int]:
    """The agency's posts of which something stands in one of these states, the newest first."""
    post_id = col(Placement.post_id)
    rows = select(Placement.post_id).where(
        Placement.agency_id == agency_id, col(Placement.state).in_(states)
    )
    if campaign_id is not None:
        rows = rows.where(Placement.campaign_id == campaign_id)
    if after is not None:
        rows = rows.where(post_id < after)
    return list(db.exec(rows.distinct().order_by(post_id.desc()).limit(limit)))


def _gone(db: Session, variant_id: int) -> Placement | None:
    """A placement of these words from which there is no way back to a draft."""
    return db.exec(
        select(Placement).where(
            Placement.variant_id == variant_id,
            col(Placement.state).in_(LIVE - set(timetable.MOVABLE)),
        )
    ).first()
