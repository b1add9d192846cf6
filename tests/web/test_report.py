"""The report says whom posts reached, what is missing and why, and goes along as files."""

import csv
import html
import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import axe
import build
from audience.riverton import FACEBOOK, HANDOFF, Told, Town, X, told, untold
from outreach import audience
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.lib.clock import VirtualClock
from outreach.platforms import ReadingState, Split
from outreach.web.views import report
from people import Cast

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pictures are kept here: the posts of all tests are alike, so each is drawn once."""
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture
def town(
    engine: Engine, people: Cast, runtime: Runtime, now: datetime, drawn: Path, tmp_path: Path
) -> Town:
    """The cast's own accounts; nothing is published yet."""
    (tmp_path / "pictures").symlink_to(drawn)
    with database.writing(engine) as db:
        accounts = {
            name: build.an_account(
                db, people, now=now - 60 * DAY, platform=name, vault=runtime.vault
            )
            for name in (X, FACEBOOK, HANDOFF)
        }
        for name, account in accounts.items():
            account.handle = f"riverton-{name}"
    platforms = {name: Told(name) for name in (X, FACEBOOK)}
    return Town(engine, runtime.vault, people, accounts, platforms)


@pytest.fixture
def measured(town: Town, now: datetime) -> Town:
    """Two posts on Facebook, one on X that could not be read, one put up by hand."""
    for days in (3, 2):
        page = town.publish(FACEBOOK, now - DAY * days, title=f"Coffee {days}")
        town.platforms[FACEBOOK].numbers[page] = [
            told("reach", 100 * days, page),
            told("views", 1_000 * days, page),
            told("views", 600 * days, page, split=Split.FOLLOWERS),
            told("views", 400 * days, page, split=Split.NON_FOLLOWERS),
        ]
    post = town.publish(X, now - DAY, title="A walk on Maple Street")
    town.platforms[X].numbers[post] = [
        untold("impressions", ReadingState.FAILED, post, why="X did not answer in time."),
        untold("reach", ReadingState.NOT_OFFERED, post),
    ]
    town.publish(HANDOFF, now - DAY, title="Told to the neighbors")
    town.capture(now)
    return town


def test_without_a_post_it_says_what_will_stand_here(rivera: TestClient) -> None:
    page = rivera.get("/report")
    assert page.status_code == 200
    assert "No post has gone out here yet" in page.text
    assert 'href="/calendar"' in page.text


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("days=bad", "“bad” is not offered. Choose 7 or 28 or 90."),
        ("days=29", "“29” is not offered. Choose 7 or 28 or 90."),
        ("campaign=x", "“x” is no campaign. Choose one."),
        ("post=x", "“x” is no post. Open the report from the post's page."),
    ],
)
def test_a_question_that_makes_no_sense_is_said_to_be_so(
    rivera: TestClient, question: str, sentence: str
) -> None:
    page = rivera.get(f"/report?{question}")
    assert page.status_code == 422
    assert sentence in html.unescape(page.text)
    assert "The last 28 days" in page.text
    assert "data-field" not in page.text
    assert rivera.get(f"/report/csv?{question}").status_code == 422


def test_reach_is_a_range_within_one_platform(measured: Town, rivera: TestClient) -> None:
    page = rivera.get("/report").text
    assert "<strong>between 300 and 500</strong> people on Facebook" in page
    assert "2,000 of them were to people who did not follow, 40 percent." in page
    assert "accounts of two platforms are never added up" in page


def test_a_number_that_is_missing_is_said_with_its_reason(
    measured: Town, rivera: TestClient
) -> None:
    page = rivera.get("/report").text
    assert "X, impressions: could not be read for 1 post. X did not answer in time." in page
    assert '<span class="big missing">could not be read</span>' in page
    assert "put out by hand, where no numbers can be read" in page


def test_it_says_practice_and_that_new_people_are_not_estimated(
    measured: Town, rivera: TestClient
) -> None:
    page = rivera.get("/report").text
    assert "No real person saw these posts." in page
    assert "How many new people this reached is not estimated yet." in page


def test_every_chart_stands_inline_at_two_widths_with_its_numbers(
    measured: Town, rivera: TestClient
) -> None:
    page = rivera.get("/report").text
    charts = page.count('<div class="picture-wide"><svg')
    assert charts == page.count('<div class="picture-narrow"><svg') > 0
    assert page.count("<summary>Show the numbers</summary>") == charts
    assert "style=" not in page


def test_a_chart_that_cannot_be_drawn_leaves_its_numbers(
    measured: Town, now: datetime, tmp_path: Path
) -> None:
    hurried = audience.Studio(tmp_path / "none", timeout=0.001)
    shown = report.page(report.Asked(), measured.report(now), hurried)
    assert shown.pictures() == {}
    assert all(chart.table.rows for chart in shown.charts)


def test_it_is_about_one_campaign_or_one_post_when_asked(
    engine: Engine, town: Town, rivera: TestClient, now: datetime
) -> None:
    town.publish(FACEBOOK, now - DAY, title="Coffee")
    town.publish(FACEBOOK, now - DAY, title="A walk")
    page = rivera.get("/report?post=1").text
    assert ">Coffee</a>" in page
    assert ">A walk</a>" not in page
    assert 'href="/report/pdf?post=1"' in page


@pytest.mark.parametrize("query", ["campaign=7", "post=7"])
def test_what_another_agency_has_is_not_there(
    query: str, measured: Town, rivera: TestClient, quinn: TestClient
) -> None:
    assert rivera.get(f"/report?{query}").status_code == 404
    assert quinn.get("/report?post=1").status_code == 404
    assert "Coffee" not in quinn.get("/report").text


def test_the_csv_file_has_a_row_for_each_number(measured: Town, rivera: TestClient) -> None:
    answer = rivera.get("/report/csv?days=28")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["value"] for row in rows if row["metric"] == "reach"} == {"300", "200", ""}
    assert answer.headers["content-disposition"] == (
        'attachment; filename="report-the-last-28-days.csv"'
    )


def test_the_json_file_has_the_bounds(measured: Town, rivera: TestClient) -> None:
    given = json.loads(rivera.get("/report/json").content)
    facebook = next(line for line in given["platforms"] if line["platform"] == "facebook")
    assert (facebook["reach"]["low"], facebook["reach"]["high"]) == (300, 500)


def test_the_pdf_file_is_a_tagged_pdf(
    measured: Town, rivera: TestClient, clock: VirtualClock
) -> None:
    # Real clocks do not stand at whole seconds, as a PDF's date does.
    clock.advance(timedelta(microseconds=123_456))
    answer = rivera.get("/report/pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.content


@pytest.mark.parametrize("path", ["/report", "/report/csv"])
def test_strangers_are_sent_to_the_door(path: str, stranger: TestClient) -> None:
    assert stranger.get(path).headers["location"].startswith("/sign-in?next=")


def test_a_kind_of_file_there_is_not_is_no_page(rivera: TestClient) -> None:
    assert rivera.get("/report/docx").status_code == 404


@pytest.mark.browser
def test_the_page_has_no_fault_at_any_size_by_day_or_night(
    measured: Town, people: Cast, open_for: Callable[..., BrowserContext]
) -> None:
    page = open_for(people.rivera, java_script_enabled=True).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/report")
    assert axe.at_every_size(page) == {}
    assert said == []
