"""From a tip on a phone to a post that waits for a yes, and the pages of people looked over."""

import io
import re
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page
from sqlalchemy.engine import Engine

import axe
import build
from outreach import brand, delivery, stories
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.brand import Basis, PictureRole, Terms, Word
from people import Cast
from web.conftest import OpenFor

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}
WHAT = "Officer Lee fixed a girl's bike after school. She rode home with her brother."


def a_photo() -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((640, 480)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def token(engine: Engine, people: Cast, now: datetime) -> str:
    with database.writing(engine) as db:
        build.an_account(db, people, now=now)
        stories.open_nominations(db, by=people.admin, now=now)
        return stories.make_tip_link(db, "Patrol", by=people.admin, now=now)[1]


@pytest.fixture
def tip(engine: Engine, people: Cast, now: datetime, token: str, runtime: Runtime) -> int:
    """A tip with a photo, in which a child can be recognized."""
    sam = stories.TipPerson("Sam", PictureRole.CHILD, True, True, "Ana Reyes")
    told = stories.Told(what=WHAT, place="Elm Street", giver="R. Ortiz", people=(sam,))
    with database.writing(engine) as db:
        door = stories.tip_links(db, people.agency.id or 0)[0]
        photo = brand.receive(a_photo(), "bike.jpg", runtime.media)
        return stories.give_tip(db, door, told, key="k", photo=photo, now=now).id or 0


@pytest.fixture
def picture(engine: Engine, people: Cast, now: datetime, tip: int) -> int:
    """The tip's photo in the album, with a grown-up who signed and took it back."""
    by = people.rivera
    with database.writing(engine) as db:
        row = stories.tip_of(db, tip, by.agency_id)
        said = {"en": "A girl and an officer beside a bike."}
        asset = stories.take_photo(db, row, alt=said, by=by, now=now) or 0
        dana = brand.tell_person(db, asset, brand.Pictured(0, "Dana Reyes"), by=by, now=now)
        word = Word(Terms(basis=Basis.WRITTEN, signed_on=now.date()))
        release = brand.note_release(db, dana.id or 0, word, by=by, now=now)
        delivery.withdraw(db, release.id or 0, why="Moved away", by=by, now=now)
        return asset


class Thumb:
    """Counts what a person touches; typing is no touch."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def on(self, target: Locator) -> None:
        self.clicks += 1
        target.click()


def test_a_tip_becomes_a_submitted_post_in_six_clicks_on_a_phone(
    engine: Engine, people: Cast, open_for: OpenFor, tip: int
) -> None:
    page = open_for(people.rivera, **PHONE).new_page()
    thumb = Thumb(page)
    page.goto("/")
    thumb.on(page.get_by_role("link", name=re.compile("^Open ?: Officer Lee")))
    thumb.on(page.get_by_role("link", name="Recognize good work"))
    page.get_by_label("Description of the photo").fill("A girl and an officer beside a bike.")
    thumb.on(page.get_by_role("button", name="Send for approval"))
    assert page.get_by_text(re.compile("Sent for approval: 1 account")).is_visible()
    assert thumb.clicks <= 6
    with database.reading(engine) as db:
        assert len(delivery.waiting(db, people.agency.id or 0)) == 1


def test_a_tip_is_told_on_a_phone_without_an_account_or_javascript(
    engine: Engine, people: Cast, open_for: OpenFor, token: str, tmp_path: Path
) -> None:
    photo = tmp_path / "bike.jpg"
    photo.write_bytes(a_photo())
    page = _strangers(open_for, people).new_page()
    page.goto(f"/tip/{token}")
    page.get_by_label("Take a photo").set_input_files(photo)
    page.get_by_label("What happened?").fill(WHAT)
    page.get_by_label("Name, or what they wear").first.fill("Sam")
    page.get_by_label("Is under 18").first.check()
    page.get_by_label("Said yes to being shown").first.check()
    page.get_by_role("button", name="Send it").click()
    assert page.get_by_text("Your photo is here already").is_visible()
    assert page.get_by_label("What happened?").input_value() == WHAT
    page.get_by_label("Where?").fill("Elm Street")
    page.get_by_label("Parent or guardian who said yes").first.fill("Ana Reyes")
    page.get_by_role("button", name="Send it").click()
    assert page.get_by_role("heading", name="Thank you").is_visible()
    with database.reading(engine) as db:
        (sent,) = stories.tips_in(db, people.agency.id or 0)
        assert sent.photo_sha256 is not None


def test_what_matters_in_a_picture_is_chosen_by_a_click(
    engine: Engine, people: Cast, open_for: OpenFor, picture: int
) -> None:
    page = open_for(people.rivera, **PHONE).new_page()
    page.goto(f"/pictures/{picture}/about")
    page.locator('input[name="focal"]').click(position={"x": 60, "y": 135})
    assert page.get_by_text("The point that matters is kept.").is_visible()
    with database.reading(engine) as db:
        asset = db.get_one(brand.Asset, picture)
        assert (asset.focal_x, asset.focal_y) == pytest.approx((0.25, 0.75), abs=0.02)


@pytest.mark.parametrize(
    "path",
    [
        "/tips", "/tips/{tip}", "/tips/{tip}/post", "/settings/tips", "/pictures", "/pictures/new",
        "/pictures/{picture}/about", "/pictures/people/1/release",
        "/pictures/releases/1/withdraw", "/tip/{token}", "/tip/{token}/thanks",
        "/nominate/riverton-police-department", "/",
    ],
)  # fmt: skip
def test_a_page_of_people_has_no_fault_at_any_size_by_day_or_night(
    people: Cast, open_for: OpenFor, token: str, tip: int, picture: int, path: str
) -> None:
    page = open_for(people.admin).new_page()
    answer = page.goto(path.format(tip=tip, picture=picture, token=token))
    assert answer is not None
    assert answer.status == 200
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert axe.at_every_size(page) == {}


def _strangers(open_for: OpenFor, people: Cast) -> BrowserContext:
    """A phone in which nobody is signed in."""
    context = open_for(people.clerk, **PHONE)
    context.clear_cookies()
    return context
