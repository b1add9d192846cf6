"""Photos sent by people without an account: cleaned and kept, not yet a picture of ours."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from outreach.brand import assets, storage
from outreach.brand.models import Asset, AssetOrigin, Release
from outreach.identity import Action, Actor


@dataclass(frozen=True, slots=True)
class Received:
    """A photo that was proved, cleaned and kept."""

    name: str
    sha256: str
    original_sha256: str
    media_type: str
    width: int
    height: int


def receive(data: bytes, name: str, folder: Path) -> Received:
    """Keep a photo that somebody sent. Refuses what `keep` refuses, before anything is kept."""
    clean = assets.cleaned(data, name)
    return Received(
        name=name[:120],
        sha256=storage.put(folder, clean.data),
        original_sha256=storage.put(folder, data),
        media_type=clean.media_type,
        width=clean.width,
        height=clean.height,
    )


def load_received(photo: Received, folder: Path) -> bytes:
    """The clean copy. Refuses a file that is missing or is no longer what was kept."""
    return storage.get(folder, photo.sha256, photo.name)


def discard_received(db: Session, names: Set[str], folder: Path) -> frozenset[str]:
    """Delete these files but for those that a picture or a release has. Gives what was deleted."""
    kept = {
        name
        for column in (Asset.sha256, Asset.original_sha256, Release.evidence_sha256)
        for name in db.exec(select(column).where(col(column).in_(names)))
    }
    for name in names - kept:
        storage.remove(folder, name)
    return frozenset(names - kept)


def keep_received(
    db: Session, photo: Received, *, alt: Mapping[str, str], by: Actor, now: datetime
) -> Asset:
    """Make a photo that came in a picture of the agency. Refuses one without an alternative."""
    by.must(Action.WRITE)
    return assets.taken_in(
        db,
        Asset(
            agency_id=by.agency_id,
            origin=AssetOrigin.UPLOAD,
            name=photo.name,
            sha256=photo.sha256,
            original_sha256=photo.original_sha256,
            media_type=photo.media_type,
            width=photo.width,
            height=photo.height,
            alt=assets.alternatives(alt),
            by_id=by.person_id,
            at=now,
        ),
    )
