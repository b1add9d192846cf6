"""What a post waits for beside its yes: a reader of its language, a release, a first comment."""

from datetime import datetime

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import build
from outreach import db as database
from outreach import delivery, posts, stories
from outreach.delivery import State
from outreach.platforms import PlatformName
from people import Cast
from web import scenes
from web.desk import Desk, compose
from web.reading import fields_of

FACEBOOK = PlatformName.FACEBOOK


def a_post(engine: Engine, people: Cast, now: datetime, **about: object) -> posts.Variant:
    """A post of Rivera's on Facebook, with a machine's words or those of a condolence."""
    kind = about.pop("kind", posts.PostType.EVENT)
    idea = posts.Idea(title="A", type=kind, tier=posts.Tier.RESIDENTS)  # type: ignore[arg-type]
    words = posts.Words(FACEBOOK, "Venga el sábado.", "es", **about)  # type: ignore[arg-type]
    with database.writing(engine) as db:
        return posts.draft(db, idea, [words], by=people.rivera, now=now)[1][0]


def test_a_machines_words_are_accepted_on_the_posts_page(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient, okafor: TestClient
) -> None:
    variant = a_post(engine, people, now, machine_made=True)
    at = f"/posts/{variant.post_id}"
    assert "cannot be the one who accepts" in rivera.get(at).text
    page = okafor.get(at).text
    assert "A draft, made by a machine" in page and 'lang="es" dir="ltr"' in page
    accept = f"{at}/variants/{variant.id}/accept"
    assert okafor.post(accept, data={"revision": 9}).status_code == 409
    assert okafor.post(accept, data={"revision": 1}).status_code == 303
    assert "A draft, made by a machine" not in okafor.get(at).text


def test_that_a_machine_made_the_words_is_told_once(
    engine: Engine, people: Cast, now: datetime, okafor: TestClient
) -> None:
    page = okafor.get(f"/posts/{a_post(engine, people, now, machine_made=True).post_id}").text
    assert page.count("made by a machine, and nobody has accepted them") == 1


def test_accepting_requires_the_role_and_the_agency(
    engine: Engine, people: Cast, now: datetime, clerk: TestClient, quinn: TestClient
) -> None:
    variant = a_post(engine, people, now, machine_made=True)
    accept = f"/posts/{variant.post_id}/variants/{variant.id}/accept"
    assert clerk.post(accept, data={"revision": 1}).status_code == 403
    assert quinn.post(accept, data={"revision": 1}).status_code == 404


def test_a_condolence_waits_for_the_agencys_own_release(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    at = f"/posts/{a_post(engine, people, now, kind=posts.PostType.CONDOLENCE).post_id}"
    assert "so that no family learns of it from strangers" in rivera.get(at).text
    said = {"venue": "Glenwood Police", "released_by": "Chief Reyes"}
    late = rivera.post(f"{at}/release", data={**said, "released_at": "2027-01-01T08:00"})
    assert late.status_code == 422 and "Chief Reyes" in late.text
    seen = {**said, "released_at": "2026-11-22T08:00"}
    assert rivera.post(f"{at}/release", data=seen).status_code == 303
    assert "Chief Reyes, <time" in rivera.get(at).text
    assert rivera.post(f"{at}/release", data=seen).status_code == 409


@pytest.mark.parametrize("comment", ["Ask us on Saturday.", ""])
def test_a_first_comment_is_changed_with_the_words(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient, comment: str
) -> None:
    variant = a_post(engine, people, now, first_comment="See the page.")
    at = f"/posts/{variant.post_id}"
    fields = fields_of(rivera.get(f"{at}/edit").text)
    assert rivera.post(at, data={**fields, "words.0.comment": comment}).status_code == 303
    with database.reading(engine) as db:
        assert posts.content(db, variant.id or 0).first_comment == comment


def test_each_language_keeps_its_own_picture(
    rivera: TestClient, desk: Desk, shipped_stories: dict[str, stories.StoryFacts]
) -> None:
    (spanish,) = shipped_stories["portland-or-niloc"].translations
    with database.writing(desk.engine) as db:
        stories.translate(db, desk.story_id, spanish, by=desk.people.rivera, now=desk.now)
    at = compose(
        rivera, desk, "save", languages=["en", "es"], card_headline_es="Más trato"
    ).headers["location"]
    before = _pictures(desk, at)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    rivera.post(at, data={**fields, "words.0.text": "Portland Police Bureau, Portland, Oregon."})
    assert _pictures(desk, at) == before and len(set(before)) == 2
    fields = fields_of(rivera.get(f"{at}/edit").text)
    rivera.post(at, data={**fields, "picture": "none"})
    assert set(_pictures(desk, at)) == {None}


def _pictures(desk: Desk, at: str) -> list[int | None]:
    with database.reading(desk.engine) as db:
        return [each.asset_id for each in posts.variants_of(db, int(at.rpartition("/")[2]))]


def test_what_is_out_asks_for_its_first_comment(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient, lang: TestClient
) -> None:
    variant = a_post(engine, people, now, kind=posts.PostType.SAFETY_TIP, first_comment="Lea más.")
    with database.writing(engine) as db:
        account = build.an_account(db, people, now=now, platform=FACEBOOK)
        local = datetime.fromisoformat("2026-11-24T09:00")
        placed = delivery.place(
            db, variant.id or 0, account.id or 0, local, by=people.rivera, now=now
        )
        delivery.ask(db, placed.id or 0, by=people.rivera, now=now)
    assert "First comment, to post by hand" in lang.get(f"/approvals/{placed.id}").text
    scenes.became(engine, placed, State.PUBLISHED, published_at=now)
    assert "Add your first comment now" in rivera.get(f"/posts/{variant.post_id}").text
