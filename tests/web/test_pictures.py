"""The pages of pictures: kept, described, the people in them, releases noted and taken back."""

import io
from datetime import datetime

import pytest
from PIL import Image
from sqlalchemy.engine import Engine
from sqlmodel import select
from starlette.testclient import TestClient

import build
from brand.test_captions import GOOD
from brand.test_films import a_film
from outreach import brand, posts
from outreach import db as database
from outreach.delivery import State
from people import Cast
from web.desk import Desk, a_post
from web.reading import fields_of

ALT = "A girl and an officer beside a bike."
SIGNED = {"basis": "written", "signed_on": "2026-11-23", "redistribution": "agency_only"}


def a_photo(kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 40), "navy").save(out, kind)
    return out.getvalue()


@pytest.fixture
def at(rivera: TestClient) -> str:
    """The page of a photo that was just added."""
    given = {"alt": ALT, "language": "en"}
    answer = rivera.post("/pictures/new", data=given, files={"file": ("b.jpg", a_photo())})
    assert answer.status_code == 303
    return answer.headers["location"]


def asset(engine: Engine) -> brand.Asset:
    with database.reading(engine) as db:
        return db.get_one(brand.Asset, 1)


def told(browser: TestClient, at: str, **person: str) -> None:
    given = {"name": "Dana Reyes", "role": "resident", **person}
    assert browser.post(at.replace("about", "people"), data=given).status_code == 303


def test_a_photo_is_found_by_what_it_shows(rivera: TestClient, at: str) -> None:
    assert ALT in rivera.get("/pictures?words=bike+officer").text
    assert "No picture matches" in rivera.get("/pictures?words=horse").text
    assert "Nobody has said who is in" in rivera.get(at).text


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "Choose a picture or a film."),
        ({"file": ("b.png", b"PK\x03\x04")}, "not a picture that can be read"),
        ({"file": ("b.svg", b"<svg></svg>")}, "can carry programs"),
        ({"file": ("b.mp4", a_film())}, "needs a caption file"),
        (
            {"file": ("b.mp4", a_film()), "captions": ("b.srt", b"1"), "poster": ("p", b"x")},
            "has no times",
        ),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_typed_is_lost(
    rivera: TestClient, files: dict[str, tuple[str, bytes]], sentence: str
) -> None:
    page = rivera.post("/pictures/new", data={"alt": ALT, "language": "es"}, files=files or None)
    assert page.status_code == 422
    assert sentence in page.text
    assert ALT in page.text


def test_a_film_comes_with_captions_and_a_picture(rivera: TestClient) -> None:
    files = {
        "file": ("bike.mp4", a_film()),
        "captions": ("bike.srt", GOOD.encode()),
        "poster": ("bike.jpg", a_photo()),
    }
    answer = rivera.post("/pictures/new", data={"alt": ALT, "language": "en"}, files=files)
    assert answer.status_code == 303
    page = rivera.get(answer.headers["location"]).text
    assert "12 seconds" in page
    assert rivera.get("/pictures/1/poster").headers["content-type"] == "image/jpeg"
    assert "plant a tree" in rivera.get("/pictures/1/captions/en").text
    assert rivera.get("/pictures/1/captions/es").status_code == 404


def test_a_click_on_the_picture_says_what_matters(
    rivera: TestClient, at: str, engine: Engine
) -> None:
    path = at.replace("about", "focal")
    rivera.post(path, data={"focal.x": "60", "focal.y": "30", "left": "50", "top": "50"})
    assert (asset(engine).focal_x, asset(engine).focal_y) == (0.25, 0.25)
    rivera.post(path, data={"focal.x": "0", "focal.y": "0", "left": "100", "top": "10"})
    assert (asset(engine).focal_x, asset(engine).focal_y) == (1.0, 0.1)
    wrong = rivera.post(path, data={"left": "120", "top": "x"})
    assert wrong.status_code == 422
    assert "from 0 to 100" in wrong.text


def test_facts_are_saved_and_what_is_wrong_is_told(
    rivera: TestClient, at: str, engine: Engine
) -> None:
    fields = {name: values for name, values in fields_of(rivera.get(at).text).items()
              if name not in ("name", "left", "top")}  # fmt: skip
    given = {**fields, "alt_es": "Una niña.", "owner": "Riverton", "ai": "edited"}
    assert rivera.post(at, data={**given, "ai_disclosed": "yes"}).status_code == 303
    assert asset(engine).alt == {"en": ALT, "es": "Una niña."}
    bare = rivera.post(at, data={**given, "alt_en": "", "alt_es": ""})
    assert bare.status_code == 422
    assert "no alternative text" in bare.text
    assert asset(engine).owner == "Riverton"


def test_a_person_and_a_release_clear_the_picture(
    rivera: TestClient, at: str, engine: Engine
) -> None:
    told(rivera, at)
    assert "there is no release" in rivera.get(at).text
    form = rivera.get("/pictures/people/1/release")
    assert fields_of(form.text)["signed_on"] == ["2026-11-23"]
    page = {"evidence": ("signed.pdf", b"%PDF-1.7 Dana")}
    assert rivera.post("/pictures/people/1/release", data=SIGNED, files=page).status_code == 303
    assert "May be shown" in rivera.get(at).text
    saved = rivera.get("/pictures/releases/1/evidence")
    assert saved.content == b"%PDF-1.7 Dana"
    assert saved.headers["content-disposition"] == 'attachment; filename="release-1.pdf"'


def test_a_childs_release_needs_the_guardian(rivera: TestClient, at: str) -> None:
    told(rivera, at, minor="yes")
    page = rivera.post("/pictures/people/1/release", data={**SIGNED, "note": "at school"})
    assert page.status_code == 422
    assert 'href="#guardian"' in page.text
    assert "at school" in page.text
    yes = {**SIGNED, "guardian": "Ana Reyes", "guardian_said_yes": "yes"}
    assert rivera.post("/pictures/people/1/release", data=yes).status_code == 303


def test_evidence_that_is_none_is_told(rivera: TestClient, at: str) -> None:
    told(rivera, at)
    page = rivera.post(
        "/pictures/people/1/release", data=SIGNED, files={"evidence": ("yes.pdf", b"PK")}
    )
    assert page.status_code == 422
    assert "neither a picture nor a PDF" in page.text


def test_taking_a_release_back_names_the_posts(
    rivera: TestClient, at: str, engine: Engine, people: Cast, now: datetime
) -> None:
    told(rivera, at)
    rivera.post("/pictures/people/1/release", data=SIGNED)
    with database.writing(engine) as db:
        for state in (State.PUBLISHED, State.SCHEDULED):
            placed = build.a_scheduled(db, people, now=now)
            db.get_one(posts.Variant, placed.variant_id).asset_id = 1
            placed.state = state
            db.add(placed)
    asked = rivera.get("/pictures/releases/1/withdraw").text
    assert asked.count("/posts/") >= 2
    answer = rivera.post("/pictures/releases/1/withdraw", data={"why": "Moved away"})
    page = rivera.get(answer.headers["location"].partition("#")[0]).text
    assert "To take down: 1 post. Stopped: 1 post." in page
    assert "Taken back" in page
    assert "Moved away" in page


def test_a_tips_word_is_confirmed_by_a_person(
    rivera: TestClient, at: str, engine: Engine, people: Cast, now: datetime
) -> None:
    told(rivera, at)
    terms = brand.Terms(basis=brand.Basis.VERBAL_LOGGED, signed_on=now.date())
    with database.writing(engine) as db:
        word = brand.Word(terms, confirmed=False)
        brand.note_release(db, 1, word, by=people.rivera, now=now)
    assert "to be confirmed" in rivera.get(at).text
    rivera.post("/pictures/releases/1/confirm")
    assert "May be shown" in rivera.get(at).text


def test_nobody_in_it_is_said_once(rivera: TestClient, at: str) -> None:
    assert rivera.post(at.replace("about", "nobody")).status_code == 303
    assert "May be shown" in rivera.get(at).text
    told(rivera, at)
    assert rivera.post("/pictures/people/1/out").status_code == 303


def test_strangers_readers_and_other_agencies_are_turned_away(
    stranger: TestClient, clerk: TestClient, quinn: TestClient, rivera: TestClient, at: str
) -> None:
    told(rivera, at)
    assert stranger.get(at).status_code == 303
    assert clerk.get(at).status_code == 200
    assert quinn.get(at).status_code == 404
    for path in ("/pictures/people/1/release", "/pictures/people/1/out", at):
        assert quinn.post(path, data=SIGNED).status_code == 404
        assert clerk.post(path, data=SIGNED).status_code == 403
    forged = rivera.post(at, headers={"sec-fetch-site": "cross-site"})
    assert forged.status_code == 403


def test_a_post_takes_a_picture_that_is_kept_already(
    rivera: TestClient, desk: Desk, at: str
) -> None:
    post = a_post(rivera, desk, card_headline="")
    page = rivera.get(f"{post}/edit").text
    assert ALT in page
    given = {**fields_of(page), "album": "1"}
    assert rivera.post(post, data=given, files={"file": ("", b"")}).status_code == 303
    with database.reading(desk.engine) as db:
        shown = {variant.asset_id for variant in db.exec(select(posts.Variant))}
    assert shown == {1}
    assert "Who is in it, and what they agreed to" in rivera.get(f"{post}/edit").text
