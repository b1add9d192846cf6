"""The shipped kit is taken up whole: posts fit, caveats stay, and nothing is approved."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.engine import Engine
from sqlmodel import Session, select

import build
import people
from campaigns.kit import KIT
from outreach import brand, campaigns, delivery, errors, posts, records, review, stories
from outreach import db as database
from outreach.platforms import PlatformName
from people import Cast
from shipping import SHELF, STORIES, STORIES_FILE

#: Forty posts are placed, and pictures drawn for them.
pytestmark = pytest.mark.process

MONDAY = date(2026, 11, 30)
WISH = campaigns.Wish(
    starts_on=MONDAY,
    languages=("en", "es"),
    answers={"partner_name": "Riverton Interfaith Council", "contact": "555-0100"},
)
WRITTEN = (PlatformName.X, PlatformName.FACEBOOK, PlatformName.HANDOFF)


def an_agency(db: Session, now: datetime) -> tuple[Cast, Mapping[PlatformName, int]]:
    """The cast, the twenty stories in its library, and an account for each platform."""
    cast = people.cast(db, now)
    stories.import_stories(db, STORIES_FILE, by=cast.rivera, now=now, publish=True)
    accounts = {
        platform: build.an_account(db, cast, now=now, platform=platform).id or 0
        for platform in WRITTEN
    }
    return cast, accounts


@pytest.fixture(scope="module")
def taken(
    _empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> "tuple[Engine, Cast, Path]":
    """The shipped kit taken up once; the tests below only look at it."""
    folder = tmp_path_factory.mktemp("taken")
    (folder / "outreach.db").write_bytes(_empty_database.read_bytes())
    engine = database.engine(f"sqlite:///{folder / 'outreach.db'}")
    now = datetime.fromisoformat("2026-11-23T16:00:00+00:00")
    with database.writing(engine) as db:
        cast, accounts = an_agency(db, now)
        means = campaigns.Means(SHELF, folder / "media", accounts)
        campaigns.adopt(db, KIT, means, WISH, by=cast.rivera, now=now)
    yield engine, cast, folder / "media"
    engine.dispose()


Taken = tuple[Engine, Cast, Path]


def test_every_post_is_placed_for_its_platforms_at_its_minute(taken: Taken) -> None:
    engine, cast, _ = taken
    with database.reading(engine) as db:
        found = campaigns.entries(db, cast.rivera.agency_id, first=MONDAY, last=KIT.ends_on(MONDAY))
        planned = {
            (post.title, platform, post.local(MONDAY))
            for post in KIT.posts
            for platform in post.platforms
        }
        assert {(entry.title, entry.platform, entry.local) for entry in found} == planned
        assert len(found) == len(planned)


def in_language(db: Session, language: str) -> list[posts.Variant]:
    return list(db.exec(select(posts.Variant).where(posts.Variant.language == language)))


def test_every_english_variant_is_ready_as_it_stands(taken: Taken) -> None:
    """Fits its platform, has its description, carries its caveat, names the other agency first."""
    engine, _, _ = taken
    with database.reading(engine) as db:
        variants = in_language(db, "en")
        assert len(variants) == sum(len(post.platforms) for post in KIT.posts)
        assert {variant.text: posts.faults(db, variant.id or 0) for variant in variants} == {
            variant.text: () for variant in variants
        }


def test_no_placeholder_leaves_and_the_partner_is_named(taken: Taken) -> None:
    engine, _, _ = taken
    with database.reading(engine) as db:
        texts = [variant.text for variant in db.exec(select(posts.Variant)).all()]
    assert not [text for text in texts if "{{" in text or "[day" in text or "[zone" in text]
    assert any("together with Riverton Interfaith Council" in text for text in texts)
    assert any("el sábado 19 de diciembre" in text.lower() for text in texts)
    assert any("Thursday, December 10, 6 p.m. Mountain Time" in text for text in texts)


def test_spanish_is_kept_as_drafts_and_stands_on_no_calendar(taken: Taken) -> None:
    engine, _, _ = taken
    with database.reading(engine) as db:
        spanish = in_language(db, "es")
        assert len(spanish) == sum(len(post.platforms) for post in KIT.posts)
        assert {variant.origin for variant in spanish} == {stories.Origin.MACHINE}
        assert all(variant.accepted_at is None for variant in spanish)
        placed = set(db.exec(select(delivery.Placement.variant_id)).all())
        assert not placed & {variant.id for variant in spanish}


def test_spanish_results_are_held_to_the_kits_spanish_caveats(taken: Taken) -> None:
    engine, _, _ = taken
    with database.reading(engine) as db:
        results = [variant for variant in in_language(db, "es") if variant.caveat]
        assert results and all(variant.caveat in variant.text for variant in results)
        told = [str(fault) for each in results for fault in posts.faults(db, each.id or 0)]
        assert [fault for fault in told if "must stand" in fault] == []


def test_nothing_is_approved_and_its_writer_cannot_say_yes(taken: Taken, now: datetime) -> None:
    engine, cast, _ = taken
    with database.reading(engine) as db:
        placements = db.exec(select(delivery.Placement)).all()
        assert {placement.state for placement in placements} == {delivery.State.DRAFT}
        waiting = review.waiting(db, cast.rivera.agency_id, "placement")
        assert {each.about_id for each in waiting} == {placement.id for placement in placements}
    with database.writing(engine) as db, pytest.raises(errors.NotAllowed):
        one = db.exec(select(delivery.Placement)).first()
        assert one is not None
        admin = replace(cast.admin, person_id=cast.rivera.person_id)
        digest = delivery.current_digest(db, one)
        delivery.answer(db, one.id or 0, digest, review.Decision.APPROVE, by=admin, now=now)


def test_pictures_are_described_by_every_word_on_them(taken: Taken) -> None:
    engine, _, media = taken
    with database.reading(engine) as db:
        carded = {post.id: post.card for post in KIT.posts if post.card}
        for post in db.exec(select(posts.Post)).all():
            for variant in posts.variants_of(db, post.id or 0):
                content = posts.content(db, variant.id or 0)
                card = carded.get(post.key)
                assert (content.asset_id is not None) is (card is not None)
                if card and content.asset_id:
                    for said in (card.headline, card.line):
                        assert said[variant.language].rstrip(".") in content.alt
                    assert brand.load(db.get_one(brand.Asset, content.asset_id), media)


def test_the_act_is_recorded_in_one_unbroken_chain(taken: Taken) -> None:
    engine, cast, _ = taken
    with database.reading(engine) as db:
        count, broken = records.verify(db, cast.rivera.agency_id)
        assert count > len(KIT.posts) and broken is None


def only(*ids: str) -> campaigns.Kit:
    """The shipped kit with these posts alone."""
    return replace(KIT, posts=tuple(post for post in KIT.posts if post.id in ids))


def test_a_story_that_is_missing_is_named_and_nothing_is_kept(
    engine: Engine, now: datetime, tmp_path: Path
) -> None:
    with database.writing(engine) as db:
        cast = people.cast(db, now)
        x = build.an_account(db, cast, now=now).id or 0
    means = campaigns.Means(SHELF, tmp_path, {PlatformName.X: x})
    kit = only("poll-where-to-meet", "boston-street-teams")
    with pytest.raises(errors.BadInput) as caught, database.writing(engine) as db:
        campaigns.adopt(db, kit, means, WISH, by=cast.rivera, now=now)
    (fault,) = caught.value.faults
    assert fault.where == "posts, boston-street-teams"
    assert "no story “boston-ma-safe-street-teams” in the library" in fault.what
    with database.reading(engine) as db:
        assert campaigns.listing(db, cast.rivera.agency_id) == []
        assert posts.listing(db, cast.rivera.agency_id) == []


def test_a_platform_without_an_account_is_named(db: Session, now: datetime, tmp_path: Path) -> None:
    cast = people.cast(db, now)
    x = build.an_account(db, cast, now=now).id or 0
    means = campaigns.Means(SHELF, tmp_path, {PlatformName.X: x})
    kit = only("poll-where-to-meet", "principle-7-by-hand")
    with pytest.raises(errors.BadInput, match="There is no account for By hand") as caught:
        campaigns.adopt(db, kit, means, WISH, by=cast.rivera, now=now)
    assert [fault.where for fault in caught.value.faults] == ["posts, principle-7-by-hand"]


def test_a_result_too_long_for_a_platform_names_it_and_how_many_over(
    db: Session, now: datetime, tmp_path: Path
) -> None:
    cast = people.cast(db, now)
    (post,) = only("kansas-city-foot-patrol").posts
    (told,) = [s for s in STORIES if s.key == post.story]
    story = stories.draft(db, told, by=cast.rivera, now=now)
    stories.publish(db, story.id or 0, by=cast.rivera, now=now)
    kit = replace(KIT, posts=(replace(post, platforms=(PlatformName.X,), variants=()),))
    means = campaigns.Means(SHELF, tmp_path, {})
    with pytest.raises(errors.BadInput) as caught:
        campaigns.adopt(db, kit, means, WISH, by=cast.rivera, now=now)
    (fault,) = caught.value.faults
    assert fault.where == "posts, kansas-city-foot-patrol, X"
    assert "281 of 280 characters, 1 too many" in fault.what


def test_a_partners_logo_without_spanish_words_is_named_before_anything_is_kept(
    db: Session, now: datetime, tmp_path: Path
) -> None:
    cast, accounts = an_agency(db, now)
    out = io.BytesIO()
    Image.new("RGB", (200, 80), "navy").save(out, "PNG")
    keep = {"by": cast.rivera, "now": now, "folder": tmp_path}
    logo = brand.keep(db, out.getvalue(), alt={"en": "Food Bank"}, name="bank.png", **keep)  # type: ignore[arg-type]
    ours = replace(brand.brand_of(db, by=cast.rivera), partner_logo_ids=(logo.id or 0,))
    brand.revise_brand(db, ours, by=cast.admin, now=now)
    means = campaigns.Means(SHELF, tmp_path, accounts)
    with pytest.raises(errors.BadInput, match=r"“bank.png” has no alternative text .* “es”"):
        campaigns.adopt(db, KIT, means, WISH, by=cast.rivera, now=now)
    assert campaigns.listing(db, cast.agency.id or 0) == []


def test_a_kit_is_taken_up_once(taken: Taken, now: datetime) -> None:
    engine, cast, media = taken
    with pytest.raises(errors.Conflict), database.writing(engine) as db:
        means = campaigns.Means(SHELF, media, {})
        campaigns.adopt(db, KIT, means, WISH, by=cast.rivera, now=now)


def test_a_template_that_has_faults_is_named_before_anything_is_written(
    db: Session, now: datetime, tmp_path: Path
) -> None:
    cast = people.cast(db, now)
    means = campaigns.Means(posts.Shelf({}, {}), tmp_path, {})
    with pytest.raises(errors.BadInput, match="There is no template") as caught:
        campaigns.adopt(db, KIT, means, WISH, by=cast.rivera, now=now)
    assert len(caught.value.faults) == sum(post.template is not None for post in KIT.posts)


def refused(db: Session, now: datetime, folder: Path, kit: campaigns.Kit, **wish: object) -> str:
    """What taking up a kit with another wish says."""
    cast = people.cast(db, now)
    means = campaigns.Means(SHELF, folder, {})
    asked = replace(WISH, **wish)
    with pytest.raises(errors.BadInput) as caught:
        campaigns.adopt(db, kit, means, asked, by=cast.rivera, now=now)
    return str(caught.value)


def test_what_is_not_filled_in_is_asked_for_once(
    db: Session, now: datetime, tmp_path: Path
) -> None:
    said = refused(db, now, tmp_path, KIT, answers={})
    assert said.count("contact: is empty. Say it once: How people reach you.") == 1


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"town": "Elm"}, "town: is no placeholder"),
        ({"partner_name": "{{city}}"}, "partner_name: holds braces"),
        ({"contact": "x" * 301}, "contact: is longer than 300 characters"),
        ({"local_link": "our page"}, "local_link: is no web address"),
        ({"event_date": "next week"}, "event_date: is no date"),
    ],
)
def test_what_cannot_stand_in_a_placeholder_is_refused(
    answers: dict[str, str], sentence: str, db: Session, now: datetime, tmp_path: Path
) -> None:
    assert sentence in refused(db, now, tmp_path, KIT, answers=answers)


def test_a_language_that_the_kit_does_not_have_is_refused(
    db: Session, now: datetime, tmp_path: Path
) -> None:
    assert "no words in “fr”" in refused(db, now, tmp_path, KIT, languages=("fr",))


def test_a_kit_with_days_of_its_own_begins_on_them(
    db: Session, now: datetime, tmp_path: Path
) -> None:
    window = campaigns.Window(start=date(2027, 1, 4), end=date(2027, 1, 31))
    said = refused(db, now, tmp_path, replace(KIT, window=window))
    assert "Begin it on January 4, 2027." in said


def test_nothing_goes_out_before_an_embargo_ends(
    db: Session, now: datetime, tmp_path: Path
) -> None:
    until = datetime.fromisoformat("2026-12-01T08:00:00-07:00")
    said = refused(db, now, tmp_path, replace(KIT, embargo_until=until))
    assert said.count("goes out before December 1, 2026, 08:00") == 2


def test_accepted_words_go_on_the_calendar_beside_the_original(
    db: Session, now: datetime, tmp_path: Path
) -> None:
    cast = people.cast(db, now)
    x = build.an_account(db, cast, now=now).id or 0
    spanish = replace(
        KIT.languages["es"], standing=campaigns.Standing.ACCEPTED, accepted_by="Ana Ruiz"
    )
    kit = replace(only("poll-where-to-meet"), languages=dict(KIT.languages) | {"es": spanish})
    means = campaigns.Means(SHELF, tmp_path, {PlatformName.X: x})
    campaigns.adopt(db, kit, means, WISH, by=cast.rivera, now=now)
    found = campaigns.entries(db, cast.rivera.agency_id, first=MONDAY, last=KIT.ends_on(MONDAY))
    assert [entry.local.time().isoformat("minutes") for entry in found] == ["09:00", "09:45"]
    assert "La biblioteca" in db.get_one(posts.Variant, found[1].variant_id).poll_options
