"""A variant as it stands now: what it says, whether it may leave, and why not."""

from sqlmodel import Session

from outreach import brand, errors
from outreach.posts import clearance, fitness, sources
from outreach.posts.fitness import NAMES, Content
from outreach.posts.models import Post, Variant


def content(db: Session, variant_id: int) -> Content:
    """What the variant says and shows now, fit to leave or not."""
    variant = db.get(Variant, variant_id)
    if variant is None:
        raise errors.NotFound("There is no such post.")
    post = db.get_one(Post, variant.post_id)
    asset = None if variant.asset_id is None else db.get_one(brand.Asset, variant.asset_id)
    return Content(
        agency_id=post.agency_id,
        campaign_id=post.campaign_id,
        post_id=variant.post_id,
        story_id=post.story_id,
        platform=variant.platform,
        language=variant.language,
        text=variant.text,
        link=variant.link,
        asset_id=variant.asset_id,
        asset_sha256=asset.sha256 if asset else None,
        alt=asset.alt.get(variant.language, "") if asset else "",
        poll_options=tuple(variant.poll_options),
        poll_minutes=variant.poll_minutes,
        authors=frozenset({post.by_id, *variant.authors}),
        first_comment=variant.first_comment,
        caveat=variant.caveat,
    )


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
