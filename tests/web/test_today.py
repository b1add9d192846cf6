"""Today says what needs a person and what to do, what goes out next, and what went out."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import build
from outreach import db as database
from outreach import delivery, review
from outreach.delivery import Scope, State
from outreach.lib.clock import VirtualClock
from people import Cast
from web.scenes import asked, became, paused_and_lifted, scheduled, words


def test_the_first_day_shows_the_way(people: Cast, rivera: TestClient) -> None:
    said = words(rivera.get("/").text)
    assert "Monday, November 23" in said
    assert "Connect an account." in said
    assert said.index("Choose a story.") < said.index("Send it for approval.")


def test_a_first_day_with_an_account_begins_with_a_story(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    with database.writing(engine) as db:
        build.an_account(db, people, now=now)
    assert "Connect an account." not in rivera.get("/").text


def test_what_goes_out_today_and_tomorrow_is_listed(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    soon = scheduled(engine, people, now)
    later = scheduled(engine, people, now, due_in=timedelta(days=3))
    page = rivera.get("/").text
    assert f'href="/posts/{soon.post_id}"' in page
    assert f'href="/posts/{later.post_id}"' not in page
    assert "1 post goes out today or tomorrow." in words(page)


def test_a_quiet_day_names_the_next_post(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    scheduled(engine, people, now, due_in=timedelta(days=3))
    said = words(rivera.get("/").text)
    assert "No post is in trouble." in said
    assert "The next one is" in said
    assert "Thu Nov 26, 9:00 AM MST" in said


@pytest.mark.parametrize(
    ("state", "trouble", "sentence", "step"),
    [
        (State.FAILED, "X refused the picture.", "X refused the picture.", "See what to change"),
        (State.MISSED, "", "Its time passed.", "Choose a new time"),
        (State.NEEDS_PERSON, "", "Look on the account.", "Say what became of it"),
        (State.HANDED_OFF, "", "It is time to post it by hand.", "Post it by hand"),
    ],
)
def test_each_trouble_has_its_sentence_and_one_next_step(
    engine: Engine,
    people: Cast,
    now: datetime,
    rivera: TestClient,
    state: State,
    trouble: str,
    sentence: str,
    step: str,
) -> None:
    placement = scheduled(engine, people, now)
    became(engine, placement, state, trouble=trouble)
    said = words(rivera.get("/").text)
    assert "1 post needs a person." in said
    assert sentence in said
    assert step in said


def test_only_who_may_connect_is_sent_to_the_settings(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient, admin: TestClient
) -> None:
    became(engine, scheduled(engine, people, now), State.NEEDS_SIGN_IN)
    assert "Connect the account" in admin.get("/").text
    said = words(rivera.get("/").text)
    assert "Connect the account" not in said
    assert "Ask an officer or an administrator." in said


def test_changes_asked_for_are_told_to_the_author(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    placement = asked(engine, people, now)
    with database.writing(engine) as db:
        delivery.answer(
            db,
            placement.id or 0,
            placement.digest,
            review.Decision.RETURN,
            by=people.lang,
            now=now,
            comment="Name the school.",
        )
    said = words(rivera.get("/").text)
    assert "A reader wrote: “Name the school.”" in said
    assert "Changes asked for" in said


def test_a_draft_due_soon_that_nobody_sent_for_approval_is_a_trouble(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient, clerk: TestClient
) -> None:
    with database.writing(engine) as db:
        build.a_draft(db, people, now=now)
        build.a_draft(db, people, now=now, due_in=timedelta(days=2))
    said = words(rivera.get("/").text)
    assert "1 post needs a person." in said
    assert "nobody sent it for approval" in said
    assert "No post is in trouble." in clerk.get("/").text


def test_a_draft_whose_time_passed_asks_for_a_new_one(
    engine: Engine, people: Cast, now: datetime, clock: VirtualClock, rivera: TestClient
) -> None:
    asked(engine, people, now, due_in=timedelta(minutes=5))
    clock.advance(timedelta(minutes=10))
    assert "Its time passed before anybody approved it." in rivera.get("/").text


def test_posts_left_by_a_pause_lead_to_the_decision(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    scheduled(engine, people, now)
    paused_and_lifted(engine, people, now)
    assert 'href="/holds#review"' in rivera.get("/").text


def test_who_paused_what_is_said(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    placement = scheduled(engine, people, now)
    with database.writing(engine) as db:
        delivery.hold(
            db, Scope.ACCOUNT, placement.account_id, reason="A storm", by=people.lang, now=now
        )
    said = words(rivera.get("/").text)
    assert "What is paused" in said
    assert "By Lang, just now : A storm" in said
    assert "Paused" in said


def test_only_what_somebody_else_wrote_needs_my_approval(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient, lang: TestClient
) -> None:
    placement = asked(engine, people, now)
    assert f'href="/approvals/{placement.id}"' in lang.get("/").text
    page = rivera.get("/").text
    assert f'href="/approvals/{placement.id}"' not in page
    assert "1 post waits for someone else's yes." in words(page)


def test_what_went_out_links_to_where_it_stands(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    placement = scheduled(engine, people, now)
    became(
        engine,
        placement,
        State.PUBLISHED,
        published_at=now - timedelta(days=1),
        permalink="https://example.org/1",
    )
    page = rivera.get("/").text
    assert 'href="https://example.org/1"' in page
    assert "Sun Nov 22, 9:00 AM MST" in words(page)


def test_a_stranger_is_sent_to_the_door(stranger: TestClient) -> None:
    assert stranger.get("/").headers["location"] == "/sign-in?next=/"


def test_another_agency_sees_none_of_it(
    engine: Engine, people: Cast, now: datetime, quinn: TestClient
) -> None:
    placement = scheduled(engine, people, now)
    became(engine, placement, State.FAILED, trouble="Ours alone.")
    page = quinn.get("/").text
    assert "Ours alone." not in page
    assert f"/posts/{placement.post_id}" not in page


def test_where_there_is_little_room_the_agency_is_called_by_its_short_name(
    rivera: TestClient,
) -> None:
    top = rivera.get("/").text.partition('<div class="top">')[2].partition("</a>")[0]
    assert "<span>Riverton PD</span>" in top
