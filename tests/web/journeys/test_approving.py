"""From a story to posts that wait for a yes in two clicks, and a whole week approved in two."""

from datetime import datetime

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy.engine import Engine

import axe
import build
from outreach import db as database
from outreach import delivery
from outreach.delivery import State
from outreach.identity import Step, name_for
from people import Cast
from web.conftest import OpenFor
from web.desk import Desk
from web.scenes import asked

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


class Clicks:
    """Presses, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, what: Locator) -> None:
        what.click()
        self.count += 1


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1440, "height": 900}])
def test_a_story_is_sent_for_approval_in_two_clicks(
    open_for: OpenFor, people: Cast, desk: Desk, viewport: dict[str, int]
) -> None:
    page = open_for(people.rivera, java_script_enabled=False, viewport=viewport).new_page()
    page.goto(f"/stories/{desk.story_id}")
    clicks = Clicks()
    clicks.press(page.get_by_role("link", name="Turn into posts"))
    clicks.press(page.get_by_role("button", name="Send for approval"))
    expect(page.get_by_role("status")).to_contain_text("Sent for approval: 4 accounts")
    assert clicks.count == 2
    with database.reading(desk.engine) as db:
        assert len(delivery.waiting(db, people.agency.id or 0)) == 4


def test_a_week_is_approved_in_two_clicks(
    engine: Engine, people: Cast, now: datetime, open_for: OpenFor
) -> None:
    for number in range(5):
        asked(engine, people, now, text=f"We met neighbors of block {number}.")
    page = open_for(people.lang, java_script_enabled=False, viewport=PHONE).new_page()
    page.goto("/approvals")
    clicks = Clicks()
    clicks.press(page.get_by_role("link", name="Week of November 23, 2026: 5 posts"))
    for number in range(5):
        assert page.get_by_text(f"We met neighbors of block {number}.").is_visible()
    clicks.press(page.get_by_role("button", name="Approve all that are ticked"))
    expect(page.get_by_role("status")).to_contain_text("5 posts approved")
    assert clicks.count == 2
    with database.reading(engine) as db:
        assert delivery.waiting(db, people.agency.id or 0) == []


@pytest.fixture
def troubled(engine: Engine, people: Cast, now: datetime) -> delivery.Placement:
    """A draft with something that stops it and something worth a look, of an open case."""
    text = "COME AND SEE http://example.org/park. We found a card with 219-09-9999."
    with database.writing(engine) as db:
        placed = build.a_draft(db, people, now=now, text=text)
        delivery.declare(db, placed.post_id, ["open_case"], by=people.rivera, now=now)
        name_for(db, people.lang.person_id, (Step.LEGAL,), by=people.admin, now=now)
        build.an_unowned_photo(db, people, placed, now)
        return placed


def test_the_pages_of_findings_have_no_fault(
    engine: Engine, people: Cast, now: datetime, open_for: OpenFor, troubled: delivery.Placement
) -> None:
    asked(engine, people, now, text="See http://example.org/park today, neighbors.")
    asked(engine, people, now)
    page = open_for(people.lang).new_page()
    for path in (f"/posts/{troubled.post_id}", "/approvals?week=2026-W48", "/approvals"):
        page.goto(path)
        assert axe.at_every_size(page) == {}
    admin = open_for(people.admin).new_page()
    admin.goto(f"/people/{people.lang.person_id}")
    assert axe.at_every_size(admin) == {}


def test_a_mend_is_one_click(
    engine: Engine, people: Cast, now: datetime, open_for: OpenFor, troubled: delivery.Placement
) -> None:
    page = open_for(people.rivera, java_script_enabled=False).new_page()
    page.goto(f"/posts/{troubled.post_id}")
    page.get_by_role("button", name="Write “https://example.org/park” instead").click()
    expect(page.get_by_role("status")).to_contain_text("Mended")
    assert _state(engine, troubled) is State.DRAFT


def _state(engine: Engine, placed: delivery.Placement) -> State:
    with database.reading(engine) as db:
        return db.get_one(delivery.Placement, placed.id).state
