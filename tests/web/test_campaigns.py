"""A campaign's page: its brief, its weeks with where each post stands, and its principles."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext
from sqlalchemy.engine import Engine
from sqlmodel import Session
from starlette.testclient import TestClient

import axe
import build
from outreach import campaigns, posts
from outreach import db as database
from people import Cast

DAY = timedelta(days=1)


def a_campaign(db: Session, people: Cast, now: datetime) -> campaigns.Campaign:
    brief = campaigns.Brief(
        key="walks",
        title="Walks on Maple Street",
        objective="Forty neighbors know an officer by name at its end.",
        starts_on=now.date(),
        ends_on=now.date() + 13 * DAY,
        audiences=("Neighbors", "Shop owners"),
        key_messages=("We walk with you.",),
        themes=("Meet", "Listen"),
    )
    return campaigns.found(db, brief, by=people.rivera, now=now)


@pytest.fixture
def planned(engine: Engine, people: Cast, now: datetime) -> Cast:
    """A campaign of two weeks: a scheduled post in the first, a draft that went out of it."""
    with database.writing(engine) as db:
        number = a_campaign(db, people, now).id
        build.a_scheduled(db, people, now=now, due_in=DAY, campaign_id=number)
        build.a_draft(db, people, now=now, due_in=20 * DAY, campaign_id=number)
    return people


def test_the_list_says_how_far_each_is(planned: Cast, clerk: TestClient) -> None:
    page = clerk.get("/campaigns").text
    assert '<a href="/campaigns/1">Walks on Maple Street</a>' in page
    assert "In week 1" in page
    assert "0 of 2 posts out." in page


def test_without_one_the_list_says_what_to_do(clerk: TestClient) -> None:
    assert "No campaign yet" in clerk.get("/campaigns").text


def test_the_brief_is_shown_whole(planned: Cast, clerk: TestClient) -> None:
    page = clerk.get("/campaigns/1").text
    for said in ("Forty neighbors know", "Shop owners", "We walk with you.", "November 23, 2026"):
        assert said in page


def test_posts_stand_in_their_weeks_with_their_states(planned: Cast, clerk: TestClient) -> None:
    page = clerk.get("/campaigns/1").text
    first, second = page.index("Week 1: Meet"), page.index("Week 2: Listen")
    assert first < page.index("Scheduled</span>") < second
    assert "No post stands in this week." in page[second:]
    assert page.index("Moved out of its weeks") < page.index("Draft</span>")
    assert 'href="/report?campaign=1"' in page


def test_a_principle_is_covered_by_posts_that_explain_it(
    engine: Engine, people: Cast, now: datetime
) -> None:
    with database.writing(engine) as db:
        campaign = a_campaign(db, people, now)
        variant = build.a_variant(
            db, people.rivera, now=now, text="“Strong Leadership”: said.", campaign_id=campaign.id
        )
        db.get_one(posts.Post, variant.post_id).type = posts.PostType.PRINCIPLE
        build.a_variant(
            db, people.rivera, now=now, text="Transform Training", campaign_id=campaign.id
        )
        db.flush()
        found = campaigns.coverage(db, campaign)
    assert [one.principle.number for one in found] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.principle.number for one in found if one.is_covered] == [1]
    assert (found[0].explained, found[0].told) == (1, 0)


def test_a_campaign_of_another_agency_is_not_there(planned: Cast, quinn: TestClient) -> None:
    assert quinn.get("/campaigns/1").status_code == 404
    assert "No campaign yet" in quinn.get("/campaigns").text


@pytest.mark.parametrize("path", ["/campaigns", "/campaigns/1"])
def test_strangers_are_sent_to_the_door(path: str, stranger: TestClient) -> None:
    assert stranger.get(path).headers["location"].startswith("/sign-in?next=")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/campaigns", "/campaigns/1"])
def test_the_pages_have_no_fault_at_any_size_by_day_or_night(
    planned: Cast, open_for: Callable[..., BrowserContext], path: str
) -> None:
    page = open_for(planned.clerk).new_page()
    page.goto(path)
    assert axe.at_every_size(page) == {}


def test_the_campaigns_are_in_the_rail(rivera: TestClient) -> None:
    rail = rivera.get("/campaigns").text.partition("<main")[0]
    assert re.search(r'<a href="/campaigns" aria-current="page">', rail)
