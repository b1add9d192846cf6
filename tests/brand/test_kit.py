"""An agency's brand: its own words from the start, changed with a record, never made unreadable."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import Session

import people
from outreach import brand, errors, identity, records
from outreach.brand.palette import PLAIN, Palette, parse

Revise = Callable[[brand.Brand], brand.Brand]
GREEN = Palette(parse("#1F4D3A"), parse("#2E7D5B"), parse("#F2C14E"), parse("#FFFFFF"))


@pytest.fixture
def cast(db: Session, now: datetime) -> people.Cast:
    return people.cast(db, now)


@pytest.fixture
def revise(db: Session, cast: people.Cast, now: datetime) -> Revise:
    return lambda each: brand.revise_brand(db, each, by=cast.admin, now=now)


@pytest.fixture
def ours(db: Session, cast: people.Cast) -> brand.Brand:
    return brand.brand_of(db, by=cast.rivera)


@pytest.fixture
def logo(db: Session, cast: people.Cast, now: datetime, tmp_path: Path) -> brand.Asset:
    out = io.BytesIO()
    Image.new("RGB", (200, 80), "navy").save(out, "PNG")
    alt = {"en": "Riverton Food Bank"}
    return brand.keep(
        db, out.getvalue(), alt=alt, name="bank.png", by=cast.rivera, now=now, folder=tmp_path
    )


def test_a_brand_begins_with_what_the_agency_is_called(ours: brand.Brand) -> None:
    assert (ours.name, ours.short_name) == ("Riverton Police Department", "Riverton PD")
    assert ours.palette == PLAIN
    assert set(ours.voice) == set(brand.Tone)
    assert all(ours.voice.values())


def test_a_revision_is_kept_and_recorded(
    db: Session, cast: people.Cast, ours: brand.Brand, revise: Revise
) -> None:
    wanted = replace(
        ours,
        palette=GREEN,
        hashtags=("#BetterTogether", " #BetterTogether "),
        benefits=("Calls are shorter where neighbors know our names. ",),
        boilerplate={"en": "We serve Riverton.", "es": "Servimos a Riverton.", "vi": " "},
    )
    revise(wanted)
    kept = brand.brand_of(db, by=cast.clerk)
    assert (kept.palette, kept.hashtags) == (GREEN, ("#BetterTogether",))
    assert kept.benefits == ("Calls are shorter where neighbors know our names.",)
    assert dict(kept.boilerplate) == {"en": "We serve Riverton.", "es": "Servimos a Riverton."}
    (record,) = records.of(db, ("agency", cast.rivera.agency_id), agency_id=cast.rivera.agency_id)
    assert record.kind == "brand.changed"
    assert set(record.body) == {"palette", "hashtags", "benefits", "boilerplate"}
    assert record.body["palette"][1]["ground"] == "#1F4D3A"


def test_nothing_changed_is_nothing_recorded(
    db: Session, cast: people.Cast, ours: brand.Brand, revise: Revise
) -> None:
    assert revise(ours) == ours
    assert records.of(db, ("agency", 1), agency_id=cast.rivera.agency_id) == []


def test_another_agency_keeps_its_own(
    db: Session, cast: people.Cast, ours: brand.Brand, revise: Revise
) -> None:
    revise(replace(ours, palette=GREEN))
    theirs = brand.brand_of(db, by=cast.quinn)
    assert (theirs.short_name, theirs.palette) == ("Lakeside PD", PLAIN)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"palette": Palette(*[parse("#777777")] * 4)}, "Make the paper #"),
        ({"hashtags": ("Better Together",)}, "hashtags: “Better Together” is no hashtag."),
        ({"hashtags": ("#2026",)}, "Write it like #BetterTogether."),
        ({"name": " "}, "name: It has 0 characters. Give 1 to 120."),
        ({"short_name": "x" * 41}, "short_name: It has 41 characters."),
        ({"boilerplate": {"Spanish": "Hola"}}, "“Spanish” is no language. Write it like es."),
        ({"benefits": ("x" * 601,)}, "is too long. Keep it to 600 characters."),
        ({"logo_id": 99}, "logo_id: There is no such picture."),
        ({"partner_logo_ids": (1, 2, 3, 4, 5)}, "A card has no room for so many. Keep 4"),
    ],
)
def test_it_rejects(
    ours: brand.Brand, revise: Revise, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(errors.BadInput) as refused:
        revise(replace(ours, **changes))  # type: ignore[arg-type]
    assert said in str(refused.value)


def test_only_who_answers_for_the_agencys_facts_changes_the_brand(
    db: Session, cast: people.Cast, ours: brand.Brand, now: datetime
) -> None:
    for by in (cast.rivera, cast.lang, cast.clerk):
        with pytest.raises(errors.NotAllowed, match="cannot change the brand"):
            brand.revise_brand(db, replace(ours, short_name="R"), by=by, now=now)


def test_another_agencys_logo_is_not_there(
    db: Session, cast: people.Cast, logo: brand.Asset, now: datetime
) -> None:
    boss = replace(cast.quinn, role=identity.Role.ADMINISTRATOR)
    theirs = replace(brand.brand_of(db, by=boss), logo_id=logo.id)
    with pytest.raises(errors.BadInput, match="There is no such picture"):
        brand.revise_brand(db, theirs, by=boss, now=now)


def test_partners_logos_are_told_in_the_cards_alternative(
    db: Session, cast: people.Cast, ours: brand.Brand, logo: brand.Asset, tmp_path: Path
) -> None:
    with_partner = replace(ours, logo_id=logo.id, partner_logo_ids=(logo.id or 0,))
    look = brand.look_of(db, with_partner, language="en", by=cast.rivera, folder=tmp_path)
    card = brand.Card("Full shelves", "", ours.name, look=look)
    assert card.alt == "Riverton Police Department. Full shelves. Riverton Food Bank."
    assert brand.draw(card) != brand.draw(brand.Card("Full shelves", "", ours.name))


def test_a_logo_without_words_in_the_cards_language_is_refused(
    db: Session, cast: people.Cast, ours: brand.Brand, logo: brand.Asset, tmp_path: Path
) -> None:
    with_partner = replace(ours, partner_logo_ids=(logo.id or 0,))
    with pytest.raises(errors.BadInput, match="no alternative text in the language “es”"):
        brand.look_of(db, with_partner, language="es", by=cast.rivera, folder=tmp_path)


def test_the_agencys_own_logo_stands_on_a_card_in_any_language(
    db: Session, cast: people.Cast, ours: brand.Brand, logo: brand.Asset, tmp_path: Path
) -> None:
    own = replace(ours, logo_id=logo.id)
    look = brand.look_of(db, own, language="es", by=cast.rivera, folder=tmp_path)
    assert look.logo is not None and look.logo.alt == ""


def test_a_card_with_a_photo_needs_the_photos_releases(
    db: Session, cast: people.Cast, logo: brand.Asset, now: datetime, tmp_path: Path
) -> None:
    photo = brand.picture_of(logo, language="en", folder=tmp_path)
    card = brand.Card("Full shelves", "", "Riverton PD", photo=photo)
    keep = {"language": "en", "name": "card", "now": now, "folder": tmp_path}
    kept = brand.keep_card(db, card, by=cast.rivera, **keep)  # type: ignore[arg-type]
    assert kept.shows_id == logo.id
    with pytest.raises(errors.NotFound, match="no such picture"):
        brand.keep_card(db, card, by=cast.quinn, **keep)  # type: ignore[arg-type]


@pytest.mark.drawing
def test_samples_show_every_kind_in_every_size(ours: brand.Brand) -> None:
    shown = list(brand.samples(replace(ours, palette=GREEN)))
    assert [(each.card.kind, each.card.size) for each in shown] == [
        (kind, size) for kind in brand.CardKind for size in brand.CardSize
    ]
    again = list(brand.samples(replace(ours, palette=GREEN)))
    assert [each.digest for each in again] == [each.digest for each in shown]
    assert len({each.digest for each in shown}) == 24
