"""Machines pause and lift by token; every refusal is a sentence with its status."""

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
from web.scenes import scheduled, state

EVERYTHING = {Action.READ, Action.HOLD, Action.LIFT}


def token(
    engine: Engine, by: identity.Actor, now: datetime, actions: set[Action] = EVERYTHING
) -> dict[str, str]:
    """The header with a token of this person's, as a machine sends it."""
    with database.writing(engine) as db:
        _, secret = identity.make_token(db, "Desk", actions, by=by, now=now)
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def machine(stranger: TestClient) -> TestClient:
    """No browser: it sends neither a cookie nor where it comes from."""
    stranger.headers.pop("sec-fetch-site")
    return stranger


@pytest.fixture
def key(engine: Engine, people: Cast, now: datetime) -> dict[str, str]:
    return token(engine, people.rivera, now)


def test_an_empty_order_pauses_everything_of_the_agency(
    machine: TestClient, engine: Engine, people: Cast, now: datetime, key: dict[str, str]
) -> None:
    scheduled(engine, people, now)
    answer = machine.post("/api/holds", headers=key)
    assert answer.status_code == 201
    said = answer.json()
    assert (said["scope"], said["what"], said["stops"]) == ("agency", "Everything", 1)
    with database.reading(engine) as db:
        [hold] = delivery.active(db, people.agency.id or 0)
    assert (hold.id, hold.by_id) == (said["number"], people.rivera.person_id)


def test_a_part_is_paused_seen_and_lifted(
    machine: TestClient, engine: Engine, people: Cast, now: datetime, key: dict[str, str]
) -> None:
    placement = scheduled(engine, people, now)
    order = {"scope": "account", "about": str(placement.account_id), "reason": "Hacked"}
    number = machine.post("/api/holds", headers=key, json=order).json()["number"]
    assert [one["reason"] for one in machine.get("/api/holds", headers=key).json()["holds"]] == [
        "Hacked"
    ]
    lifted = machine.post(f"/api/holds/{number}/lift", headers=key).json()
    assert lifted["to_decide"] == [placement.id]
    assert lifted["lifted_at"] == now.isoformat()
    assert state(engine, placement) is State.HELD
    assert machine.get("/api/holds", headers=key).json() == {"holds": []}


def test_without_a_token_nothing_is_told(machine: TestClient, people: Cast) -> None:
    answer = machine.get("/api/holds")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "token" in answer.json()["detail"]


def test_a_browsers_session_opens_nothing_here(rivera: TestClient) -> None:
    assert rivera.post("/api/holds").status_code == 401


def test_a_page_elsewhere_cannot_pause(rivera: TestClient) -> None:
    assert rivera.post("/api/holds", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_who_guesses_waits_and_nobody_else(
    machine: TestClient,
    engine: Engine,
    people: Cast,
    key: dict[str, str],
    clock: VirtualClock,
    now: datetime,
) -> None:
    wrong = {"Authorization": "Bearer outreach_guess"}
    codes = [machine.post("/api/holds", headers=wrong).status_code for _ in range(6)]
    assert codes == [401] * 5 + [429]
    refused = machine.post("/api/holds", headers=key)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "30")
    clock.set(now + timedelta(seconds=31))
    assert machine.post("/api/holds", headers=key).status_code == 201


def test_a_token_does_only_what_it_was_made_for(
    machine: TestClient, engine: Engine, people: Cast, now: datetime
) -> None:
    only = token(engine, people.rivera, now, {Action.HOLD})
    number = machine.post("/api/holds", headers=only).json()["number"]
    answer = machine.post(f"/api/holds/{number}/lift", headers=only)
    assert answer.status_code == 403
    assert "made for: hold" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("{", ""),
        ("[]", ""),
        ('{"scope": "county"}', "scope"),
        ('{"scope": "account", "about": 3}', "about"),
        ('{"everything": true}', "everything"),
    ],
)
def test_it_rejects_an_order_it_cannot_read(
    machine: TestClient, engine: Engine, people: Cast, key: dict[str, str], body: str, where: str
) -> None:
    answer = machine.post("/api/holds", headers=key, content=body)
    assert answer.status_code == 422
    assert where in [fault["where"] for fault in answer.json()["faults"]]
    with database.reading(engine) as db:
        assert delivery.active(db, people.agency.id or 0) == []


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"scope": "account", "about": "999"}, 404),
        ({"scope": "account"}, 422),
        ({"scope": "all"}, 403),
        ({"scope": "platform", "about": "myspace"}, 404),
    ],
)
def test_it_rejects_what_cannot_be_paused(
    machine: TestClient, key: dict[str, str], order: dict[str, str], status: int
) -> None:
    answer = machine.post("/api/holds", headers=key, json=order)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.json()["detail"].endswith(".")


def test_another_agencys_pause_is_not_there(
    machine: TestClient, engine: Engine, people: Cast, now: datetime, key: dict[str, str]
) -> None:
    with database.writing(engine) as db:
        theirs = delivery.hold(db, Scope.AGENCY, by=people.quinn, now=now)
    assert machine.post(f"/api/holds/{theirs.id}/lift", headers=key).status_code == 404
    assert machine.get("/api/nothing", headers=key).status_code == 404
    assert machine.post(f"/api/holds/{10**30}/lift", headers=key).status_code == 404
