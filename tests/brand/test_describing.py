"""What is said of a picture, and how it is found again."""

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import Session

import build
import people
from outreach import brand, delivery, errors, posts, records
from outreach.brand import AiUse, AssetKind
from outreach.delivery import State


@pytest.fixture
def cast(db: Session, now: datetime) -> people.Cast:
    return people.cast(db, now)


@pytest.fixture
def photo(db: Session, cast: people.Cast, now: datetime, tmp_path: Path) -> brand.Asset:
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "JPEG")
    alt, by = {"en": "A lamp.", "es": "Una lámpara."}, cast.rivera
    return brand.keep(db, out.getvalue(), alt=alt, name="l.jpg", by=by, now=now, folder=tmp_path)


def test_what_is_said_is_kept_with_what_was_said_before(
    db: Session, cast: people.Cast, now: datetime, photo: brand.Asset
) -> None:
    facts = replace(
        brand.facts_of(photo), kind=AssetKind.LOGO, owner="Riverton", ai=AiUse.EDITED,
        ai_disclosed=True,
    )  # fmt: skip
    brand.describe(db, photo.id or 0, facts, by=cast.rivera, now=now)
    assert brand.facts_of(photo) == facts
    last = records.of(db, ("asset", photo.id or 0), agency_id=photo.agency_id)[-1]
    assert last.kind == "brand.picture_described"
    assert (last.body["before"]["kind"], last.body["after"]["kind"]) == ("photo", "logo")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"alt": {"en": " "}}, "no alternative text"),
        ({"kind": AssetKind.LOGO, "decorative": True}, "never only an ornament"),
        ({"kind": AssetKind.CARD}, "stays one"),
        ({"ai": AiUse.NONE, "ai_disclosed": True}, "nothing to tell people of"),
    ],
)
def test_what_cannot_be_is_refused(
    db: Session, cast: people.Cast, now: datetime, photo: brand.Asset,
    change: dict[str, object], sentence: str,
) -> None:  # fmt: skip
    facts = replace(brand.facts_of(photo), **change)  # type: ignore[arg-type]
    with pytest.raises(errors.BadInput, match=sentence):
        brand.describe(db, photo.id or 0, facts, by=cast.rivera, now=now)


def test_the_point_that_matters_lies_in_the_picture(
    db: Session, cast: people.Cast, now: datetime, photo: brand.Asset
) -> None:
    brand.focus(db, photo.id or 0, (0.25, 1.0), by=cast.rivera, now=now)
    assert (photo.focal_x, photo.focal_y) == (0.25, 1.0)
    with pytest.raises(errors.BadInput, match="outside"):
        brand.focus(db, photo.id or 0, (1.01, 0.5), by=cast.rivera, now=now)


@pytest.mark.parametrize("words", ["lamp", "LÁMPARA", "una l.jpg", ""])
def test_a_picture_is_found_by_its_words(
    db: Session, cast: people.Cast, photo: brand.Asset, words: str
) -> None:
    agency = cast.rivera.agency_id
    assert brand.pictures(db, agency, words=words) == [photo]
    assert brand.pictures(db, agency, words=f"{words} 100%") == []
    assert brand.pictures(db, cast.quinn.agency_id, words=words) == []
    assert brand.pictures(db, agency, kind=AssetKind.CARD) == []


def a_post(db: Session, cast: people.Cast, now: datetime, photo: brand.Asset) -> delivery.Placement:
    placed = build.a_scheduled(db, cast, now=now)
    db.get_one(posts.Variant, placed.variant_id).asset_id = photo.id
    db.flush()
    return placed


def said(photo: brand.Asset, **alt: str) -> brand.PictureFacts:
    return replace(brand.facts_of(photo), alt={**photo.alt, **alt})


def test_a_post_whose_description_changes_asks_again(
    db: Session, cast: people.Cast, now: datetime, photo: brand.Asset
) -> None:
    placed = a_post(db, cast, now, photo)
    facts = said(photo, es="Un farol.")
    assert delivery.describe(db, photo.id or 0, facts, by=cast.rivera, now=now) == []
    facts = said(photo, en="A new lamp.")
    assert delivery.describe(db, photo.id or 0, facts, by=cast.rivera, now=now) == [placed]
    assert placed.state is State.DRAFT


def test_a_description_that_went_out_stays(
    db: Session, cast: people.Cast, now: datetime, photo: brand.Asset
) -> None:
    a_post(db, cast, now, photo).state = State.PUBLISHED
    db.flush()
    with pytest.raises(errors.Conflict, match="went out with a post"):
        delivery.describe(db, photo.id or 0, said(photo, en="Another."), by=cast.rivera, now=now)
