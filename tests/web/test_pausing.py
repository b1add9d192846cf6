"""What a pause can be of, what people did about pauses, advice, drills and tokens, on the pages."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

from outreach import db as database
from outreach import delivery, identity
from outreach.delivery import Scope, State
from outreach.identity import Action
from outreach.lib.clock import VirtualClock
from people import Cast
from web.scenes import paused_and_lifted, scheduled, state, words

CROSS = {"sec-fetch-site": "cross-site"}


@pytest.fixture
def advised(engine: Engine, people: Cast, now: datetime) -> delivery.Advisory:
    """A hub asks every agency to pause all stories."""
    hub = replace(people.quinn, national=True)
    with database.writing(engine) as db:
        return delivery.advise(
            db, Scope.TOPIC, "kind:story", words="A loss.", issuer="The hub", by=hub, now=now
        )


def active(engine: Engine, people: Cast) -> list[delivery.Hold]:
    with database.reading(engine) as db:
        return delivery.active(db, people.agency.id or 0)


def national(engine: Engine, by: identity.Actor) -> None:
    with database.writing(engine) as db:
        person = db.get_one(identity.Person, by.person_id)
        person.national = True
        db.add(person)


@pytest.mark.parametrize(
    ("what", "scope", "about"),
    [
        ("platform:x", Scope.PLATFORM, "x"),
        ("language:en", Scope.LANGUAGE, "en"),
        ("topic:kind:story", Scope.TOPIC, "kind:story"),
    ],
)
def test_a_part_is_paused_by_one_form(
    engine: Engine, people: Cast, rivera: TestClient, what: str, scope: Scope, about: str
) -> None:
    assert rivera.post("/holds", data={"what": what}).status_code == 303
    [hold] = active(engine, people)
    assert (hold.scope, hold.about) == (scope, about)


@pytest.mark.parametrize("what", ["county", "account", "agency:3", "topic:mood:sad", ""])
def test_it_rejects_what_is_no_choice(
    engine: Engine, people: Cast, rivera: TestClient, what: str
) -> None:
    answer = rivera.post("/holds", data={"what": what, "reason": "An incident"})
    assert answer.status_code == 422
    assert 'value="An incident"' in answer.text
    assert active(engine, people) == []


def test_every_agency_is_offered_only_to_who_looks_after_them(
    engine: Engine, people: Cast, rivera: TestClient, admin: TestClient
) -> None:
    national(engine, people.admin)
    assert "every agency" not in rivera.get("/holds/new").text
    assert "Everything at every agency" in admin.get("/holds/new").text
    assert rivera.post("/holds", data={"what": "all"}).status_code == 403
    assert admin.post("/holds", data={"what": "all"}).status_code == 303


def test_a_pause_of_every_agency_is_told_to_each_and_lifted_by_its_like(
    engine: Engine, people: Cast, now: datetime, admin: TestClient, quinn: TestClient
) -> None:
    national(engine, people.admin)
    admin.post("/holds", data={"what": "all", "reason": "A national emergency"})
    [hold] = active(engine, people)
    said = quinn.get("/").text
    assert "Everything at every agency is paused." in said
    assert "A national emergency" in said
    assert quinn.post(f"/holds/{hold.id}/lift").status_code == 403
    assert admin.post(f"/holds/{hold.id}/lift").status_code == 303


def test_the_reason_is_kept_later(engine: Engine, people: Cast, rivera: TestClient) -> None:
    rivera.post("/holds", data={"what": "agency"})
    [hold] = active(engine, people)
    rivera.post(f"/holds/{hold.id}/reason", data={"reason": "An officer was hurt."})
    banner = rivera.get("/").text.partition('class="crisis"')[2]
    assert "An officer was hurt." in banner


def test_what_is_past_is_dropped_by_one_button_and_later_ones_stay(
    engine: Engine, people: Cast, now: datetime, clock: VirtualClock, rivera: TestClient
) -> None:
    past = scheduled(engine, people, now, due_in=timedelta(minutes=5))
    later = scheduled(engine, people, now)
    paused_and_lifted(engine, people, now)
    clock.advance(timedelta(minutes=10))
    assert "Drop the 1 whose time passed" in words(rivera.get("/holds").text)
    rivera.post("/holds/drop-past")
    assert state(engine, past) is State.CANCELLED
    assert state(engine, later) is State.HELD


def test_who_did_what_is_told_in_sentences(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient, lang: TestClient
) -> None:
    scheduled(engine, people, now)
    rivera.post("/holds", data={"what": "platform:x", "reason": "A storm"})
    [hold] = active(engine, people)
    lang.post(f"/holds/{hold.id}/lift")
    lang.post("/holds/keep-all")
    said = words(rivera.get("/holds").text)
    assert "Rivera paused everything on X: A storm" in said
    assert "Lang lifted the pause of everything on X. 1 post then waited for a decision." in said
    assert "Lang kept “Post" in said


def test_advice_is_told_where_people_look_and_pauses_nothing(
    engine: Engine, people: Cast, advised: delivery.Advisory, clerk: TestClient, rivera: TestClient
) -> None:
    for path in ("/", "/approvals", "/holds"):
        assert "The hub asks you to pause: all success stories" in words(rivera.get(path).text)
    assert "Ask an officer or an approver to decide." in words(clerk.get("/").text)
    assert active(engine, people) == []


def test_advice_is_followed_by_one_button(
    engine: Engine, people: Cast, advised: delivery.Advisory, rivera: TestClient
) -> None:
    assert rivera.post(f"/advice/{advised.id}/follow").headers["location"] == "/holds"
    [hold] = active(engine, people)
    assert (hold.about, hold.advisory_id) == ("kind:story", advised.id)
    assert "asks you to pause" not in rivera.get("/").text


def test_advice_may_be_declined_once(
    engine: Engine, people: Cast, advised: delivery.Advisory, rivera: TestClient
) -> None:
    assert rivera.post(f"/advice/{advised.id}/decline").status_code == 303
    assert rivera.post(f"/advice/{advised.id}/follow").status_code == 409
    assert active(engine, people) == []
    said = words(rivera.get("/holds").text)
    assert "Rivera decided not to pause all success stories, as The hub had asked." in said


def test_a_forged_answer_to_advice_is_turned_away(
    advised: delivery.Advisory, rivera: TestClient, clerk: TestClient, stranger: TestClient
) -> None:
    path = f"/advice/{advised.id}/follow"
    assert rivera.post(path, headers=CROSS).status_code == 403
    assert clerk.post(path).status_code == 403
    assert stranger.post(path).headers["location"].startswith("/sign-in")


def test_a_drill_says_its_figure_and_pauses_nothing(
    engine: Engine, people: Cast, rivera: TestClient
) -> None:
    assert rivera.post("/holds/drill").status_code == 303
    said = words(rivera.get("/holds").text)
    assert "A drill: nothing real was paused. Of 40 practice posts" in said
    assert "Rivera practised a pause." in said
    assert active(engine, people) == []


def test_a_clock_in_doubt_is_told_on_today(
    engine: Engine, now: datetime, rivera: TestClient
) -> None:
    delivery.beat(engine, now=now, last=None, note="The clock jumped 2 hours.")
    assert "Nothing is being sent. The clock jumped 2 hours." in words(rivera.get("/").text)
    health = rivera.get("/healthz")
    assert (health.status_code, "clock jumped" in health.json()["says"]) == (503, True)


def test_a_token_is_shown_once_and_revoked(
    engine: Engine, people: Cast, rivera: TestClient, now: datetime
) -> None:
    made = rivera.post("/holds/tokens", data={"name": "Desk", "actions": ["hold"]})
    secret = made.text.partition('class="secret">')[2].partition("<")[0]
    with database.reading(engine) as db:
        assert identity.holder(db, secret, Action.HOLD, used_at=None) == people.rivera
        [token] = identity.tokens_of(db, people.rivera)
    assert secret not in rivera.get("/holds/tokens").text
    rivera.post(f"/holds/tokens/{token.id}/revoke")
    with database.reading(engine) as db:
        assert identity.holder(db, secret, Action.HOLD, used_at=None) is None


def test_a_token_for_nothing_is_shown_again(rivera: TestClient) -> None:
    answer = rivera.post("/holds/tokens", data={"name": "Desk"})
    assert answer.status_code == 422
    assert 'value="Desk"' in answer.text


def test_tokens_are_for_those_who_may_pause(clerk: TestClient, stranger: TestClient) -> None:
    assert clerk.get("/holds/tokens").status_code == 403
    assert stranger.get("/holds/tokens").headers["location"].startswith("/sign-in")
