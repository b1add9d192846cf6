"""What the checks are handed of a variant: without a fact, the rule that needs it never speaks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlmodel import Session

import build
from outreach import brand, campaigns, posts, review, stories
from outreach.identity import Actor
from outreach.platforms import PlatformName
from people import Cast

X, FACEBOOK, PRINT = PlatformName.X, PlatformName.FACEBOOK, PlatformName.PRINT
QUIET = "Neighbors and officers met at the library today, and listened to each other."
CREDIT = "This project was supported by Award 2026-XX-0001. Opinions are those of the authors."


def a_campaign(db: Session, by: Actor, now: datetime, **about: object) -> int:
    brief = campaigns.Brief(
        key="together",
        title="Together",
        objective="Residents know whom to ask.",
        starts_on=date(2026, 11, 23),
        ends_on=date(2026, 12, 20),
    )
    return campaigns.found(db, replace(brief, **about), by=by, now=now).id or 0  # type: ignore[arg-type]  # fields by name


def found(db: Session, variant: posts.Variant, **around: object) -> Mapping[str, review.Finding]:
    """What is found in a variant on a practice account, by rule."""
    number, now = variant.id or 0, variant.revised_at
    cleared = posts.clearance_of(db, number, practice=True, at=now)
    looked = posts.look(
        db,
        posts.content(db, number),
        cleared,
        practice=True,
        due=now,
        now=now,
        around=posts.Around(**around),  # type: ignore[arg-type]  # fields by name
    )
    return {each.rule: each for each in looked.findings}


def branded(db: Session, by: Actor, now: datetime, **about: object) -> None:
    own = brand.brand_of(db, by=by)
    brand.revise_brand(db, replace(own, **about), by=by, now=now)  # type: ignore[arg-type]  # same


def test_nearly_the_same_words_again_are_noticed(db: Session, cast: Cast, now: datetime) -> None:
    variant = build.a_variant(db, cast.rivera, now=now, text=QUIET)
    assert "OPS-10" not in found(db, variant, recent=("Bring a chair to the park on Friday.",))
    assert "OPS-10" in found(db, variant, recent=(f"Thank you! {QUIET}",))


def test_cheer_right_after_an_incident_is_noticed(db: Session, cast: Cast, now: datetime) -> None:
    cheerful = build.a_variant(db, cast.rivera, now=now, text=f"Hooray! {QUIET}")
    assert "TONE-04" not in found(db, cheerful)
    assert "TONE-04" in found(db, cheerful, incident_near=True)


def test_a_language_the_campaign_promised_is_missed(db: Session, cast: Cast, now: datetime) -> None:
    number = a_campaign(db, cast.rivera, now, languages=("en", "es"))
    variant = build.a_variant(db, cast.rivera, now=now, text=QUIET, campaign_id=number)
    assert "“es”" in found(db, variant)["EQ-01"].message
    spanish = posts.Words(FACEBOOK, "Vecinos y agentes se reunieron hoy.", "es")
    posts.add(db, variant.post_id, spanish, by=cast.rivera, now=now)
    assert "EQ-01" not in found(db, variant)


def test_the_campaigns_own_hashtag_is_missed(db: Session, cast: Cast, now: datetime) -> None:
    number = a_campaign(db, cast.rivera, now, hashtags={"en": ["#WorkingTogether"]})
    for text, is_missed in ((QUIET, True), (f"{QUIET} #WorkingTogether", False)):
        variant = build.a_variant(db, cast.rivera, now=now, text=text, campaign_id=number)
        assert ("BRND-01" in found(db, variant)) is is_missed


def test_a_hashtag_that_is_not_of_the_brand_is_noticed(
    db: Session, cast: Cast, now: datetime
) -> None:
    branded(db, cast.admin, now, hashtags=("#RivertonTogether",))
    own = build.a_variant(db, cast.rivera, now=now, text=f"{QUIET} #RivertonTogether")
    strange = build.a_variant(db, cast.rivera, now=now, text=f"{QUIET} #SomethingElse")
    assert "BRND-01" not in found(db, own)
    assert "#somethingelse" in found(db, strange)["BRND-01"].message


def test_closing_words_are_missed_only_where_there_is_room(
    db: Session, cast: Cast, now: datetime
) -> None:
    branded(db, cast.admin, now, boilerplate={"en": "We are your neighbors in Riverton."})
    short = build.a_variant(db, cast.rivera, now=now, text=QUIET, platform=X)
    long = build.a_variant(db, cast.rivera, now=now, text=QUIET, platform=FACEBOOK)
    assert "BRND-01" not in found(db, short)
    assert "closing line" in found(db, long)["BRND-01"].message


def test_paper_that_a_grant_pays_for_names_it(db: Session, cast: Cast, now: datetime) -> None:
    number = a_campaign(db, cast.rivera, now, funding_credit=CREDIT)
    for platform, text, is_stopped in (
        (PRINT, QUIET, True),
        (PRINT, f"{QUIET}\n\n{CREDIT}", False),
        (FACEBOOK, QUIET, False),
    ):
        variant = build.a_variant(
            db, cast.rivera, now=now, text=text, platform=platform, campaign_id=number
        )
        assert ("FUND-01" in found(db, variant)) is is_stopped


def test_a_site_that_is_not_the_agencys_is_noted(db: Session, cast: Cast, now: datetime) -> None:
    cast.agency.contact = "pio@riverton.example.gov or 505-555-0142"
    for site, is_noted in (("riverton.example.gov", False), ("elsewhere.example.com", True)):
        text = f"{QUIET} Read more at https://{site}/library"
        variant = build.a_variant(db, cast.rivera, now=now, text=text)
        assert ("OPS-08" in found(db, variant)) is is_noted


def test_the_address_beside_the_words_is_looked_at_too(
    db: Session, cast: Cast, now: datetime
) -> None:
    variant = build.a_variant(db, cast.rivera, now=now, text=QUIET, platform=FACEBOOK)
    variant.link = "http://riverton.example.gov/library"
    assert "OPS-08" in found(db, variant)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_principle_may_be_quoted_whole(
    db: Session, cast: Cast, now: datetime, language: str
) -> None:
    principle = stories.principle_in(5, language)
    assert principle
    variant = build.a_variant(
        db, cast.rivera, now=now, text=f"“{principle.text}”", platform=FACEBOOK
    )
    variant.language = language
    assert "CONS-04" not in found(db, variant)
    variant.text = "“We have never been so proud of anything in our whole lives,” she said."
    assert "CONS-04" in found(db, variant)


def test_a_cards_words_are_known_and_a_photos_are_not(
    db: Session, cast: Cast, now: datetime
) -> None:
    placed = build.a_draft(db, cast, now=now)
    build.an_unowned_photo(db, cast, placed, now)
    variant = db.get_one(posts.Variant, placed.variant_id)
    asset = db.get_one(brand.Asset, variant.asset_id)
    for origin, is_asked in ((brand.AssetOrigin.UPLOAD, True), (brand.AssetOrigin.CARD, False)):
        asset.origin = origin
        assert ("A11Y-03" in found(db, variant)) is is_asked


def test_cheer_on_a_solemn_day_is_noticed(db: Session, cast: Cast, now: datetime) -> None:
    cheerful = build.a_variant(db, cast.rivera, now=now, text=f"Hooray! {QUIET}")
    for day, is_noticed in ((date(2026, 9, 11), True), (date(2026, 9, 16), False)):
        cheerful.revised_at = now.replace(year=day.year, month=day.month, day=day.day)
        assert ("TONE-04" in found(db, cheerful)) is is_noticed


def test_a_post_about_a_day_that_no_reader_of_its_community_read(
    db: Session, cast: Cast, now: datetime
) -> None:
    words = f"Diwali is here, and {QUIET[0].lower()}{QUIET[1:]}"
    variant = build.a_variant(db, cast.rivera, now=now, text=words)
    post = db.get_one(posts.Post, variant.post_id)
    assert "EQ-05" not in found(db, variant)
    post.type = posts.PostType.OBSERVANCE
    assert "EQ-05" in found(db, variant)


def test_a_month_is_known_in_all_its_days(db: Session, cast: Cast, now: datetime) -> None:
    words = f"It is Distracted Driving Awareness Month. {QUIET}"
    variant = build.a_variant(db, cast.rivera, now=now, text=words)
    db.get_one(posts.Post, variant.post_id).type = posts.PostType.OBSERVANCE
    for month, day, is_unsure in ((4, 12, False), (6, 12, True)):
        variant.revised_at = now.replace(month=month, day=day)
        assert ("EQ-05" in found(db, variant)) is is_unsure


def test_ticks_do_not_stand_for_a_young_person_in_a_photo_whose_list_says_nobody(
    db: Session, cast: Cast, now: datetime
) -> None:
    placed = build.a_draft(db, cast, now=now)
    posts.declare(db, placed.post_id, ["minor", "guardian"], by=cast.rivera, now=now)
    variant = db.get_one(posts.Variant, placed.variant_id)
    assert "JUV-02" not in found(db, variant)
    build.an_unowned_photo(db, cast, placed, now)
    assert "not on the list of people" in found(db, variant)["JUV-02"].message
    sam = brand.Pictured(0, "Sam", brand.PictureRole.RESIDENT, True, True)
    brand.tell_person(db, variant.asset_id or 0, sam, by=cast.rivera, now=now)
    assert "JUV-02" not in found(db, variant)
