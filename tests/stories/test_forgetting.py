"""Photos of strangers go when their time is over; what is still in use does not go with them."""

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import Session, select

import people
from outreach import brand, records, stories
from outreach.stories import Tip, TipState

LATER = timedelta(days=91)


@pytest.fixture
def cast(db: Session, now: datetime) -> people.Cast:
    return people.cast(db, now)


@pytest.fixture
def door(db: Session, cast: people.Cast, now: datetime) -> stories.TipDoor:
    return stories.make_tip_link(db, "Patrol", by=cast.admin, now=now)[0]


def a_photo(folder: Path, colour: str = "navy") -> brand.Received:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(out, "JPEG")
    return brand.receive(out.getvalue(), "bike.jpg", folder)


def a_tip(
    db: Session, door: stories.TipDoor, photo: brand.Received, now: datetime, key: str = "k"
) -> Tip:
    told = stories.Told(what="Officer Lee fixed a bike.")
    return stories.give_tip(db, door, told, key=key, photo=photo, now=now)


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_a_photo_set_aside_is_deleted_after_its_time_and_on_record(
    db: Session, cast: people.Cast, door: stories.TipDoor, now: datetime, tmp_path: Path
) -> None:
    tip = a_tip(db, door, a_photo(tmp_path), now)
    stories.set_tip_aside(db, tip.id or 0, by=cast.rivera, now=now)
    assert stories.forget_photos(db, tmp_path, now=now + timedelta(days=89)) == 0
    assert len(files(tmp_path)) == 2
    assert stories.forget_photos(db, tmp_path, now=now + LATER) == 1
    assert files(tmp_path) == set() and stories.tip_photo(tip) is None and tip.what
    kept = records.of(db, ("tip", tip.id or 0), agency_id=tip.agency_id)
    (gone,) = [each for each in kept if each.kind == "stories.tip_photo_deleted"]
    assert len(gone.body["deleted"]) == 2
    assert stories.forget_photos(db, tmp_path, now=now + LATER) == 0


def test_new_tips_and_pictures_made_of_them_keep_their_photo(
    db: Session, cast: people.Cast, door: stories.TipDoor, now: datetime, tmp_path: Path
) -> None:
    a_tip(db, door, a_photo(tmp_path), now)
    used = a_tip(db, door, a_photo(tmp_path, "red"), now, "two")
    stories.take_photo(db, used, alt={"en": "A red wall."}, by=cast.rivera, now=now)
    stories.set_tip_aside(db, used.id or 0, by=cast.rivera, now=now)
    before = files(tmp_path)
    assert stories.forget_photos(db, tmp_path, now=now + LATER) == 0
    assert files(tmp_path) == before


@pytest.mark.parametrize("other", ["a tip", "a picture"])
def test_bytes_that_something_else_has_stay(
    db: Session, cast: people.Cast, door: stories.TipDoor, now: datetime, tmp_path: Path, other: str
) -> None:
    photo = a_photo(tmp_path)
    tip = a_tip(db, door, photo, now)
    stories.set_tip_aside(db, tip.id or 0, by=cast.rivera, now=now)
    if other == "a tip":
        a_tip(db, door, photo, now, "two")
    else:
        brand.keep_received(db, photo, alt={"en": "A wall."}, by=cast.rivera, now=now)
    before = files(tmp_path)
    assert stories.forget_photos(db, tmp_path, now=now + LATER) == 1
    assert files(tmp_path) == before


def test_a_form_never_finished_is_forgotten_with_its_photo(
    db: Session, door: stories.TipDoor, now: datetime, tmp_path: Path
) -> None:
    tip = stories.hold_photo(db, door, key="k", photo=a_photo(tmp_path), now=now)
    assert tip.state is TipState.UNFINISHED
    assert stories.forget_photos(db, tmp_path, now=now + timedelta(hours=23)) == 0
    assert stories.forget_photos(db, tmp_path, now=now + timedelta(hours=25)) == 1
    assert files(tmp_path) == set() and db.exec(select(Tip)).all() == []


def test_a_photo_that_another_took_the_place_of_is_forgotten(
    db: Session, door: stories.TipDoor, now: datetime, tmp_path: Path
) -> None:
    stories.hold_photo(db, door, key="k", photo=a_photo(tmp_path), now=now)
    tip = a_tip(db, door, a_photo(tmp_path, "red"), now)
    assert len(files(tmp_path)) == 4
    assert stories.forget_photos(db, tmp_path, now=now + timedelta(hours=25)) == 1
    photo = stories.tip_photo(tip)
    assert photo is not None
    assert files(tmp_path) == {photo.sha256, photo.original_sha256}
    assert db.exec(select(Tip)).all() == [tip]


def test_a_photo_that_no_tip_took_goes_at_once_and_one_that_did_stays(
    db: Session, door: stories.TipDoor, now: datetime, tmp_path: Path
) -> None:
    taken, refused = a_photo(tmp_path), a_photo(tmp_path, "red")
    a_tip(db, door, taken, now)
    for photo in (taken, refused):
        stories.discard_unkept(db, photo, tmp_path)
    assert files(tmp_path) == {taken.sha256, taken.original_sha256}
