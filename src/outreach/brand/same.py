"""Which pictures are the same one: copies of it, and the cards that show it."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach.brand.models import Asset


def showing(db: Session, asset_id: int) -> list[int]:
    """This picture, its copies, and every card that shows one of them, however far removed."""
    found = set[int]()
    waiting = [asset_id]
    while waiting:
        alike = copies(db, db.get_one(Asset, waiting.pop()), found)
        found |= {copy.id or 0 for copy in alike}
        cards = db.exec(select(Asset.id).where(col(Asset.shows_id).in_(found)))
        waiting = sorted({*waiting, *filter(None, cards)} - found)
    return sorted(found)


def copies(db: Session, asset: Asset, known: set[int]) -> list[Asset]:
    """The agency's pictures made of the same bytes: given again, or described anew for a post.

    Whoever is in one of them is in all; a copy is no way around somebody's no.
    """
    found = {asset.id or 0: asset}
    digests = {asset.sha256, asset.original_sha256}
    while True:
        rows = db.exec(
            select(Asset).where(
                Asset.agency_id == asset.agency_id,
                sa.or_(col(Asset.sha256).in_(digests), col(Asset.original_sha256).in_(digests)),
                col(Asset.id).not_in({*found, *known}),
            )
        ).all()
        if not rows:
            return list(found.values())
        found |= {row.id or 0: row for row in rows}
        digests |= {digest for row in rows for digest in (row.sha256, row.original_sha256)}
