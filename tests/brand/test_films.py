"""Films: kept whole with captions and a picture, or refused with what is missing."""

import io
import struct
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlmodel import Session

import people
from brand.test_captions import GOOD
from outreach import brand, errors, posts
from outreach.brand import mp4
from outreach.platforms import PlatformName

ALT = {"en": "Officers and neighbors plant a tree."}


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def a_film(*, more: bytes = b"", length: int = 12_000) -> bytes:
    """The boxes of a film of twelve seconds, 640 by 360, with nothing to see in it."""
    head = struct.pack(">IIIII", 0, 0, 0, 1000, length) + bytes(80)
    track = bytes(76) + struct.pack(">II", 640 << 16, 360 << 16)
    moov = box(b"mvhd", head) + box(b"trak", box(b"tkhd", track)) + more
    return box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", moov) + box(b"mdat", bytes(40))


def a_poster() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 36)).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def cast(db: Session, now: datetime) -> people.Cast:
    return people.cast(db, now)


FILM = brand.GivenFilm("tree.mp4", a_film(), {"en": GOOD.encode()}, a_poster(), "tree.jpg")


def keep(
    db: Session, cast: people.Cast, now: datetime, folder: Path, film: brand.GivenFilm = FILM
) -> brand.Asset:
    return brand.keep_film(db, film, alt=ALT, by=cast.rivera, now=now, folder=folder)


def test_a_film_is_kept_exactly_as_it_came(
    db: Session, cast: people.Cast, now: datetime, tmp_path: Path
) -> None:
    asset = keep(db, cast, now, tmp_path)
    assert (asset.kind, asset.seconds) == (brand.AssetKind.VIDEO, 12)
    assert (asset.width, asset.height, asset.media_type) == (640, 360, "video/mp4")
    assert brand.load(asset, tmp_path) == FILM.data
    assert brand.load_captions(asset, "en", tmp_path) == GOOD.encode()
    assert brand.load_poster(asset, tmp_path)[1] == "image/jpeg"


@pytest.mark.parametrize(
    ("film", "sentence"),
    [
        (replace(FILM, captions={}), "needs a caption file"),
        (replace(FILM, poster=b""), "a picture that stands for it"),
        (replace(FILM, captions={"en": b"no captions"}), "cannot be used as captions"),
        (replace(FILM, poster=b"PK\x03\x04"), "not a picture that can be read"),
        (replace(FILM, data=a_poster()), "not an MP4 film"),
        (replace(FILM, data=FILM.data[:60]), "damaged"),
        (replace(FILM, data=a_film(more=box(b"udta", box(b"\xa9xyz", b"+33-112")))), "the place"),
        (replace(FILM, data=a_film() + box(b"uuid", b"<x exif:GPSLatitude='33'/>")), "the place"),
        (replace(FILM, data=a_film() + bytes(20_000_000)), "larger than 20 MB"),
    ],
)
def test_what_is_missing_or_wrong_is_told(
    db: Session, cast: people.Cast, now: datetime, tmp_path: Path,
    film: brand.GivenFilm, sentence: str,
) -> None:  # fmt: skip
    with pytest.raises(errors.BadInput, match=sentence):
        keep(db, cast, now, tmp_path, film)
    assert list(tmp_path.iterdir()) == []


def test_a_post_carries_no_film(
    db: Session, cast: people.Cast, now: datetime, tmp_path: Path
) -> None:
    asset = keep(db, cast, now, tmp_path)
    idea = posts.Idea(title="A tree", type=posts.PostType.EVENT, tier=posts.Tier.RESIDENTS)
    words = [posts.Words(PlatformName.FACEBOOK, "A tree.", asset_id=asset.id)]
    with pytest.raises(errors.BadInput, match="is a film, and posts carry pictures only"):
        posts.draft(db, idea, words, by=cast.rivera, now=now)


@given(st.binary(max_size=300), st.integers(0, len(FILM.data)))
def test_any_bytes_are_read_or_refused(noise: bytes, at: int) -> None:
    for data in (noise, FILM.data[:at] + noise + FILM.data[at:]):
        try:
            film = mp4.read_mp4(data, "any.mp4")
        except errors.BadInput:
            continue
        assert film.width > 0
