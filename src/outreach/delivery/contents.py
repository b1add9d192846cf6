"""Exactly what would leave: the words, alternatives, image bytes, account and time, and their
digest.
"""

from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from outreach import brand, posts
from outreach.lib import digest
from outreach.lib.clock import as_utc
from outreach.platforms import Outgoing, Picture, Poll


def placement_digest(content: posts.Content, account_id: int, due_at: datetime) -> str:
    """The digest a yes is bound to. Any change to what people would see, where or when, changes
    it.
    """
    return digest.of(
        {
            "words": posts.content_digest(content),
            "account": account_id,
            "due": as_utc(due_at).isoformat(),
        }
    )


def outgoing(db: Session, content: posts.Content, key: str, media: Path) -> Outgoing:
    """What the adapter is given. Refuses a picture whose bytes are not the ones approved."""
    pictures: tuple[Picture, ...] = ()
    if content.asset_id is not None:
        asset = db.get_one(brand.Asset, content.asset_id)
        data = brand.load(asset, media)
        pictures = (Picture(data, asset.media_type, content.alt),)
    poll = Poll(content.poll_options, content.poll_minutes) if content.poll_options else None
    return Outgoing(text=content.text, key=key, pictures=pictures, poll=poll, link=content.link)
