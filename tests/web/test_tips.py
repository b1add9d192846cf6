"""Tips and nominations: sent without an account, bounded, read at the desk, made into posts."""

import io
import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy.engine import Engine
from sqlmodel import Session, select
from starlette.testclient import TestClient

import build
from outreach import brand, delivery, errors, posts, records, stories
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.lib.clock import VirtualClock
from outreach.stories import Tip, TipState
from people import Cast
from web.reading import fields_of

TOLD = {"what": "Officer Lee fixed a girl's bike. She rode home.", "place": "Elm Street"}
SAM = {"people.0.name": "Sam", "people.0.minor": "yes", "people.0.said_yes": "yes"}


def a_photo() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Acme Phones"
    Image.new("RGB", (80, 60), "navy").save(out, "JPEG", exif=exif.tobytes())
    return out.getvalue()


PHOTO = {"camera": ("bike.jpg", a_photo())}


@dataclass(frozen=True, slots=True)
class Box:
    """The agency's tips, as they are kept."""

    engine: Engine

    def tips(self) -> list[Tip]:
        with database.reading(self.engine) as db:
            return list(db.exec(select(Tip)))

    def only(self) -> Tip:
        (tip,) = self.tips()
        return tip


@pytest.fixture
def box(engine: Engine) -> Box:
    return Box(engine)


@pytest.fixture
def link(admin: TestClient) -> str:
    """A private link, as the page shows it once."""
    page = admin.post("/settings/tips", data={"label": "Patrol"}).text
    found = re.search(r'value="http://localhost(/tip/[^"]+)"', page)
    assert found is not None
    return found[1]


def send(stranger: TestClient, path: str, *, files: object = None, **told: str) -> object:
    page = stranger.get(path).text
    key = fields_of(page)["key"][0]
    return stranger.post(path, data={"key": key, **told}, files=files)  # type: ignore[arg-type]


def test_a_tip_comes_in_without_an_account(stranger: TestClient, link: str, box: Box) -> None:
    answer = send(stranger, link, files=PHOTO, **TOLD)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{link}/thanks")
    assert "Thank you" in stranger.get(f"{link}/thanks").text
    tip = box.only()
    assert (tip.state, tip.what, tip.place) == (TipState.NEW, TOLD["what"], "Elm Street")


def test_the_photo_of_a_tip_is_cleaned(
    stranger: TestClient, rivera: TestClient, link: str, box: Box
) -> None:
    send(stranger, link, files=PHOTO, **TOLD)
    answer = rivera.get(f"/tips/{box.only().id}/photo")
    assert answer.headers["content-type"] == "image/jpeg"
    assert b"Acme" not in answer.content


def test_a_form_to_mend_keeps_every_word_and_the_photo(
    stranger: TestClient, link: str, box: Box
) -> None:
    answer = send(stranger, link, files=PHOTO, what=TOLD["what"], **SAM)
    assert answer.status_code == 422
    assert "Your photo is here already" in answer.text
    kept = {name: values[-1] for name, values in fields_of(answer.text).items() if values}
    assert (kept["what"], kept["people.0.name"]) == (TOLD["what"], "Sam")
    assert box.only().state is TipState.UNFINISHED
    mended = {**kept, "place": "Elm Street", "people.0.guardian": "Ana Reyes"}
    assert stranger.post(link, data=mended).status_code == 303
    tip = box.only()
    assert tip.state is TipState.NEW
    assert tip.photo_sha256 is not None


def test_a_child_needs_a_guardians_name(stranger: TestClient, link: str) -> None:
    answer = send(stranger, link, **TOLD, **SAM)
    assert answer.status_code == 422
    assert "a parent or guardian says yes" in answer.text


def test_a_form_sent_twice_is_one_tip(stranger: TestClient, link: str, box: Box) -> None:
    key = fields_of(stranger.get(link).text)["key"][0]
    for _ in range(2):
        assert stranger.post(link, data={"key": key, **TOLD}).status_code == 303
    assert len(box.tips()) == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("bike.png", b"PK\x03\x04 not a picture", "not a picture that can be read"),
        ("bike.svg", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "SVG"),
        ("bike.jpg", b"", "not a picture that can be read"),
    ],
)
def test_what_is_no_photo_is_told_beside_its_field(
    stranger: TestClient, link: str, box: Box, name: str, data: bytes, sentence: str
) -> None:
    answer = send(stranger, link, files={"camera": (name, data)}, **TOLD)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert TOLD["place"] in answer.text
    assert box.tips() == []


def test_a_flood_is_stopped_and_ends_with_the_hour(
    stranger: TestClient, link: str, box: Box, clock: VirtualClock
) -> None:
    answers = [send(stranger, link, **TOLD).status_code for _ in range(21)]
    assert answers == [303] * 20 + [429]
    clock.advance(timedelta(hours=1, minutes=1))
    assert send(stranger, link, **TOLD).status_code == 303


def test_a_flood_leaves_no_photo_behind(stranger: TestClient, link: str, runtime: Runtime) -> None:
    for _ in range(20):
        send(stranger, link, **TOLD)
    assert send(stranger, link, files=PHOTO, **TOLD).status_code == 429
    assert [path for path in runtime.media.rglob("*") if path.is_file()] == []


def test_a_machine_that_fills_in_everything_leaves_nothing(
    stranger: TestClient, link: str, box: Box
) -> None:
    assert send(stranger, link, website="http://spam.example", **TOLD).status_code == 303
    assert box.tips() == []


def test_a_closed_link_takes_nothing_and_says_what_to_do(
    admin: TestClient, stranger: TestClient, link: str, box: Box
) -> None:
    admin.post("/settings/tips/1/close")
    answer = stranger.post(link, data=TOLD)
    assert answer.status_code == 404
    assert "Ask the agency for a new link" in answer.text
    guessed = stranger.get("/tip/guessed")
    assert guessed.status_code == 404
    assert "belong to another agency" not in guessed.text
    assert box.tips() == []


def test_a_token_is_kept_nowhere(admin: TestClient, link: str, engine: Engine) -> None:
    token = link.removeprefix("/tip/")
    assert token not in admin.get("/settings/tips").text
    with database.reading(engine) as db:
        found = [str(row) for row in db.exec(select(stories.TipDoor))]
        found += [str(row) for row in db.exec(select(records.Record))]
    assert not any(token in row for row in found)


def test_a_forged_form_and_the_wrong_people_are_turned_away(
    stranger: TestClient,
    rivera: TestClient,
    clerk: TestClient,
    quinn: TestClient,
    link: str,
    box: Box,
) -> None:
    forged = stranger.post(link, data=TOLD, headers={"sec-fetch-site": "cross-site"})
    assert forged.status_code == 403
    assert rivera.post("/settings/tips", data={"label": "Mine"}).status_code == 403
    assert stranger.get("/tips").status_code == 303
    send(stranger, link, **TOLD)
    at = f"/tips/{box.only().id}"
    assert quinn.get(at).status_code == 404
    assert clerk.get(at).status_code == 200
    assert clerk.post(f"{at}/set-aside").status_code == 403


def test_residents_nominate_once_the_form_is_open(
    admin: TestClient, rivera: TestClient, stranger: TestClient, box: Box
) -> None:
    at = "/nominate/riverton-police-department"
    assert stranger.get(at).status_code == 404
    admin.post("/settings/nominations")
    told = {"officer": "Officer Lee", "what": "She found my dog.", "contact": "555-0142"}
    assert send(stranger, at, **told).status_code == 303
    shown = rivera.get(f"/tips/{box.only().id}").text
    assert "Officer Lee" in shown
    assert "Their name may not be used" in shown
    admin.post(f"/settings/tips/{box.only().door_id}/close")
    assert stranger.get(at).status_code == 404
    admin.post("/settings/nominations")
    assert stranger.get(at).status_code == 200


def test_a_contact_is_never_put_on_record(
    admin: TestClient, stranger: TestClient, engine: Engine
) -> None:
    admin.post("/settings/nominations")
    told = {"officer": "Lee", "what": "Kind.", "contact": "555-0142", "giver": "Pat Doe"}
    send(stranger, "/nominate/riverton-police-department", **told)
    with database.reading(engine) as db:
        kept = [str(row.body) for row in db.exec(select(records.Record))]
    assert not any("555-0142" in body or "Pat Doe" in body for body in kept)


@pytest.fixture
def told(stranger: TestClient, link: str, box: Box) -> str:
    """A tip with a photo of a child whose guardian said yes; gives its page."""
    send(stranger, link, files=PHOTO, **TOLD, **SAM, **{"people.0.guardian": "Ana Reyes"})
    return f"/tips/{box.only().id}"


@pytest.fixture
def account(engine: Engine, people: Cast, clock: VirtualClock) -> None:
    with database.writing(engine) as db:
        build.an_account(db, people, now=clock.now())


def test_a_childs_yes_names_who_gave_it(rivera: TestClient, told: str) -> None:
    assert "Said yes, as told here by Ana Reyes, parent or guardian." in rivera.get(told).text


def test_a_tip_becomes_a_recognition_with_its_photo_and_its_people(
    rivera: TestClient, told: str, account: None, engine: Engine, box: Box
) -> None:
    assert "Officer Lee fixed" in rivera.get("/").text
    fields = fields_of(rivera.get(f"{told}/post?kind=recognition").text)
    form = {**fields, "alt": "A girl and an officer beside a bike.", "act": "send"}
    answer = rivera.post(f"{told}/post?kind=recognition", data=form)
    assert answer.status_code == 303
    tip = box.only()
    post = rivera.get(answer.headers["location"]).text
    assert f'<a href="/pictures/{tip.asset_id}/about">Who is in it' in post
    assert (tip.state, f"/posts/{tip.post_id}") == (TipState.USED, answer.headers["location"])
    with database.reading(engine) as db:
        assert posts.variants_of(db, tip.post_id or 0)[0].asset_id == tip.asset_id
        assert len(delivery.waiting(db, tip.agency_id)) == 1
        _the_child_is_covered_once_confirmed(db, tip)


def _the_child_is_covered_once_confirmed(db: Session, tip: Tip) -> None:
    (release,) = brand.releases_of(db, tip.asset_id or 0)
    assert release.basis is brand.Basis.VERBAL_LOGGED
    assert (release.guardian, release.confirmed_at) == ("Ana Reyes", None)
    (reason,) = brand.unreleased(db, tip.asset_id or 0, at=tip.at)
    assert "nobody of the agency has confirmed" in reason


def test_a_post_of_a_photo_needs_its_description(
    rivera: TestClient, told: str, account: None, box: Box
) -> None:
    fields = fields_of(rivera.get(f"{told}/post").text)
    answer = rivera.post(f"{told}/post", data={**fields, "act": "send"})
    assert answer.status_code == 422
    assert "Say what the photo shows." in answer.text
    assert (box.only().state, box.only().asset_id) == (TipState.NEW, None)


def test_words_too_long_are_told_at_the_words_and_nothing_is_kept(
    rivera: TestClient, told: str, account: None, box: Box
) -> None:
    fields = fields_of(rivera.get(f"{told}/post").text)
    long = {**fields, "text": "Good work. " * 40, "alt": "A bike.", "act": "send"}
    answer = rivera.post(f"{told}/post", data=long)
    assert answer.status_code == 422
    assert 'href="#text"' in answer.text
    assert box.only().post_id is None


def test_a_tip_becomes_a_story(rivera: TestClient, told: str, box: Box) -> None:
    fields = fields_of(rivera.get(f"/stories/new?tip={box.only().id}").text)
    assert fields["activities.0.what"] == [TOLD["what"]]
    story = {
        **fields, "problem_addressed": "Children had no way to mend bikes.",
        "partners.0.name": "Elm Street Bikes", "featured_state": "AZ",
    }  # fmt: skip
    assert rivera.post("/stories", data=story).status_code == 303
    assert (box.only().state, box.only().story_id) == (TipState.USED, 1)


def test_a_tip_set_aside_can_be_taken_up_again(rivera: TestClient, told: str, box: Box) -> None:
    rivera.post(f"{told}/set-aside")
    assert box.only().state is TipState.SET_ASIDE
    assert "New tips" not in rivera.get("/").text
    assert "Recognize good work" in rivera.get(told).text


def test_too_much_of_anything_is_refused(engine: Engine, people: Cast, clock: VirtualClock) -> None:
    crowd = tuple(stories.TipPerson(f"Person {n}") for n in range(9))
    told = stories.Told(what="Word. " * 400, people=crowd)
    with database.writing(engine) as db:
        door, _ = stories.make_tip_link(db, "Patrol", by=people.admin, now=clock.now())
        with pytest.raises(errors.BadInput) as refused:
            stories.give_tip(db, door, told, key="k", photo=None, now=clock.now())
    assert [fault.where for fault in refused.value.faults] == ["what", "people"]
