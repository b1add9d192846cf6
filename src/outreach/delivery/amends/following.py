"""A correction where no words can be changed: a new post, linked to the one it corrects."""

from datetime import datetime

from sqlmodel import Session, col, select

from outreach import posts
from outreach.delivery import ways
from outreach.delivery.amends import rows
from outreach.delivery.amends.models import FollowUp
from outreach.delivery.amends.ordering import reason_of
from outreach.delivery.models import Placement
from outreach.identity import Action, Actor
from outreach.platforms import Poll

LONGEST_TITLE = 200


def follow_up(
    db: Session, placement_id: int, text: str, reason: str, *, by: Actor, now: datetime
) -> posts.Post:
    """Begin a new post that corrects one that is out or was taken down. It is placed and approved
    like any other, and what its author answered of the first holds of it too.
    """
    by.must(Action.WRITE)
    placement = ways.get(db, placement_id, by)
    ways.must_be(placement, (rows.OUT,), "corrected by a new post")
    why = reason_of(reason)
    old = posts.get(db, placement.post_id, by.agency_id)
    variant = posts.variant_of(db, placement.variant_id, by.agency_id)
    idea = posts.Idea(
        title=f"Correction: {old.title}"[:LONGEST_TITLE],
        type=old.type,
        tier=old.tier,
        story_id=old.story_id,
        campaign_id=old.campaign_id,
        venue_release_id=old.venue_release_id,
    )
    poll = Poll(tuple(variant.poll_options), variant.poll_minutes)
    words = posts.Words(
        platform=variant.platform,
        text=text,
        language=variant.language,
        link=variant.link,
        asset_id=variant.asset_id,
        poll=poll if variant.poll_options else None,
        caveat=variant.caveat,
    )
    new, _ = posts.draft(db, idea, [words], by=by, now=now)
    posts.declare(db, new.id or 0, old.declared, by=by, now=now)
    row = FollowUp(
        agency_id=by.agency_id,
        placement_id=placement_id,
        post_id=new.id or 0,
        reason=why,
        by_id=by.person_id,
        at=now,
    )
    db.add(row)
    db.flush()
    rows.record_of(
        db, placement, "correction_begun", now=now, by=by, reason=why, new_post=row.post_id
    )
    return new


def follow_ups(db: Session, placement_id: int) -> list[FollowUp]:
    """The new posts that correct this one, newest first."""
    wanted = select(FollowUp).where(FollowUp.placement_id == placement_id)
    return list(db.exec(wanted.order_by(col(FollowUp.id).desc())))


def corrects(db: Session, post_id: int) -> Placement | None:
    """What a post was begun to correct."""
    return db.exec(
        select(Placement)
        .join(FollowUp, col(FollowUp.placement_id) == col(Placement.id))
        .where(FollowUp.post_id == post_id)
    ).first()
