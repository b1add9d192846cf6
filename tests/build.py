"""Builders: plain functions that make a thing with sensible defaults; say only what the test is
about.
"""

from datetime import datetime, timedelta
from itertools import count

from sqlmodel import Session

from outreach import brand, delivery, identity, posts, review
from outreach.identity import Account, AccountState, Actor
from outreach.platforms import PlatformName
from people import Cast

_numbers = count(1)


def an_account(
    db: Session,
    cast: Cast,
    *,
    now: datetime,
    platform: PlatformName = PlatformName.X,
    state: AccountState = AccountState.CONNECTED,
    agency_id: int | None = None,
    vault: identity.Vault | None = None,
) -> Account:
    """A connected practice account."""
    number = next(_numbers)
    account = Account(
        agency_id=agency_id or cast.agency.id or 0,
        platform=platform,
        handle=f"riverton{number}",
        stable_id=f"{1000 + number}",
        name="Riverton Police",
        state=state,
        practice_url="http://127.0.0.1:8010",
        sealed=vault.seal({"access_token": "token"}) if vault else b"",
        connected_at=now,
    )
    db.add(account)
    db.flush()
    return account


def a_variant(
    db: Session,
    by: Actor,
    *,
    now: datetime,
    text: str | None = None,
    platform: PlatformName = PlatformName.X,
    campaign_id: int | None = None,
) -> posts.Variant:
    """A post with words for one platform."""
    number = next(_numbers)
    post = posts.Post(
        agency_id=by.agency_id,
        campaign_id=campaign_id,
        key=f"post-{number}",
        type=posts.PostType.STORY,
        tier=posts.Tier.RESIDENTS,
        title=f"Post {number}",
        blanks={},
        by_id=by.person_id,
        created_at=now,
    )
    db.add(post)
    db.flush()
    variant = posts.Variant(
        post_id=post.id or 0,
        platform=platform,
        language="en",
        text=text or f"Neighbors and officers met today, and listened. ({number})",
        poll_options=[],
        authors=[by.person_id],
        by_id=by.person_id,
        revised_at=now,
    )
    db.add(variant)
    db.flush()
    return variant


def a_draft(
    db: Session,
    cast: Cast,
    *,
    now: datetime,
    account: Account | None = None,
    due_in: timedelta = timedelta(hours=1),
    text: str | None = None,
    campaign_id: int | None = None,
) -> delivery.Placement:
    """A post placed by Rivera, not yet sent for approval."""
    account = account or an_account(db, cast, now=now)
    variant = a_variant(
        db, cast.rivera, now=now, text=text, platform=account.platform, campaign_id=campaign_id
    )
    zone = identity.zone(cast.agency.time_zone)
    local = (now + due_in).astimezone(zone).replace(tzinfo=None)
    return delivery.place(db, variant.id or 0, account.id or 0, local, by=cast.rivera, now=now)


def approve(db: Session, placement: delivery.Placement, cast: Cast, *, now: datetime) -> None:
    """Rivera asks, Chief Lang says yes."""
    delivery.ask(db, placement.id or 0, by=cast.rivera, now=now)
    digest = delivery.current_digest(db, placement)
    yes = review.Decision.APPROVE
    delivery.answer(db, placement.id or 0, digest, yes, by=cast.lang, now=now)


def a_scheduled(
    db: Session,
    cast: Cast,
    *,
    now: datetime,
    account: Account | None = None,
    due_in: timedelta = timedelta(hours=1),
    text: str | None = None,
    campaign_id: int | None = None,
) -> delivery.Placement:
    """A post placed by Rivera and approved by Chief Lang."""
    placement = a_draft(
        db, cast, now=now, account=account, due_in=due_in, text=text, campaign_id=campaign_id
    )
    approve(db, placement, cast, now=now)
    return placement


def an_unowned_photo(db: Session, cast: Cast, placement: delivery.Placement, now: datetime) -> str:
    """Give a draft, on a real account from now on, a photo of which nobody noted the owner.

    Gives the digest that a yes would be bound to now.
    """
    asset = brand.Asset(
        agency_id=cast.agency.id or 0,
        origin=brand.AssetOrigin.UPLOAD,
        name="park",
        sha256="0" * 64,
        original_sha256="0" * 64,
        media_type="image/jpeg",
        width=800,
        height=600,
        alt={"en": "An empty park at noon, with a new bench under a tree."},
        people_told_at=now,
        by_id=cast.rivera.person_id,
        at=now,
    )
    db.add(asset)
    db.flush()
    variant = db.get_one(posts.Variant, placement.variant_id)
    variant.asset_id = asset.id
    account = db.get_one(Account, placement.account_id)
    account.practice_url = None
    row = db.get_one(delivery.Placement, placement.id)
    db.add_all([variant, account, row])
    db.flush()
    row.digest = delivery.current_digest(db, row)
    return row.digest
