"""A kit is filled in once, looked at, and taken up by a form that works without scripts."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext
from sqlalchemy.engine import Engine
from sqlmodel import select
from starlette.testclient import TestClient

import axe
import build
from campaigns.kit import KIT
from outreach import campaigns, delivery, stories
from outreach import db as database
from outreach.platforms import PlatformName
from people import Cast
from shipping import STORIES_FILE
from web.scenes import words

PAGE = "/kits/collaboration-principles"
FILLED = {
    "start": "2027-05-03",
    "partner_name": "Riverton Interfaith Council",
    "chief_name": "Chief Sam Lang",
    "contact": "555-0100",
    "language": "es",
}


@pytest.fixture
def equipped(engine: Engine, people: Cast, now: datetime) -> Cast:
    """An agency with the stories in its library and an account for each platform of the kit."""
    with database.writing(engine) as db:
        stories.import_stories(db, STORIES_FILE, by=people.rivera, now=now, publish=True)
        for platform in (PlatformName.X, PlatformName.FACEBOOK, PlatformName.HANDOFF):
            build.an_account(db, people, now=now, platform=platform)
    return people


def test_the_list_offers_the_kit_to_those_who_write(rivera: TestClient, clerk: TestClient) -> None:
    assert "Kits to take up" in rivera.get("/campaigns").text
    assert f'href="{PAGE}"' not in clerk.get("/campaigns").text
    assert clerk.get(PAGE).status_code == 403


def test_the_form_begins_on_a_monday_with_what_is_known(rivera: TestClient) -> None:
    page = rivera.get(PAGE).text
    assert 'value="2026-11-30"' in page
    assert 'value="Riverton Police Department"' in page
    assert "none goes on the calendar" in page


def test_the_plan_shows_each_post_and_what_to_think_of(rivera: TestClient) -> None:
    page = words(rivera.get(PAGE, params=FILLED).text)
    assert "40 posts as they would stand" in page
    assert "Monday, May 10, 9:00 AM" in page
    assert "National Police Week is kept solemnly" in page
    assert "pida a Riverton Interfaith Council que nos reúna" not in page
    assert "To every house of worship in Riverton" in page


def test_what_is_missing_stands_beside_its_field(rivera: TestClient) -> None:
    answer = rivera.get(PAGE, params={"start": "2027-05-03", "event_date": "soon"})
    assert answer.status_code == 422
    assert 'href="#event_date"' in answer.text and "is no date" in words(answer.text)


def test_a_part_is_given_filled_in(rivera: TestClient) -> None:
    answer = rivera.get(f"{PAGE}/parts/news_release", params=FILLED | {"told": "es"})
    assert answer.headers["content-type"].startswith("text/plain")
    assert "junto con Riverton Interfaith Council" in answer.text and "{{" not in answer.text
    assert rivera.get(f"{PAGE}/parts/song", params=FILLED).status_code == 404


def test_taking_it_up_makes_every_post_and_asks_for_approval(
    equipped: Cast, engine: Engine, rivera: TestClient
) -> None:
    answer = rivera.post(PAGE, data=FILLED, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/campaigns/1")
    with database.reading(engine) as db:
        states = [placement.state for placement in db.exec(select(delivery.Placement))]
        assert len(states) == sum(len(post.platforms) for post in KIT.posts)
        assert set(states) == {delivery.State.DRAFT}
    assert "Kits to take up" not in rivera.get("/campaigns").text


def test_without_accounts_nothing_is_kept_and_what_was_typed_stays(
    engine: Engine, people: Cast, rivera: TestClient
) -> None:
    answer = rivera.post(PAGE, data=FILLED)
    assert answer.status_code == 422
    assert "Facebook: has no connected account." in words(answer.text)
    assert 'value="Riverton Interfaith Council"' in answer.text
    with database.reading(engine) as db:
        assert campaigns.listing(db, people.rivera.agency_id) == []


@pytest.mark.browser
def test_the_page_has_no_fault_at_any_size_by_day_or_night(
    people: Cast, open_for: Callable[..., BrowserContext]
) -> None:
    page = open_for(people.rivera).new_page()
    page.goto(f"{PAGE}?start=2027-05-03&contact=555-0100&language=es")
    assert axe.at_every_size(page) == {}


def test_a_kit_taken_up_stays_in_reach(
    rivera: TestClient, clerk: TestClient, equipped: Cast
) -> None:
    at = rivera.post(PAGE, data=FILLED).headers["location"]
    for path in ("/campaigns", at):
        assert f'href="{PAGE}' in rivera.get(path).text
        assert f'href="{PAGE}' not in clerk.get(path).text
