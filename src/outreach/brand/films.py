"""Films: kept exactly as they came, with captions and a picture that stands for them.

Nothing here turns one kind of film into another, so nothing can be taken out of one either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from outreach import errors
from outreach.brand import assets, captions, mp4, storage
from outreach.brand.models import Asset, AssetKind, AssetOrigin
from outreach.identity import Action, Actor

#: A form with a film and its picture has to pass the limit of a request.
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class GivenFilm:
    """A film as it was given: its bytes, its captions by language, and the picture for it."""

    name: str
    data: bytes
    captions: Mapping[str, bytes]
    poster: bytes
    poster_name: str


def keep_film(
    db: Session,
    film: GivenFilm,
    *,
    alt: Mapping[str, str],
    by: Actor,
    now: datetime,
    folder: Path,
) -> Asset:
    """Keep a film with its captions and its picture.

    Refuses one without captions or a picture, captions that nobody could read in time, what is no
    MP4 file, and what is too large.
    """
    by.must(Action.WRITE)
    said = assets.alternatives(alt)
    about = _read(film)
    clean = assets.cleaned(film.poster, film.poster_name)
    kept = storage.put(folder, film.data)
    return assets.taken_in(
        db,
        Asset(
            agency_id=by.agency_id,
            origin=AssetOrigin.UPLOAD,
            kind=AssetKind.VIDEO,
            name=film.name[:120],
            sha256=kept,
            original_sha256=kept,
            media_type="video/mp4",
            width=about.width,
            height=about.height,
            seconds=about.seconds,
            poster_sha256=storage.put(folder, clean.data),
            captions={
                language: storage.put(folder, data) for language, data in film.captions.items()
            },
            alt=said,
            by_id=by.person_id,
            at=now,
        ),
    )


def load_poster(asset: Asset, folder: Path) -> tuple[bytes, str]:
    """The picture that stands for a film, and its kind."""
    if asset.poster_sha256 is None:
        raise errors.NotFound("There is no such picture.")
    data = storage.get(folder, asset.poster_sha256, asset.name)
    return data, "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"


def load_captions(asset: Asset, language: str, folder: Path) -> bytes:
    """The caption file as it came."""
    if language not in asset.captions:
        raise errors.NotFound("There are no captions in this language.")
    return storage.get(folder, asset.captions[language], asset.name)


def _read(film: GivenFilm) -> mp4.Film:
    if len(film.data) > MAX_BYTES:
        raise errors.BadInput(
            f"“{film.name}” is larger than {MAX_BYTES // 1_000_000} MB. Export it smaller."
        )
    if not film.captions or not film.poster:
        raise errors.BadInput(
            f"“{film.name}” needs a caption file (SRT) and a picture that stands for it. "
            "Choose all three together."
        )
    for language, data in film.captions.items():
        captions.read_captions(data, f"captions ({language})")
    return mp4.read_mp4(film.data, film.name)
