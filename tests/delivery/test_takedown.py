"""When somebody takes a yes back, every post with the picture is named."""

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import Session

import build
from outreach import brand, delivery, posts, records
from outreach.brand import Basis, Terms, Word
from outreach.delivery import Placement, State, amends
from people import Cast, cast


@pytest.fixture
def people(db: Session, now: datetime) -> Cast:
    return cast(db, now)


@pytest.fixture
def photo(db: Session, people: Cast, now: datetime, tmp_path: Path) -> int:
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "JPEG")
    alt = {"en": "Dana Reyes under a lamp."}
    kept = brand.keep(
        db, out.getvalue(), alt=alt, name="lamp", by=people.rivera, now=now, folder=tmp_path
    )
    return kept.id or 0


def with_picture(db: Session, placed: Placement, photo: int, state: State) -> Placement:
    db.get_one(posts.Variant, placed.variant_id).asset_id = photo
    placed.state = state
    db.add(placed)
    db.flush()
    return placed


def released(db: Session, photo: int, people: Cast, now: datetime) -> int:
    dana = brand.Pictured(0, "Dana Reyes")
    shown = brand.tell_person(db, photo, dana, by=people.rivera, now=now)
    word = Word(Terms(basis=Basis.WRITTEN, signed_on=date(2026, 11, 1)))
    return brand.note_release(db, shown.id or 0, word, by=people.rivera, now=now).id or 0


def test_what_is_out_is_to_be_taken_down_and_what_is_ahead_stops(
    db: Session, people: Cast, now: datetime, photo: int
) -> None:
    out = with_picture(db, build.a_draft(db, people, now=now), photo, State.PUBLISHED)
    ahead = with_picture(db, build.a_draft(db, people, now=now), photo, State.SCHEDULED)
    with_picture(db, build.a_draft(db, people, now=now), photo, State.CANCELLED)
    build.a_scheduled(db, people, now=now)
    release = released(db, photo, people, now)
    found = delivery.withdraw(db, release, why="Moved away", by=people.rivera, now=now)
    assert (found.take_down, found.stop) == ((out,), (ahead,))
    about = ("asset", photo)
    last = records.of(db, about, agency_id=people.rivera.agency_id)[-1]
    assert last.kind == "delivery.takedown_listed"
    assert (last.body["take_down"], last.body["stop"]) == ([[out.post_id, None]], [ahead.post_id])


def test_a_post_with_a_card_of_the_picture_is_named_too(
    db: Session, people: Cast, now: datetime, photo: int, tmp_path: Path
) -> None:
    card = brand.keep_card(
        db, brand.Card("A lamp", "", "Riverton PD"), language="en", name="card.jpg",
        by=people.rivera, now=now, folder=tmp_path,
    )  # fmt: skip
    card.shows_id = photo
    db.add(card)
    out = with_picture(db, build.a_draft(db, people, now=now), card.id or 0, State.PUBLISHED)
    assert delivery.showing(db, photo).take_down == (out,)


@pytest.mark.parametrize("state", sorted(State))
def test_a_post_in_any_state_is_named_unless_it_never_went_out_and_never_will(
    db: Session, people: Cast, now: datetime, photo: int, state: State
) -> None:
    with_picture(db, build.a_draft(db, people, now=now), photo, state)
    found = delivery.showing(db, photo)
    named = bool(found.take_down or found.stop)
    assert named == (state not in (State.CANCELLED, State.FAILED))


def test_a_take_down_is_ticked_only_once_it_is_done(
    db: Session, people: Cast, now: datetime, photo: int
) -> None:
    out = with_picture(db, build.a_draft(db, people, now=now), photo, State.PUBLISHED)
    number = out.id or 0
    row = amends.take_down(
        db, number, "A release was taken back.", at_once=True, by=people.rivera, now=now
    )
    found = delivery.showing(db, photo)
    assert (found.ticks[number].state, found.left) == (amends.AmendState.ORDERED, (out,))
    row.state, row.ended_at = amends.AmendState.DONE, now
    db.add(row)
    db.flush()
    found = delivery.showing(db, photo)
    assert (found.take_down, found.left) == ((out,), ())


def test_a_take_down_that_was_left_is_no_tick(
    db: Session, people: Cast, now: datetime, photo: int
) -> None:
    out = with_picture(db, build.a_draft(db, people, now=now), photo, State.PUBLISHED)
    row = amends.take_down(db, out.id or 0, "A slip.", at_once=False, by=people.rivera, now=now)
    amends.drop(db, row.id or 0, by=people.rivera, now=now)
    found = delivery.showing(db, photo)
    assert (found.ticks, found.left) == ({}, (out,))
