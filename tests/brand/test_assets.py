"""Pictures that people give: only pictures, only what should be seen, never unexplained."""

import io
import struct
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from sqlmodel import Session, select

import people
from outreach import brand, errors, records
from outreach.lib import digest

ALT = {"en": "Two officers and a shop owner under a new lamp."}
Keep = Callable[..., brand.Asset]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "media"
    made.mkdir()
    return made


@pytest.fixture
def cast(db: Session, now: datetime) -> people.Cast:
    return people.cast(db, now)


@pytest.fixture
def keep(db: Session, cast: people.Cast, now: datetime, folder: Path) -> Keep:
    def kept(data: bytes, name: str = "lamp", **more: object) -> brand.Asset:
        given = {"alt": ALT, "by": cast.rivera, "now": now, "folder": folder, **more}
        return brand.keep(db, data, name=name, **given)  # type: ignore[arg-type]

    return kept


def saved(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def a_photo(width: int = 60, height: int = 40, colour: str = "red") -> Image.Image:
    return Image.new("RGB", (width, height), colour)


def shown(asset: brand.Asset, folder: Path) -> Image.Image:
    return Image.open(io.BytesIO(brand.load(asset, folder)))


def test_a_photo_is_kept_with_its_alternative(
    db: Session, keep: Keep, cast: people.Cast, folder: Path
) -> None:
    data = saved(a_photo())
    asset = keep(data, "lamp.jpg")
    assert (asset.width, asset.height, asset.media_type) == (60, 40, "image/jpeg")
    assert (asset.alt, asset.origin) == (ALT, brand.AssetOrigin.UPLOAD)
    assert asset.original_sha256 == digest.sha256(data)
    (record,) = records.of(db, ("asset", asset.id or 0), agency_id=cast.rivera.agency_id)
    assert (record.kind, record.body["sha256"]) == ("brand.picture_kept", asset.sha256)


def test_the_place_a_photo_was_taken_in_does_not_leave(keep: Keep, folder: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"  # GPSInfo, GPSLatitudeRef
    exif[0x010F] = "Acme Phones"
    original = saved(a_photo(), exif=exif.tobytes(), comment=b"at 5 Elm Street")
    asset = keep(original)
    clean = shown(asset, folder)
    assert not clean.getexif()
    assert "comment" not in clean.info
    assert b"Acme" in original
    assert b"Acme" not in brand.load(asset, folder)


def test_the_words_inside_a_png_do_not_leave(keep: Keep, folder: Path) -> None:
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Author", "Sergeant Doe")
    asset = keep(saved(a_photo(), "PNG", pnginfo=hidden))
    assert asset.media_type == "image/png"
    assert b"Doe" not in brand.load(asset, folder)


def test_a_photo_taken_sideways_stands_upright(keep: Keep, folder: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: turn a quarter to the right
    asset = keep(saved(a_photo(60, 40), exif=exif.tobytes()))
    assert (asset.width, asset.height) == shown(asset, folder).size == (40, 60)


def test_colours_of_another_space_are_brought_to_srgb(keep: Keep, folder: Path) -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (srgb, swapped, b"no profile at all"):
        clean = shown(keep(saved(a_photo(), icc_profile=profile)), folder)
        assert "icc_profile" not in clean.info
        assert clean.getpixel((5, 5)) == pytest.approx((254, 0, 0), abs=2)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_pictures_of_every_ordinary_mode_are_kept(keep: Keep, folder: Path, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    asset = keep(saved(a_photo(colour="white").convert(mode), kind))
    assert shown(asset, folder).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_phones_two_pictures_in_one_are_its_first(keep: Keep, folder: Path) -> None:
    blue = a_photo(colour="blue")
    data = saved(blue, "MPO", save_all=True, append_images=[a_photo(colour="red")])
    asset = keep(data, "lamp.jpg")
    assert asset.media_type == "image/jpeg"
    assert shown(asset, folder).getpixel((5, 5)) == (0, 0, 254)


def test_what_shines_through_goes_on_shining_through(keep: Keep, folder: Path) -> None:
    asset = keep(saved(Image.new("RGBA", (10, 10), (0, 0, 255, 128)), "PNG"))
    assert asset.media_type == "image/png"
    assert shown(asset, folder).getpixel((5, 5)) == (0, 0, 255, 128)


def test_a_large_and_busy_picture_is_made_small_enough_to_send(keep: Keep, folder: Path) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((2100, 1400), 90) for _ in "RGB"])
    asset = keep(saved(noise), "noise.jpg")
    assert (asset.width, asset.height) == (2048, 1365)
    assert len(brand.load(asset, folder)) <= 5_000_000


def test_a_webp_is_kept_as_what_every_platform_takes(keep: Keep, folder: Path) -> None:
    asset = keep(saved(a_photo(), "WEBP"), "lamp.webp")
    assert asset.media_type == "image/jpeg"
    assert shown(asset, folder).size == (60, 40)


def test_the_same_picture_twice_is_one_file(db: Session, keep: Keep, folder: Path) -> None:
    data = saved(a_photo())
    one, other = keep(data), keep(data, alt={"es": "Una lámpara."})
    assert one.sha256 == other.sha256
    assert len(db.exec(select(brand.Asset)).all()) == 2
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert sorted(path.name for path in files) == sorted({one.sha256, one.original_sha256})


def _png_of(width: int, height: int) -> bytes:
    """A PNG of a hundred bytes that claims any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _moving(kind: str) -> bytes:
    frames = [a_photo(colour=colour) for colour in ("red", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (_png_of(60_000, 60_000), "a.png", "has more than 50 million pixels. Save it smaller."),
        (_png_of(10_000, 10_000), "a.png", "has more than 50 million pixels."),
        (_png_of(8_000, 6_000), "a.png", "is damaged and cannot be read to its end."),
        (b'<?xml version="1.0"?><svg onload="x()"/>', "a.svg", "is an SVG, which can carry"),
        (b"\n<SVG xmlns=''>", "a.png", "is an SVG"),
        (b"<html><script>x()</script></html>", "a.jpg", "is not a picture that can be read."),
        (b"%PDF-1.7", "a.jpg", "is not a picture that can be read. Choose a JPEG, PNG or WebP"),
        (b"", "a.jpg", "is not a picture that can be read."),
        (saved(a_photo(), "PNG"), "a.jpg", "“a.jpg” is really a PNG file. Rename it so"),
        (saved(a_photo(), "WEBP"), "a.png", "is really a WebP file."),
        (saved(a_photo(600, 400))[:900], "a.jpg", "is damaged and cannot be read to its end."),
        (_moving("PNG"), "a.png", "moves. Choose a picture that stands still."),
        (_moving("WEBP"), "a.webp", "moves."),
        (_moving("GIF"), "a.gif", "is not a picture that can be read."),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "a.heic", "is a HEIC photo"),
        (saved(Image.new("I;16", (9, 9)), "PNG"), "a.png", "has colors no screen shows (I;16)."),
        (b"x" * 20_000_001, "a.jpg", "is larger than 20 MB. Save it smaller."),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_it_rejects(
    db: Session, keep: Keep, folder: Path, data: bytes, name: str, said: str
) -> None:
    with pytest.raises(errors.BadInput) as refused:
        keep(data, name)
    assert said in str(refused.value)
    assert list(folder.iterdir()) == []
    assert db.exec(select(brand.Asset)).all() == []


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ({}, "The picture has no alternative text. Say in a sentence what it shows"),
        ({"en": " \n"}, "The picture has no alternative text."),
        ({"en": "IMG_2041.JPG"}, "“IMG_2041.JPG” is a file's name."),
        ({"es": "x" * 1001}, "The alternative text (es) has 1001 characters. Keep it to 1,000."),
    ],
)
def test_it_rejects_an_alternative_that_tells_nothing(
    keep: Keep, alt: dict[str, str], said: str
) -> None:
    with pytest.raises(errors.BadInput) as refused:
        keep(saved(a_photo()), alt=alt)
    assert said in str(refused.value)


def test_it_requires_write(keep: Keep, cast: people.Cast) -> None:
    with pytest.raises(errors.NotAllowed):
        keep(saved(a_photo()), by=cast.clerk)


def _file(folder: Path, asset: brand.Asset) -> Path:
    (found,) = folder.rglob(asset.sha256)
    return found


def test_a_file_that_was_changed_is_not_shown(keep: Keep, folder: Path) -> None:
    asset = keep(saved(a_photo()), "lamp.jpg")
    path = _file(folder, asset)
    path.write_bytes(path.read_bytes() + b"!")
    with pytest.raises(errors.NotReady, match=r"“lamp\.jpg” was changed since it was kept"):
        brand.load(asset, folder)


def test_a_file_that_is_gone_is_told(keep: Keep, folder: Path) -> None:
    asset = keep(saved(a_photo()), "lamp.jpg")
    _file(folder, asset).unlink()
    with pytest.raises(errors.NotReady, match=r"“lamp\.jpg” is missing .* Bring it back"):
        brand.load(asset, folder)


def test_choosing_the_picture_again_mends_its_file(keep: Keep, folder: Path) -> None:
    data = saved(a_photo())
    asset = keep(data)
    _file(folder, asset).write_bytes(b"rust")
    assert brand.load(keep(data), folder) == brand.load(asset, folder)


def test_a_card_is_kept_as_it_was_drawn(
    db: Session, cast: people.Cast, now: datetime, folder: Path
) -> None:
    card = brand.Card("Strong leadership", "Share decisions.", "Riverton PD")
    asset = brand.keep_card(
        db, card, language="en", name="card", by=cast.rivera, now=now, folder=folder
    )
    assert brand.load(asset, folder) == brand.draw(card)
    assert asset.alt == {"en": "Riverton PD. Strong leadership. Share decisions."}
    assert (asset.origin, asset.width, asset.height) == (brand.AssetOrigin.CARD, 1200, 675)
