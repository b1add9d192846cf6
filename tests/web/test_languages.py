"""A story in another language: typed beside it, accepted by somebody else, told in posts."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from starlette.testclient import TestClient

from outreach import brand, posts, stories
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.platforms import PlatformName
from web.desk import Desk, a_post, compose
from web.reading import fields_of


@pytest.fixture(autouse=True)
def _told_in_spanish(desk: Desk, shipped_stories: dict[str, stories.StoryFacts]) -> None:
    """The story has a machine's Spanish words, which Rivera took in."""
    (words,) = shipped_stories["portland-or-niloc"].translations
    with database.writing(desk.engine) as db:
        stories.translate(db, desk.story_id, words, by=desk.people.rivera, now=desk.now)


def spanish(desk: Desk) -> stories.SpokenLanguage | None:
    return stories.spoken(desk.story("portland-or-niloc"), "es")


def page_of(desk: Desk, language: str = "es") -> str:
    return f"/stories/{desk.story_id}/languages/{language}"


def test_each_field_is_typed_beside_the_storys_own(rivera: TestClient, desk: Desk) -> None:
    page = rivera.get(page_of(desk)).text
    story = desk.story("portland-or-niloc")
    assert story.title in page and 'lang="es" dir="ltr"' in page
    kept = spanish(desk)
    assert kept is not None and fields_of(page)["title"] == [kept.words.title]
    assert 'dir="rtl"' in rivera.get(page_of(desk, "ar")).text


def test_words_by_a_person_settle_the_language(rivera: TestClient, desk: Desk) -> None:
    fields = fields_of(rivera.get(page_of(desk)).text)
    changed = {**fields, "title": "Otra vez juntos", "origin": "person", "translator": "Ana Ruiz"}
    assert rivera.post(page_of(desk), data=changed).status_code == 303
    kept = spanish(desk)
    assert kept is not None and kept.settled and kept.words.title == "Otra vez juntos"
    assert "Put into it by Ana Ruiz" in rivera.get(f"/stories/{desk.story_id}").text


def test_a_field_left_out_is_named_and_nothing_typed_is_lost(
    rivera: TestClient, desk: Desk
) -> None:
    fields = fields_of(rivera.get(page_of(desk)).text)
    answer = rivera.post(page_of(desk), data={**fields, "activity_1": "", "title": "Keep me"})
    assert answer.status_code == 422
    assert 'id="activity_1-wrong"' in answer.text and "Keep me" in answer.text


def test_a_machines_words_are_accepted_by_somebody_else(
    rivera: TestClient, lang: TestClient, desk: Desk
) -> None:
    assert "accept these words" not in rivera.get(page_of(desk)).text
    seen = fields_of(lang.get(page_of(desk)).text)["seen"]
    assert lang.post(f"{page_of(desk)}/accept", data={"seen": "earlier"}).status_code == 409
    assert lang.post(f"{page_of(desk)}/accept", data={"seen": seen}).status_code == 303
    assert "read and accepted it" in lang.get(f"/stories/{desk.story_id}").text
    kept = spanish(desk)
    assert kept is not None and kept.settled


@pytest.mark.parametrize("language", ["en", "not a language", "x" * 30])
def test_what_is_no_other_language_is_not_there(
    rivera: TestClient, desk: Desk, language: str
) -> None:
    assert rivera.get(page_of(desk, language)).status_code == 404


def test_it_requires_the_role_and_the_agency(
    clerk: TestClient, quinn: TestClient, stranger: TestClient, desk: Desk
) -> None:
    kept = spanish(desk)
    assert kept is not None
    assert clerk.post(page_of(desk), data={}).status_code == 403
    seen = {"seen": str(kept.put_at)}
    assert clerk.post(f"{page_of(desk)}/accept", data=seen).status_code == 403
    assert quinn.get(page_of(desk)).status_code == 404
    assert stranger.get(page_of(desk)).status_code == 303


def test_a_story_goes_out_in_each_language_with_its_own_card(
    rivera: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk, languages=["en", "es"], card_headline_es="Más trato con la gente")
    with database.reading(desk.engine) as db:
        kept = posts.variants_of(db, int(at.rpartition("/")[2]))
        said = {(each.platform, each.language): posts.content(db, each.id or 0) for each in kept}
    assert len(said) == 8
    assert "Más trato con la gente" in said[PlatformName.X, "es"].alt
    assert "Más trato" not in said[PlatformName.X, "en"].alt
    assert {each.local_time[11:16] for each in desk.placed()} == {"09:00", "09:45"}


def test_a_machines_words_are_not_asked_for_on_a_real_account(
    rivera: TestClient, desk: Desk
) -> None:
    real = desk.make_real(PlatformName.HANDOFF)
    page = compose(rivera, desk, "preview", languages=["es"], accounts=[str(real)]).text
    assert ">Draft<" in page
    at = a_post(rivera, desk, languages=["es"], accounts=[str(real)])
    assert "accept" in rivera.get(at).text


def test_a_first_comment_is_kept_as_it_was_changed(rivera: TestClient, desk: Desk) -> None:
    facebook = [str(desk.account(PlatformName.FACEBOOK))]
    about = {"template": "outcome/for-residents", "outcome": "1", "accounts": facebook}
    page = compose(rivera, desk, "preview", **about)
    fields = fields_of(page.text)
    assert "Read it for yourself: http" in str(fields["comment_facebook_en"])
    fields |= {"comment_facebook_en": "Ask us on Saturday.", "act": "save"}
    at = rivera.post(desk.new, data=fields).headers["location"]
    with database.reading(desk.engine) as db:
        kept = posts.variants_of(db, int(at.rpartition("/")[2]))
    assert [each.first_comment for each in kept] == ["Ask us on Saturday."]


def test_a_partners_logo_that_says_nothing_in_spanish_is_named(
    rivera: TestClient, desk: Desk, runtime: Runtime
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (200, 80), "navy").save(out, "PNG")
    by, now, media = desk.people.rivera, desk.now, runtime.media
    with database.writing(desk.engine) as db:
        logo = brand.keep(
            db, out.getvalue(), alt={"en": "Bank"}, name="bank.png", by=by, now=now, folder=media
        )
        ours = replace(brand.brand_of(db, by=by), partner_logo_ids=(logo.id or 0,))
        brand.revise_brand(db, ours, by=desk.people.admin, now=now)
    page = compose(rivera, desk, "preview", languages=["en", "es"], card_headline_es="Hola").text
    assert "The picture in Spanish cannot be drawn" in page
    assert "The picture in English cannot be drawn" not in page


def test_words_typed_in_a_language_come_back_when_it_is_chosen_again(
    rivera: TestClient, desk: Desk
) -> None:
    typed = {"blank_lead_es": "¿Qué le preguntaría usted?", "comment_facebook_es": "Lea más."}
    without = compose(rivera, desk, "preview", languages=["en"], **typed).text
    assert 'lang="es"' not in without
    kept = fields_of(without)
    again = rivera.post(desk.new, data={**kept, "languages": ["en", "es"], "act": "preview"})
    assert fields_of(again.text)["blank_lead_es"] == [typed["blank_lead_es"]]
    at = rivera.post(desk.new, data={**fields_of(again.text), "act": "save"}).headers["location"]
    with database.reading(desk.engine) as db:
        said = [each.text for each in posts.variants_of(db, int(at.rpartition("/")[2]))]
    assert any(typed["blank_lead_es"] in text for text in said)
