"""What is no page: health, numbers for a monitor, pictures, static files."""

import io
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PIL import Image
from pydantic import SecretStr
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import build
from outreach import brand, delivery
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.lib.clock import VirtualClock
from outreach.web.app import create_app
from outreach.web.shelf import shelf
from people import Cast

TOKEN = "a monitor's own token"


def beat(engine: Engine, at: datetime) -> None:
    """The schedule was looked at at that moment."""
    delivery.beat(engine, now=at, last=None)


@pytest.fixture
def watched(runtime: Runtime) -> TestClient:
    """The pages of an installation whose numbers a monitor may read."""
    settings = runtime.settings.model_copy(update={"metrics_token": SecretStr(TOKEN)})
    return TestClient(create_app(replace(runtime, settings=settings)))


@pytest.fixture
def picture(engine: Engine, people: Cast, now: datetime, runtime: Runtime) -> brand.Asset:
    """A picture of Rivera's agency."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "PNG")
    with database.writing(engine) as db:
        return brand.keep(
            db,
            out.getvalue(),
            alt={"en": "A red wall."},
            name="wall",
            by=people.rivera,
            now=now,
            folder=runtime.media,
        )


def test_health_is_red_until_the_schedule_is_looked_at(
    stranger: TestClient, engine: Engine, now: datetime
) -> None:
    before = stranger.get("/healthz")
    assert (before.status_code, before.json()["ok"]) == (503, False)
    beat(engine, now)
    after = stranger.get("/healthz")
    assert (after.status_code, after.json()["ok"]) == (200, True)


def test_health_turns_red_when_the_looking_stops(
    stranger: TestClient, engine: Engine, clock: VirtualClock, now: datetime
) -> None:
    beat(engine, now)
    clock.set(now + timedelta(seconds=6))
    answer = stranger.get("/healthz")
    assert answer.status_code == 503
    assert "last looked at 6 seconds ago" in answer.json()["says"]


@pytest.mark.parametrize("said", [None, "Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer é"])
def test_numbers_are_closed_to_whoever_lacks_the_token(
    said: str | None, watched: TestClient
) -> None:
    given = {"authorization": said.encode()} if said is not None else {}
    assert watched.get("/metrics", headers=given).status_code == 404


def test_numbers_are_closed_where_there_is_no_token(stranger: TestClient) -> None:
    assert stranger.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_a_monitor_reads_posts_by_state(
    watched: TestClient, engine: Engine, people: Cast, now: datetime
) -> None:
    with database.writing(engine) as db:
        build.a_draft(db, people, now=now)
        build.a_scheduled(db, people, now=now)
    told = watched.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).text
    assert 'outreach_posts{state="draft"} 1' in told
    assert 'outreach_posts{state="scheduled"} 1' in told
    assert 'outreach_posts{state="published"} 0' in told


def test_a_picture_is_shown_as_it_would_leave(
    picture: brand.Asset, clerk: TestClient, runtime: Runtime
) -> None:
    answer = clerk.get(f"/pictures/{picture.id}")
    assert answer.content == brand.load(picture, runtime.media)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-security-policy"] == "sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_picture_of_another_agency_is_not_there(
    picture: brand.Asset, quinn: TestClient, stranger: TestClient
) -> None:
    assert quinn.get(f"/pictures/{picture.id}").status_code == 404
    assert stranger.get(f"/pictures/{picture.id}").status_code == 303


@pytest.mark.parametrize("path", ["/pictures/99", "/pictures/wall", "/static/x/none.css", "/none"])
def test_what_is_not_there_is_told_so(path: str, rivera: TestClient) -> None:
    assert rivera.get(path).status_code == 404


def test_static_files_need_no_sign_in(stranger: TestClient) -> None:
    answer = stranger.get(shelf().address("site.css"))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/stories/{}", "/posts/{}", "/campaigns/{}", "/pictures/{}"])
def test_a_number_no_row_can_have_is_no_page(rivera: TestClient, path: str) -> None:
    assert rivera.get(path.format("9" * 23)).status_code == 404
