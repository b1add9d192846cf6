"""Pictures that people give: proved to be pictures, cleaned of what nobody should see, and kept.

The original stays as it came. What is shown and sent is a clean copy: upright, without metadata (a
photo can name the street it was taken in), in colours every screen understands, of bounded size.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from sqlmodel import Session

from outreach import errors, records
from outreach.brand import cards, storage
from outreach.brand.models import Asset, AssetKind, AssetOrigin
from outreach.brand.people import asset_of
from outreach.identity import Action, Actor

MAX_BYTES = 20_000_000
#: More than any phone takes; a small file can claim a picture of gigabytes.
MAX_PIXELS = 50_000_000
#: Longest edge of what is sent; no timeline shows more.
MAX_EDGE = 2048
#: The least that any platform takes for one picture (X).
MAX_SENT = 5_000_000
#: What X takes for a picture's alternative; the shortest of the platforms.
MAX_ALT = 1_000

_FORMATS = ("JPEG", "PNG", "WEBP")
#: MPO is what many phones make: a JPEG with a second picture behind the first.
_ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        ".jpg": ("JPEG", "MPO"),
        ".jpeg": ("JPEG", "MPO"),
        ".png": ("PNG",),
        ".webp": ("WEBP",),
    }
)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|gif|heic|svg)", re.IGNORECASE)
_KINDS: Mapping[str, str] = MappingProxyType({"MPO": "JPEG", "WEBP": "WebP"})
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_HEIC = re.compile(rb"....ftyp(?:heic|heix|hevc|mif1|msf1|avif)", re.DOTALL)


def keep(  # noqa: PLR0913 - a picture comes with this much, each named
    db: Session,
    data: bytes,
    *,
    alt: Mapping[str, str],
    name: str,
    by: Actor,
    now: datetime,
    folder: Path,
) -> Asset:
    """Keep a picture for the agency, with its alternative in one language or more.

    Refuses what is no picture or pretends to be another kind, what moves, what is too large, and a
    picture without an alternative.
    """
    by.must(Action.WRITE)
    said = alternatives(alt)
    clean = cleaned(data, name)
    asset = Asset(
        origin=AssetOrigin.UPLOAD,
        name=name[:120],
        original_sha256=storage.put(folder, data),
        **_shown(clean, said, folder),
        **_signed(by, now),
    )
    return taken_in(db, asset)


def keep_card(  # noqa: PLR0913 - a card comes with this much, each named
    db: Session,
    card: cards.Card,
    *,
    language: str,
    name: str,
    by: Actor,
    now: datetime,
    folder: Path,
) -> Asset:
    """Draw a card and keep it as it was drawn; its alternative is every word on it.

    Whoever agreed to be seen in its photo agreed for the card. Refuses a photo we do not keep.
    """
    by.must(Action.WRITE)
    if card.photo:
        asset_of(db, card.photo.asset_id or 0, by.agency_id)
    said = alternatives({language: card.alt})
    drawn = Clean(cards.draw(card), "image/jpeg", *cards.pixels(card.size))
    shown = _shown(drawn, said, folder)
    asset = Asset(
        origin=AssetOrigin.CARD,
        kind=AssetKind.CARD,
        shows_id=card.photo.asset_id if card.photo else None,
        name=name[:120],
        original_sha256=shown["sha256"],
        **shown,
        **_signed(by, now),
    )
    return taken_in(db, asset)


def load(asset: Asset, folder: Path) -> bytes:
    """The clean copy. Refuses a file that is missing or is no longer what was kept."""
    return storage.get(folder, asset.sha256, asset.name)


@dataclass(frozen=True, slots=True)
class Clean:
    """A picture as it may be shown."""

    data: bytes
    media_type: str
    width: int
    height: int


def _shown(clean: Clean, said: dict[str, str], folder: Path) -> dict[str, Any]:
    return {
        "sha256": storage.put(folder, clean.data),
        "media_type": clean.media_type,
        "width": clean.width,
        "height": clean.height,
        "alt": said,
    }


def _signed(by: Actor, now: datetime) -> dict[str, Any]:
    return {"agency_id": by.agency_id, "by_id": by.person_id, "at": now}


def taken_in(db: Session, asset: Asset) -> Asset:
    """Write the picture down, with its record."""
    db.add(asset)
    db.flush()
    assert asset.id is not None  # noqa: S101 - flushed above
    records.append(
        db,
        "brand.picture_kept",
        ("asset", asset.id),
        agency_id=asset.agency_id,
        by_id=asset.by_id,
        at=asset.at,
        body={
            "name": asset.name,
            "origin": asset.origin.value,
            "sha256": asset.sha256,
            "original_sha256": asset.original_sha256,
            "alt": dict(asset.alt),
        },
    )
    return asset


def cleaned(data: bytes, name: str) -> Clean:
    """The picture as it may be shown. Refuses what is none, what moves and what is too large."""
    _refuse_by_its_looks(data, name)
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            _refuse_by_its_head(picture, name)
            return _encoded(_upright(picture), lossless=picture.format == "PNG")
    except errors.OutreachError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise errors.BadInput(_TOO_MANY_PIXELS.format(name=name)) from None
    except UnidentifiedImageError:
        raise errors.BadInput(
            f"“{name}” is not a picture that can be read. Choose a JPEG, PNG or WebP file."
        ) from None
    except Exception:  # Pillow's readers raise many kinds on a broken file, and all mean this
        raise errors.BadInput(
            f"“{name}” is damaged and cannot be read to its end. Choose the file again."
        ) from None


def _refuse_by_its_looks(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        raise errors.BadInput(
            f"“{name}” is larger than {MAX_BYTES // 1_000_000} MB. Save it smaller."
        )
    if _SVG.search(data[:4096]):
        raise errors.BadInput(
            f"“{name}” is an SVG, which can carry programs. Export it as PNG and choose that."
        )
    if _HEIC.match(data):
        raise errors.BadInput(
            f"“{name}” is a HEIC photo, which browsers do not show. Export it as JPEG."
        )


def _refuse_by_its_head(picture: Image.Image, name: str) -> None:
    """What can be known before the pixels are unpacked, which is when a bomb would go off."""
    kind = picture.format or ""
    expected = _ENDINGS.get(Path(name).suffix.lower())
    if expected is not None and kind not in expected:
        raise errors.BadInput(
            f"“{name}” is really a {_KINDS.get(kind, kind)} file. Rename it so, or save it again."
        )
    if picture.width * picture.height > MAX_PIXELS:
        raise errors.BadInput(_TOO_MANY_PIXELS.format(name=name))
    if kind != "MPO" and getattr(picture, "n_frames", 1) > 1:
        raise errors.BadInput(f"“{name}” moves. Choose a picture that stands still.")
    if picture.mode.startswith(("I", "F")):
        raise errors.BadInput(
            f"“{name}” has colors no screen shows ({picture.mode}). Save it as an ordinary PNG."
        )


_TOO_MANY_PIXELS = (
    f"“{{name}}” has more than {MAX_PIXELS // 1_000_000} million pixels. Save it smaller."
)


def _upright(picture: Image.Image) -> Image.Image:
    """The pixels as a viewer would show them: turned, in sRGB, bounded, and nothing else."""
    shown = ImageOps.exif_transpose(picture)
    mode = "RGBA" if shown.has_transparency_data else "RGB"
    shown = _in_srgb(shown, mode)
    shown.thumbnail((MAX_EDGE, MAX_EDGE), Image.Resampling.LANCZOS)
    bare = Image.new(mode, shown.size)
    bare.paste(shown)
    return bare


def _in_srgb(picture: Image.Image, mode: str) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
        except (OSError, ImageCms.PyCMSError):
            turned = None  # a broken profile says nothing; the plain colours are the best guess
        if turned is not None:
            return turned
    return picture.convert(mode)


def _encoded(picture: Image.Image, *, lossless: bool) -> Clean:
    """As PNG what came so or lets the ground shine through, else JPEG; small enough to send."""
    if lossless or picture.mode == "RGBA":
        data = _saved(picture, "PNG", optimize=True)
        if len(data) <= MAX_SENT:
            return Clean(data, "image/png", *picture.size)
    if picture.mode == "RGBA":
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture).convert("RGB")
    for quality in (92, 80, 60):
        # Not optimized: for that, Pillow has to hold the whole file, and fails on a busy picture.
        data = _saved(picture, "JPEG", quality=quality, subsampling=0)
        if len(data) <= MAX_SENT:
            break
    return Clean(data, "image/jpeg", *picture.size)


def _saved(picture: Image.Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def alternatives(alt: Mapping[str, str]) -> dict[str, str]:
    """The alternatives as they are kept. Refuses none at all, long ones, and a file's name."""
    said = {language.strip(): text.strip() for language, text in alt.items() if text.strip()}
    if not said:
        raise errors.BadInput(
            "The picture has no alternative text. Say in a sentence what it shows, and write every "
            "word that stands in it."
        )
    for language, text in said.items():
        if len(text) > MAX_ALT:
            raise errors.BadInput(
                f"The alternative text ({language}) has {len(text)} characters. "
                f"Keep it to {MAX_ALT:,}."
            )
        if _FILE_NAME.fullmatch(text):
            raise errors.BadInput(
                f"“{text}” is a file's name. Say in a sentence what the picture shows."
            )
    return said
