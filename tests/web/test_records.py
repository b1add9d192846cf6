"""The records: found by kind, day, person and word, read one by one, checked, taken along."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import BrowserContext
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import axe
import build
from outreach import db as database
from outreach import posts, records
from outreach.web.views.records import PAGE, said
from people import Cast


def keep(engine: Engine, by: Cast, at: datetime, kind: str, **body: str) -> None:
    with database.writing(engine) as db:
        records.append(
            db,
            kind,
            ("story", 1),
            agency_id=by.agency.id or 0,
            by_id=by.rivera.person_id,
            at=at,
            body=dict(body),
        )


@pytest.fixture
def kept(engine: Engine, people: Cast, now: datetime) -> Cast:
    """Three records on three days."""
    keep(engine, people, now - timedelta(days=2), "stories.drafted", title="Coffee with José")
    keep(engine, people, now - timedelta(days=1), "stories.published", title="A walk")
    keep(engine, people, now, "delivery.hold_started", reason="100% sure")
    return people


def test_the_newest_stands_on_top_with_who_and_when(kept: Cast, clerk: TestClient) -> None:
    page = clerk.get("/records").text
    assert page.index("100% sure") < page.index("A walk") < page.index("Coffee with José")
    assert "Mon Nov 23, 9:00 AM MST" in page
    assert "Rivera" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=stories.published", {"A walk"}),
        ("word=jos%C3%A9", {"Coffee with José"}),
        ("word=100%25", {"100% sure"}),
        ("since=2026-11-22&until=2026-11-22", {"A walk"}),
        ("by=1", set()),
        ("word=nothing+of+the+kind", set()),
    ],
)
def test_records_are_found_by_what_is_known(
    kept: Cast, clerk: TestClient, query: str, found: set[str]
) -> None:
    page = clerk.get(f"/records?{query}").text
    assert {said for said in ("Coffee with José", "A walk", "100% sure") if said in page} == found


def test_a_changed_brand_is_not_told_as_a_picture() -> None:
    assert said("brand.changed") == "Brand changed"


def test_a_day_that_is_none_is_told_and_nothing_typed_is_lost(
    kept: Cast, clerk: TestClient
) -> None:
    page = clerk.get("/records?since=tomorrow&word=walk")
    assert page.status_code == 422
    assert "“tomorrow” is not a day." in page.text
    assert 'value="walk"' in page.text


def test_a_long_list_goes_on_where_the_page_ended(
    engine: Engine, people: Cast, clerk: TestClient, now: datetime
) -> None:
    for number in range(PAGE + 2):
        keep(engine, people, now, "stories.drafted", title=f"Story {number:03}")
    assert "before=3" in clerk.get("/records").text
    older = clerk.get("/records?before=3").text
    assert ("Story 001" in older, "Story 002" in older) == (True, False)
    assert 'rel="prev" href="/records?"' in older


def test_one_record_shows_its_digests(kept: Cast, clerk: TestClient, engine: Engine) -> None:
    with database.reading(engine) as db:
        second = records.get(db, kept.agency.id or 0, 2)
    page = clerk.get("/records/2").text
    assert second.digest in page
    assert second.previous_digest in page
    assert 'href="/stories/1"' in page
    assert "as it was written" in page


def test_a_record_of_a_post_names_it_and_leads_to_it(
    engine: Engine, people: Cast, clerk: TestClient, now: datetime
) -> None:
    with database.writing(engine) as db:
        placement = build.a_draft(db, people, now=now)
        about = ("placement", placement.id or 0)
        (record, *_) = records.of(db, about, agency_id=people.agency.id or 0)
        title = db.get_one(posts.Post, placement.post_id).title
    page = clerk.get(f"/records/{record.sequence}").text
    assert title in page
    assert f'href="/posts/{placement.post_id}"' in page


def test_all_records_hold_until_one_is_altered(
    kept: Cast, clerk: TestClient, engine: Engine
) -> None:
    assert "All 3 records hold." in clerk.get("/records/check").text
    with database.writing(engine) as db:
        db.execute(sa.text("update record set body = '{}' where sequence = 2"))
    assert "Record 2 was altered after it was written." in clerk.get("/records/check").text
    assert "was altered" in clerk.get("/records/2").text


def test_the_download_has_every_record_in_order(kept: Cast, clerk: TestClient) -> None:
    lines = [json.loads(line) for line in clerk.get("/records/export").text.splitlines()]
    assert [line["sequence"] for line in lines] == [1, 2, 3]
    assert lines[1]["previous_digest"] == lines[0]["digest"]


def test_another_agency_sees_none_of_it(kept: Cast, quinn: TestClient) -> None:
    assert "Nothing is on record yet" in quinn.get("/records").text
    assert quinn.get("/records/1").status_code == 404
    assert quinn.get("/records/export").text == ""


@pytest.mark.parametrize("path", ["", "/1", "/check", "/export"])
def test_strangers_are_sent_to_the_door(path: str, stranger: TestClient) -> None:
    assert stranger.get(f"/records{path}").headers["location"].startswith("/sign-in?next=")


def test_a_kind_without_words_of_its_own_reads_well_too() -> None:
    assert said("delivery.published") == "Post published"
    assert said("weather.turned_bad") == "Weather turned bad"


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/records?word=walk", "/records/2", "/records/check"])
def test_the_pages_have_no_fault_at_any_size_by_day_or_night(
    kept: Cast, open_for: Callable[..., BrowserContext], path: str
) -> None:
    page = open_for(kept.clerk).new_page()
    page.goto(path)
    assert axe.at_every_size(page) == {}
