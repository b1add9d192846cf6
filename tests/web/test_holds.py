"""Pausing stops at once, lifting sends nothing, and a person decides on each post that was held."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import build
from outreach import db as database
from outreach import delivery
from outreach.delivery import Scope, State
from people import Cast
from web.scenes import became, decisions, paused_and_lifted, scheduled, state, words


def active(engine: Engine, people: Cast) -> list[delivery.Hold]:
    with database.reading(engine) as db:
        return delivery.active(db, people.agency.id or 0)


def pause(engine: Engine, people: Cast, now: datetime, reason: str = "") -> delivery.Hold:
    with database.writing(engine) as db:
        return delivery.hold(db, Scope.AGENCY, reason=reason, by=people.lang, now=now)


def test_the_question_says_what_would_stop(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    with database.writing(engine) as db:
        account = build.an_account(db, people, now=now)
        build.a_scheduled(db, people, now=now, account=account)
    scheduled(engine, people, now)
    said = words(rivera.get("/holds/new").text)
    assert "Everything stops 2 posts" in said
    assert f"The X account @{account.handle} stops 1 post" in said
    assert "2 posts wait to go out" in said


def test_everything_is_paused_by_one_form(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    scheduled(engine, people, now)
    response = rivera.post("/holds", data={"what": "agency", "reason": "An incident downtown"})
    assert (response.status_code, response.headers["location"]) == (303, "/holds")
    [hold] = active(engine, people)
    assert (hold.scope, hold.reason) == (Scope.AGENCY, "An incident downtown")
    said = words(rivera.get("/holds").text)
    assert "Everything is paused: 1 post will not go out." in said
    assert "An incident downtown" in said


def test_one_account_is_paused_and_named_on_every_page(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    placement = scheduled(engine, people, now)
    rivera.post("/holds", data={"what": f"account:{placement.account_id}"})
    [hold] = active(engine, people)
    assert (hold.scope, hold.about) == (Scope.ACCOUNT, str(placement.account_id))
    page = rivera.get("/calendar").text
    assert "The X account @riverton" in page.partition('class="crisis"')[2]


def test_pressing_twice_pauses_once(
    engine: Engine, people: Cast, rivera: TestClient, lang: TestClient
) -> None:
    rivera.post("/holds", data={"what": "agency"})
    assert lang.post("/holds", data={"what": "agency"}).status_code == 303
    assert len(active(engine, people)) == 1


@pytest.mark.parametrize("what", ["", "everything", "all:1", "account", "account:x"])
def test_what_cannot_be_paused_is_asked_again(
    engine: Engine, people: Cast, rivera: TestClient, what: str
) -> None:
    response = rivera.post("/holds", data={"what": what, "reason": "A storm"})
    assert response.status_code == 422
    assert 'value="A storm"' in response.text
    assert active(engine, people) == []


def test_another_agencys_account_cannot_be_paused(
    engine: Engine, people: Cast, now: datetime, quinn: TestClient
) -> None:
    placement = scheduled(engine, people, now)
    response = quinn.post("/holds", data={"what": f"account:{placement.account_id}"})
    assert response.status_code == 404
    assert active(engine, people) == []


def test_lifting_sends_nothing_and_asks_about_each_post(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = scheduled(engine, people, now)
    hold = pause(engine, people, now)
    assert "Nothing goes out when you lift it." in lang.get(f"/holds/{hold.id}/lift").text
    response = lang.post(f"/holds/{hold.id}/lift")
    assert response.headers["location"] == "/holds#review"
    assert state(engine, placement) is State.HELD
    assert "Decide on 1 paused post" in words(lang.get("/holds").text)


def test_looking_at_the_question_lifts_nothing(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    hold = pause(engine, people, now)
    lang.get(f"/holds/{hold.id}/lift")
    assert [one.id for one in active(engine, people)] == [hold.id]


def test_a_pause_is_lifted_once(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    hold = pause(engine, people, now)
    lang.post(f"/holds/{hold.id}/lift")
    assert lang.post(f"/holds/{hold.id}/lift").status_code == 409
    assert lang.get(f"/holds/{hold.id}/lift").status_code == 409


def test_what_went_out_lately_is_listed_with_its_link(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    fresh, old = scheduled(engine, people, now), scheduled(engine, people, now)
    link = "https://example.org/now"
    became(engine, fresh, State.PUBLISHED, published_at=now, permalink=link)
    became(
        engine,
        old,
        State.PUBLISHED,
        published_at=now - timedelta(days=2),
        permalink="https://example.org/old",
    )
    page = rivera.get("/holds").text
    assert link in page
    assert "https://example.org/old" not in page


def test_what_is_on_its_way_is_said_before_and_after(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    became(engine, scheduled(engine, people, now), State.SENDING, lease_until=now)
    assert "1 post is on the way this minute." in words(rivera.get("/holds/new").text)
    assert "It was on the way." in words(rivera.get("/holds").text)


def test_earlier_pauses_are_kept(
    engine: Engine, people: Cast, now: datetime, clerk: TestClient
) -> None:
    paused_and_lifted(engine, people, now)
    said = words(clerk.get("/holds").text)
    assert "Lang, Mon Nov 23, 9:00 AM MST" in said


def test_lifting_counts_every_post_there_is_to_decide_on(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    scheduled(engine, people, now)
    hold = pause(engine, people, now)
    scheduled(engine, people, now)
    assert "2 posts stay paused" in words(lang.get(f"/holds/{hold.id}/lift").text)
    lang.post(f"/holds/{hold.id}/lift")
    said = words(lang.get("/holds").text)
    assert "Now decide on 2 posts" in said
    assert "Decide on 2 paused posts" in said


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/holds"),
        ("get", "/holds/new"),
        ("post", "/holds"),
        ("get", "/holds/1/lift"),
        ("post", "/holds/1/lift"),
        ("post", "/holds/review"),
        ("post", "/holds/keep-all"),
    ],
)
def test_strangers_are_sent_to_the_door(stranger: TestClient, method: str, path: str) -> None:
    response = stranger.request(method, path)
    assert response.status_code == 303
    assert response.headers["location"].startswith("/sign-in")


def test_another_agency_cannot_lift_or_decide(
    engine: Engine, people: Cast, now: datetime, quinn: TestClient
) -> None:
    placement = scheduled(engine, people, now)
    hold = pause(engine, people, now)
    assert quinn.get(f"/holds/{hold.id}/lift").status_code == 404
    assert quinn.post(f"/holds/{hold.id}/lift").status_code == 404
    given = decisions({"id": placement.id, "choice": "drop"})
    assert quinn.post("/holds/review", data=given).status_code == 404
    assert state(engine, placement) is State.SCHEDULED


def test_a_reader_sees_pauses_and_changes_none(
    engine: Engine, people: Cast, now: datetime, clerk: TestClient
) -> None:
    hold = pause(engine, people, now, "A storm")
    page = clerk.get("/holds")
    assert "A storm" in page.text
    assert "Lift this pause" not in page.text
    assert clerk.get("/holds/new").status_code == 403
    assert clerk.post("/holds", data={"what": "agency"}).status_code == 403
    assert clerk.post(f"/holds/{hold.id}/lift").status_code == 403
    assert clerk.post("/holds/review", data={}).status_code == 403
    assert clerk.post("/holds/keep-all").status_code == 403


def test_a_forged_form_pauses_nothing(engine: Engine, people: Cast, rivera: TestClient) -> None:
    forged = {"sec-fetch-site": "cross-site"}
    assert rivera.post("/holds", data={"what": "agency"}, headers=forged).status_code == 403
    assert active(engine, people) == []
