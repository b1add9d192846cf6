"""What stands beside a post's words: whether a person answers for them, and a loss made public."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from outreach import delivery, identity, posts
from outreach.errors import BadInput, Fault
from outreach.identity import Action
from outreach.lib.clock import resolve
from outreach.posts import PostType, VenueRelease
from outreach.web import forms
from outreach.web.deps import Visit
from outreach.web.views import afterwards


class ReleaseForm(BaseModel):
    """Whose loss it is, who there made it public, and when."""

    venue: str
    released_by: str
    released_at: datetime


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that a machine made and nobody has accepted."""

    reasons: tuple[str, ...]
    may_accept: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What the post's page shows beside its words."""

    #: By the number of the words; those that a person answers for are not among them.
    unread: Mapping[int, Unread]
    #: It speaks of an agency's loss, which that agency makes public first.
    condolence: bool
    release: VenueRelease | None
    #: Why that locks its words; the page tells it once for all of them.
    locked: tuple[str, ...]
    noted_by: str
    may_note: bool
    #: What may follow what is out, by its number on the calendar.
    after: Mapping[int, afterwards.After]
    #: The post that this one was begun to correct.
    corrects: posts.Post | None


def beside(visit: Visit, post_id: int) -> Beside:
    """What stands beside the words of a post of the agency."""
    db, post = visit.db, posts.get(visit.db, post_id, visit.by.agency_id)
    release = db.get(VenueRelease, post.venue_release_id) if post.venue_release_id else None
    names = identity.names_of(db, {release.by_id}) if release else {}
    old = delivery.amends.corrects(db, post_id)
    found = {v.id or 0: _unread(visit, v) for v in posts.variants_of(db, post_id)}
    return Beside(
        unread={number: each for number, each in found.items() if each.reasons},
        condolence=post.type is PostType.CONDOLENCE,
        release=release,
        locked=posts.locked(post),
        noted_by=names.get(release.by_id, "someone") if release else "",
        may_note=visit.by.may(Action.WRITE),
        after=afterwards.after(visit, delivery.amends.out_of(db, post_id)),
        corrects=posts.get(db, old.post_id, post.agency_id) if old else None,
    )


def note_release(visit: Visit, post_id: int, form: forms.Form) -> None:
    """Put on record that the agency made its loss public. Refuses with each fault at its field."""
    given = forms.read(ReleaseForm, form)
    moment = resolve(given.released_at.replace(tzinfo=None), visit.zone)
    told = posts.ToldByVenue(given.venue, given.released_by, moment.at)
    try:
        posts.unlock(visit.db, post_id, told, by=visit.by, now=visit.now)
    except BadInput as refused:
        faults = tuple(Fault(f.where, f.what.capitalize(), f.mend) for f in refused.faults)
        raise BadInput(refused.message, faults) from None


def _unread(visit: Visit, variant: posts.Variant) -> Unread:
    may = visit.by.may(Action.APPROVE) or visit.by.may(Action.WRITE)
    return Unread(
        posts.unsettled_in(visit.db, variant.id or 0),
        may and visit.by.person_id not in variant.authors,
    )
