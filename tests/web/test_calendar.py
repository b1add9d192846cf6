"""The calendar shows every post on its day in the agency's zone, and what the clocks do to it."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import build
from outreach import campaigns, delivery, identity
from outreach import db as database
from outreach.delivery import Scope, State
from outreach.lib.clock import Shift
from outreach.platforms import PlatformName
from outreach.web.views.calendar import clock_change
from people import Cast
from web.scenes import asked, became, scheduled, words


def cell(html: str, on: str) -> str:
    """What the month shows on one day."""
    return html.partition(f'class="day" datetime="{on}"')[2].partition("</td>")[0]


def test_a_post_stands_on_its_day_with_time_place_and_state(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    placement = scheduled(engine, people, now, due_in=timedelta(hours=14))
    day = cell(rivera.get("/calendar").text, "2026-11-23")
    assert f'href="/posts/{placement.post_id}"' in day
    assert 'aria-label="X"' in day
    assert "11 PM" in words(day)
    assert "Scheduled" in words(day)


def test_today_is_marked_and_the_past_is_dim(rivera: TestClient) -> None:
    page = rivera.get("/calendar").text
    assert re.search(r'aria-current="date">\s*<time class="day" datetime="2026-11-23"', page)
    assert re.search(r'<td class="past empty-day">\s*<time class="day" datetime="2026-11-22"', page)


def test_one_idea_at_one_time_is_one_chip(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    first = scheduled(engine, people, now)
    with database.writing(engine) as db:
        page_account = build.an_account(db, people, now=now, platform=PlatformName.FACEBOOK)
        second = build.a_scheduled(db, people, now=now, account=page_account)
    became(engine, second, State.SCHEDULED, post_id=first.post_id)
    day = cell(rivera.get("/calendar").text, "2026-11-23")
    assert day.count('class="chip edge') == 1
    assert re.findall(r'aria-label="(\w+)"', day) == ["Facebook", "X"]


def test_a_post_that_waits_for_a_yes_says_so(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    asked(engine, people, now)
    assert "Needs approval" in words(cell(rivera.get("/calendar").text, "2026-11-23"))


def test_a_paused_post_says_so_while_the_pause_is_on(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    scheduled(engine, people, now)
    with database.writing(engine) as db:
        delivery.hold(db, Scope.AGENCY, by=people.lang, now=now)
    assert "Paused" in words(cell(rivera.get("/calendar").text, "2026-11-23"))
    assert "Paused" in words(rivera.get("/calendar/agenda").text)


def test_months_are_left_and_entered_by_links(rivera: TestClient) -> None:
    page = rivera.get("/calendar?month=2026-12").text
    assert "<h1>December 2026</h1>" in page
    assert 'href="/calendar?month=2026-11"' in page
    assert 'href="/calendar?month=2027-01"' in page
    assert "No post stands in December 2026." in words(page)


@pytest.mark.parametrize("written", ["2026-13", "soon", "0001-01", "9999-12", "2026-11-01"])
def test_a_month_that_is_none_gets_a_sentence(rivera: TestClient, written: str) -> None:
    response = rivera.get("/calendar", params={"month": written})
    assert response.status_code == 422
    assert "is not a month. Write it as 2026-11." in response.text


def test_a_day_that_is_none_gets_a_sentence(rivera: TestClient) -> None:
    response = rivera.get("/calendar/agenda", params={"from": "2026-02-30"})
    assert response.status_code == 422
    assert "is not a day" in response.text


def test_the_agenda_lists_four_weeks_of_days_that_have_posts(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    near = scheduled(engine, people, now)
    far = scheduled(engine, people, now, due_in=timedelta(days=30))
    page = rivera.get("/calendar/agenda").text
    assert "Monday, November 23" in page
    assert f'href="/posts/{near.post_id}"' in page
    assert f'href="/posts/{far.post_id}"' not in page
    later = rivera.get("/calendar/agenda?from=2026-12-21").text
    assert f'href="/posts/{far.post_id}"' in later


def test_an_empty_agenda_says_what_to_do(rivera: TestClient) -> None:
    assert "No posts in these four weeks" in rivera.get("/calendar/agenda").text


@pytest.mark.parametrize("view", ["/calendar", "/calendar/agenda"])
def test_one_campaign_is_shown_alone(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient, view: str
) -> None:
    with database.writing(engine) as db:
        campaign = campaigns.found(
            db,
            campaigns.Brief(
                key="walks",
                title="Evening walks",
                objective="Calm evenings.",
                starts_on=date(2026, 11, 1),
                ends_on=date(2026, 11, 30),
            ),
            by=people.rivera,
            now=now,
        )
        within = build.a_scheduled(db, people, now=now, campaign_id=campaign.id)
        without = build.a_scheduled(db, people, now=now)
    page = rivera.get(view, params={"campaign": campaign.id}).text
    assert f'href="/posts/{within.post_id}"' in page
    assert f'href="/posts/{without.post_id}"' not in page
    assert f"campaign={campaign.id}" in page.partition("<main")[2]


def test_another_agencys_campaign_is_not_found(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    assert rivera.get("/calendar?campaign=77").status_code == 404


def test_what_the_clock_change_did_to_a_time_is_said(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    became(engine, scheduled(engine, people, now), State.SCHEDULED, shift=Shift.GAP)
    assert "the chosen time does not exist" in rivera.get("/calendar").text
    assert "the chosen time does not exist" in rivera.get("/calendar/agenda").text


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 3, 8), "Clocks go forward"),
        (date(2026, 11, 1), "Clocks go back"),
        (date(2026, 11, 2), ""),
    ],
)
def test_the_days_on_which_clocks_change(on: date, said: str) -> None:
    assert clock_change(on, ZoneInfo("America/Denver")) == said
    assert clock_change(on, ZoneInfo("America/Phoenix")) == ""


def test_the_legend_explains_only_what_occurs(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    became(engine, scheduled(engine, people, now), State.MISSED)
    legend = rivera.get("/calendar").text.partition('class="row legend"')[2].partition("</p>")[0]
    assert "Missed its time" in legend
    assert "Published" not in legend


@pytest.mark.parametrize("view", ["/calendar", "/calendar/agenda"])
def test_strangers_and_other_agencies_see_nothing(
    engine: Engine, people: Cast, now: datetime, stranger: TestClient, quinn: TestClient, view: str
) -> None:
    placement = scheduled(engine, people, now)
    assert stranger.get(view).status_code == 303
    assert f'href="/posts/{placement.post_id}"' not in quinn.get(view).text


def test_a_readers_calendar_is_whole(
    engine: Engine, people: Cast, now: datetime, clerk: TestClient
) -> None:
    placement = scheduled(engine, people, now)
    assert identity.ROLES[people.clerk.role] == {identity.Action.READ}
    assert f'href="/posts/{placement.post_id}"' in clerk.get("/calendar").text


def test_an_observance_stands_on_its_day_with_its_tone_in_words(rivera: TestClient) -> None:
    page = rivera.get("/calendar?month=2026-11").text
    assert "Veterans Day (solemn)" in words(cell(page, "2026-11-11"))
    assert "In November 2026: National Native American Heritage Month (celebratory)." in words(page)
    assert "National Police Week" not in page


def test_a_week_is_named_where_it_begins_and_where_posts_stand(rivera: TestClient) -> None:
    page = rivera.get("/calendar?month=2027-05").text
    assert "National Police Week, to May 15 (solemn)" in words(cell(page, "2027-05-09"))
    assert "Police Week" not in words(cell(page, "2027-05-12"))
    assert "Peace Officers Memorial Day (solemn)" in words(cell(page, "2027-05-15"))


def test_a_post_on_a_solemn_day_is_cautioned_about_in_the_agenda(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    scheduled(engine, people, now, due_in=datetime(2027, 5, 12, 18, tzinfo=UTC) - now)
    page = words(rivera.get("/calendar/agenda?from=2027-05-10").text)
    assert "National Police Week, to May 15 (solemn)" in page
    assert "National Police Week is kept solemnly. Read the post in that light" in page


def test_a_date_that_nobody_has_confirmed_says_so(rivera: TestClient) -> None:
    page = rivera.get("/calendar?month=2026-10").text
    assert "(celebratory, date not confirmed)" in words(cell(page, "2026-10-09"))
