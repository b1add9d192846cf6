"""What time, or somebody's act, changes after the last yes stops a post before the first byte."""

import io
from datetime import date, datetime, timedelta

import pytest
from PIL import Image
from sqlmodel import Session

import build
from delivery.stage import Stage
from outreach import brand, delivery, identity, posts, stories
from outreach import db as database
from outreach.delivery import State
from shipping import SHELF, STORIES

FACTS = next(story for story in STORIES if story.key == "portland-or-niloc")


def test_a_release_taken_back_stops_it(stage: Stage) -> None:
    number, release = pictured(stage)
    with database.writing(stage.engine) as db:
        by, now = stage.cast.rivera, stage.clock.now()
        found = delivery.withdraw(db, release, why="Changed their mind.", by=by, now=now)
    assert [one.id for one in found.stop] == [number]
    stage.later(hours=1)
    stage.rounds()
    assert (stage.state(number), stage.x.accepted) == (State.DRAFT, [])
    assert "took the release back" in stage.row(number).trouble


def test_a_release_that_ended_since_the_yes_stops_it(stage: Stage) -> None:
    number, release = pictured(stage)
    with database.writing(stage.engine) as db:
        row = db.get_one(brand.Release, release)
        row.expires_on = date(2026, 11, 22)
        db.add(row)
    stage.later(hours=1)
    stage.rounds()
    assert (stage.state(number), stage.x.accepted) == (State.DRAFT, [])
    assert "ended on" in stage.row(number).trouble


def test_an_embargo_stops_it(stage: Stage) -> None:
    number = stage.scheduled()
    with database.writing(stage.engine) as db:
        post = db.get_one(posts.Post, stage.row(number).post_id)
        post.embargo_until = stage.clock.now() + timedelta(days=1)
        db.add(post)
    stage.later(hours=1)
    stage.rounds()
    assert (stage.state(number), stage.x.accepted) == (State.DRAFT, [])
    assert "may not be seen before" in stage.row(number).trouble


@pytest.mark.parametrize("act", ["withdrawn", "revised"])
def test_a_partner_who_no_longer_says_yes_stops_it_on_a_real_account(
    stage: Stage, act: str
) -> None:
    number, story_id = told(stage)
    by, now = stage.cast.rivera, stage.clock.now()
    with database.writing(stage.engine) as db:
        if act == "withdrawn":
            who = FACTS.partners[0].name
            gone = stories.PartnerYes.WITHDRAWN
            stories.note_answer(db, story_id, who, gone, by=by, now=now, said_by="Their office")
        else:
            story = db.get_one(stories.Story, story_id)
            story.problem_addressed += " It went on for years."
            db.add(story)
    stage.later(hours=1)
    stage.rounds()
    assert (stage.state(number), stage.x.accepted) == (State.DRAFT, [])
    assert stage.row(number).trouble


def test_a_partner_who_says_yes_last_lets_it_go(stage: Stage) -> None:
    number, _ = told(stage, asked=FACTS.partners[0].name)
    assert stage.state(number) is State.SCHEDULED
    stage.later(hours=1)
    stage.rounds()
    assert stage.state(number) is State.PUBLISHED


def test_a_partner_who_takes_it_back_takes_it_off_the_schedule(stage: Stage) -> None:
    number, story_id = told(stage)
    with database.writing(stage.engine) as db:
        delivery.note_answer(
            db,
            story_id,
            FACTS.partners[0].name,
            stories.PartnerYes.WITHDRAWN,
            by=stage.cast.rivera,
            now=stage.clock.now(),
            said_by="Their office",
        )
    assert stage.state(number) is State.DRAFT
    assert stage.row(number).trouble == "The yes of the partners is missing."


def pictured(stage: Stage) -> tuple[int, int]:
    """A scheduled post with a photo of one person, and that person's release."""
    by, now = stage.cast.rivera, stage.clock.now()
    number = stage.scheduled()
    with database.writing(stage.engine) as db:
        asset = brand.keep(
            db, photo(), alt={"en": "A coach beside a bench in the park."}, name="coach.jpg",
            by=by, now=now, folder=stage.means.media,
        )  # fmt: skip
        asset.owner, asset.licence = "Riverton PD", "Our own"
        robin = brand.Pictured(0, name="Robin Lee", role=brand.PictureRole.RESIDENT)
        person = brand.tell_person(db, asset.id or 0, robin, by=by, now=now)
        terms = brand.Terms(basis=brand.Basis.WRITTEN, signed_on=date(2026, 11, 1))
        release = brand.note_release(db, person.id or 0, brand.Word(terms), by=by, now=now)
        placed = db.get_one(delivery.Placement, number)
        variant = db.get_one(posts.Variant, placed.variant_id)
        variant.asset_id = asset.id
        db.add(variant)
        delivery.changed(db, variant.id or 0, by=by, now=now)
        build.approve(db, placed, stage.cast, now=now)
    return number, release.id or 0


def told(stage: Stage, *, asked: str = "") -> tuple[int, int]:
    """A scheduled post of a story on a real account, whose parties said yes, one of them last."""
    by, now = stage.cast.rivera, stage.clock.now()
    account = stage.account()
    with database.writing(stage.engine) as db:
        story = stories.draft(db, FACTS, by=by, now=now)
        story_id = story.id or 0
        stories.publish(db, story_id, by=by, now=now)
        real = db.get_one(identity.Account, account.id)
        real.practice_url = None
        db.add(real)
        say_yes(db, stage, story_id, but=asked)
        source = posts.source(db, posts.Choice(story_id), posts.Tier.RESIDENTS, by=by)
        template = SHELF.of(posts.PostType.STORY, posts.Tier.RESIDENTS)[0]
        words = [
            posts.words_of(made)
            for made in posts.compose(template, source, {})
            if isinstance(made, posts.Draft) and made.platform is real.platform
        ]
        idea = posts.Idea(
            title="One story", type=posts.PostType.STORY, tier=posts.Tier.RESIDENTS,
            story_id=story_id,
        )  # fmt: skip
        _, [variant] = posts.draft(db, idea, words, by=by, now=now)
        local = datetime(2026, 11, 23, 10)  # noqa: DTZ001 - a wall-clock time
        placed = delivery.place(db, variant.id or 0, account.id or 0, local, by=by, now=now)
        build.approve(db, placed, stage.cast, now=now)
        if asked:
            assert placed.state is State.DRAFT
            say_yes(db, stage, story_id, only=asked)
    return placed.id or 0, story_id


def say_yes(db: Session, stage: Stage, story_id: int, *, but: str = "", only: str = "") -> None:
    story = stories.whole(db, stories.get(db, story_id, stage.cast.agency.id or 0))
    for answer in story.answers:
        if answer.who != but and only in ("", answer.who):
            for yes in (stories.PartnerYes.ASKED, stories.PartnerYes.GIVEN):
                delivery.note_answer(
                    db, story_id, answer.who, yes, by=stage.cast.rivera,
                    now=stage.clock.now(), said_by="Their office",
                )  # fmt: skip


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG")
    return out.getvalue()
