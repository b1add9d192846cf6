"""The lock on condolences: nobody speaks of an agency's loss before that agency has.

Others' posts have let families learn of a death from strangers; a release on record comes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlmodel import Session

from outreach import errors, records
from outreach.identity import Action, Actor
from outreach.posts import cabinet, days
from outreach.posts.kinds import PostType
from outreach.posts.models import Post, VenueRelease


@dataclass(frozen=True, slots=True)
class ToldByVenue:
    """What a person saw: whose loss it is, who there made it public, and when."""

    venue: str
    released_by: str
    released_at: datetime


def note_release(db: Session, told: ToldByVenue, *, by: Actor, now: datetime) -> VenueRelease:
    """Put on record that an agency made its loss public. Refuses a release without a name or a
    time, and one that is yet to come.
    """
    by.must(Action.WRITE)
    found = [
        errors.Fault(field, "is missing.", mend)
        for field, value, mend in (
            ("venue", told.venue, "Name the agency whose loss it is."),
            ("released_by", told.released_by, "Name who there made it public, and where."),
        )
        if not value.strip()
    ]
    if told.released_at > now:
        found.append(errors.Fault("released_at", "has not come yet.", "Wait for the release."))
    if found:
        raise errors.BadInput("This release cannot be put on record.", tuple(found))
    row = VenueRelease(
        agency_id=by.agency_id,
        venue=told.venue.strip(),
        released_by=told.released_by.strip(),
        released_at=told.released_at,
        by_id=by.person_id,
        noted_at=now,
    )
    db.add(row)
    db.flush()
    records.append(
        db,
        "posts.venue_released",
        ("venue_release", row.id or 0),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={
            "venue": row.venue,
            "released_by": row.released_by,
            "released_at": row.released_at.isoformat(),
        },
    )
    return row


def unlock(db: Session, post_id: int, told: ToldByVenue, *, by: Actor, now: datetime) -> Post:
    """Let a condolence be sent: its agency's own release goes on record and stays with the post.

    Refuses what `note_release` refuses, a post that is no condolence, and one that has its release.
    """
    by.must(Action.WRITE)
    post = cabinet.get(db, post_id, by.agency_id)
    if post.type is not PostType.CONDOLENCE or post.venue_release_id is not None:
        raise errors.Conflict("This post waits for no release. Look at it as it is now.")
    post.venue_release_id = note_release(db, told, by=by, now=now).id
    db.add(post)
    db.flush()
    return post


def release(db: Session, release_id: int, agency_id: int) -> VenueRelease:
    """One release that the agency has on record."""
    row = db.get(VenueRelease, release_id)
    if row is None or row.agency_id != agency_id:
        raise errors.NotFound("There is no such release on record. Record it first.")
    return row


def release_facts(row: VenueRelease, zone: tzinfo, language: str) -> Mapping[str, str]:
    """What the release gives to a condolence."""
    return {
        "venue_agency": row.venue,
        "released_by": row.released_by,
        "released_at": days.minute(row.released_at.astimezone(zone), language),
    }
