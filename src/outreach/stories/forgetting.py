"""Photos that nobody needs any more: of forms never finished, and of tips set aside long ago.

What a tip says stays, with a record of what was deleted; the picture of a stranger does not.
"""

from collections.abc import Set
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach import brand
from outreach.lib import digest
from outreach.stories import inbox
from outreach.stories.tip_models import Tip, TipState
from outreach.stories.tips import UNFINISHED_FOR, record

#: A tip set aside can be taken up again with its photo until then.
SET_ASIDE_FOR = timedelta(days=90)


def forget_photos(db: Session, folder: Path, *, now: datetime) -> int:
    """Delete what is over its time, files first: cut short, it is done again. How many tips.

    A file stays while a picture, a release or another tip has the same bytes.
    """
    unfinished = _of(db, TipState.UNFINISHED, col(Tip.at) < now - UNFINISHED_FOR)
    aside = _of(
        db,
        TipState.SET_ASIDE,
        col(Tip.settled_at) < now - SET_ASIDE_FOR,
        col(Tip.photo_sha256).is_not(None),
        col(Tip.asset_id).is_(None),
    )
    for tip in unfinished:
        _delete(db, tip, folder, now)
        db.delete(tip)
    for tip in aside:
        _delete(db, tip, folder, now)
        tip.photo_sha256, tip.photo = None, {}
        db.add(tip)
    db.flush()
    return len(unfinished) + len(aside)


def discard_unkept(db: Session, photo: brand.Received, folder: Path) -> None:
    """Delete the files of a photo that no tip took, such as one that came in a flood."""
    names = {photo.sha256, photo.original_sha256}
    brand.discard_received(db, names - _with(db, col(Tip.photo_sha256) == photo.sha256), folder)


def _of(db: Session, state: TipState, *where: sa.ColumnElement[bool]) -> list[Tip]:
    rows = select(Tip).where(Tip.state == state, *where)
    return list(db.exec(rows.order_by(col(Tip.id))))


def _delete(db: Session, tip: Tip, folder: Path, now: datetime) -> None:
    photo = inbox.tip_photo(tip)
    if photo is None:
        return
    names = {photo.sha256, photo.original_sha256} - _elsewhere(db, tip)
    gone = brand.discard_received(db, names, folder)
    body: dict[str, digest.Plain] = {"photo": photo.sha256, "deleted": [*sorted(gone)]}
    record(db, "stories.tip_photo_deleted", tip, by=None, now=now, body=body)


def _elsewhere(db: Session, tip: Tip) -> Set[str]:
    """The files of other tips that came with the same photo."""
    return _with(db, col(Tip.photo_sha256) == tip.photo_sha256, col(Tip.id) != tip.id)


def _with(db: Session, *where: sa.ColumnElement[bool]) -> Set[str]:
    others = filter(None, map(inbox.tip_photo, db.exec(select(Tip).where(*where))))
    return {name for photo in others for name in (photo.sha256, photo.original_sha256)}
