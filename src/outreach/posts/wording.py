"""A variant as it stands now: what it says, whether it may leave, and why not."""

from sqlmodel import Session

from outreach import errors
from outreach.posts import clearance, fitness, pieces, sources
from outreach.posts.fitness import NAMES, Content
from outreach.posts.models import Post


def content(db: Session, variant_id: int) -> Content:
    """What the variant says and shows now, fit to leave or not."""
    return pieces.content_of(pieces.piece_of(db, variant_id))


def faults(db: Session, variant_id: int) -> tuple[errors.Fault, ...]:
    """All that keeps a variant from going out as it is; empty when it may be sent for approval."""
    return _faults(db, content(db, variant_id))


def ready(db: Session, variant_id: int) -> Content:
    """The variant's content, fit to be sent for approval. Refuses what is not, with each reason.

    Nothing is lost by a refusal: the words stay as they were typed, and so do the other platforms'.
    """
    now = content(db, variant_id)
    found = _faults(db, now)
    if found:
        raise errors.BadInput(f"This cannot go out on {NAMES[now.platform]} as it is.", found)
    return now


def _faults(db: Session, now: Content) -> tuple[errors.Fault, ...]:
    post = db.get_one(Post, now.post_id)
    told = (*clearance.locked(post), *sources.untold(db, now))
    return (
        *fitness.faults_in(now),
        *(errors.Fault(NAMES[now.platform], reason) for reason in told),
    )
