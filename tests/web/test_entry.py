"""The door: who comes in, who stays out, and the links that let people in the first time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

from outreach import db as database
from outreach import identity
from outreach.bootstrap import Runtime
from outreach.identity import LinkPurpose
from outreach.lib.clock import VirtualClock
from outreach.web import flashes
from outreach.web.app import create_app
from outreach.web.deps import HTTPS_COOKIE, PLAIN_COOKIE
from people import Cast

PASSWORD = "four unrelated words here"
FIRST = {"name": "Alex Kim", "email": "kim@example.org", "password": PASSWORD, "again": PASSWORD}
CROSS = {"sec-fetch-site": "cross-site"}
NO_MATCH = "That address and password do not match."


@pytest.fixture
def rivera_comes(engine: Engine, people: Cast) -> dict[str, str]:
    """Rivera has a password; gives what she types."""
    with database.writing(engine) as db:
        identity.set_password(db.get_one(identity.Person, people.rivera.person_id), PASSWORD)
    return {"email": "rivera@example.org", "password": PASSWORD}


def a_link(
    engine: Engine, purpose: LinkPurpose, now: datetime, person_id: int | None = None
) -> str:
    with database.writing(engine) as db:
        return identity.one_time_link(db, purpose, now=now, person_id=person_id)


def test_whoever_has_the_password_comes_in(
    stranger: TestClient, rivera_comes: dict[str, str]
) -> None:
    answer = stranger.post("/sign-in", data=rivera_comes)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert stranger.get("/report").status_code == 200


def test_one_is_led_on_to_the_page_one_wanted(
    stranger: TestClient, rivera_comes: dict[str, str]
) -> None:
    door = stranger.get("/records").headers["location"]
    assert door == "/sign-in?next=/records"
    assert '<input type="hidden" name="next" value="/records">' in stranger.get(door).text
    answer = stranger.post("/sign-in", data={**rivera_comes, "next": "/records"})
    assert answer.headers["location"] == "/records"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "\\\\example.org",
        "/\t/example.org",
        "javascript:alert(1)",
        "",
    ],
)
def test_nobody_is_led_away_from_here(
    address: str, stranger: TestClient, rivera_comes: dict[str, str]
) -> None:
    answer = stranger.post("/sign-in", data={**rivera_comes, "next": address})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "wrong", [{"password": "another four words"}, {"email": "nobody@example.org"}, {"password": ""}]
)
def test_an_unknown_address_and_a_wrong_password_are_told_alike(
    wrong: dict[str, str], stranger: TestClient, rivera_comes: dict[str, str]
) -> None:
    answer = stranger.post("/sign-in", data={**rivera_comes, **wrong})
    assert answer.status_code == 422
    assert NO_MATCH in answer.text
    assert PASSWORD not in answer.text
    assert "set-cookie" not in answer.headers


def test_too_many_tries_lock_the_door_for_a_while(
    stranger: TestClient, rivera_comes: dict[str, str], clock: VirtualClock, now: datetime
) -> None:
    for _ in range(5):
        stranger.post("/sign-in", data={**rivera_comes, "password": "wrong words here"})
    locked = stranger.post("/sign-in", data=rivera_comes)
    assert locked.status_code == 422
    assert "Too many tries. Wait 1 minute and try again." in locked.text
    clock.set(now + timedelta(minutes=2))
    assert stranger.post("/sign-in", data=rivera_comes).status_code == 303


def test_a_forged_form_signs_nobody_in(stranger: TestClient, rivera_comes: dict[str, str]) -> None:
    assert stranger.post("/sign-in", data=rivera_comes, headers=CROSS).status_code == 403


def test_whoever_signs_out_is_out_on_the_server_too(rivera: TestClient) -> None:
    token = rivera.cookies[PLAIN_COOKIE]
    assert rivera.post("/sign-out").headers["location"] == "/sign-in"
    rivera.cookies.set(PLAIN_COOKIE, token)
    assert rivera.get("/report").headers["location"].startswith("/sign-in")


def test_nobody_is_signed_out_by_a_forged_form(rivera: TestClient) -> None:
    assert rivera.post("/sign-out", headers=CROSS).status_code == 403
    assert rivera.get("/report").status_code == 200


def test_a_session_left_alone_is_over(
    rivera: TestClient, clock: VirtualClock, now: datetime
) -> None:
    assert rivera.get("/report").status_code == 200
    clock.set(now + timedelta(minutes=31))
    assert rivera.get("/report").status_code == 303


def test_without_people_the_door_says_where_the_first_link_is(stranger: TestClient) -> None:
    assert "outreach link" in stranger.get("/sign-in").text


def test_the_first_link_makes_an_administrator_once(
    engine: Engine, people: Cast, stranger: TestClient, now: datetime
) -> None:
    path = f"/first/{a_link(engine, LinkPurpose.FIRST_ADMINISTRATOR, now)}"
    assert "Welcome to Outreach" in stranger.get(path).text
    assert stranger.post(path, data=FIRST).headers["location"] == "/"
    assert stranger.get("/people").status_code == 200
    assert stranger.get(path).status_code == 404
    assert stranger.post(path, data={**FIRST, "email": "two@example.org"}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"again": "four other words here"}, "The two passwords differ."),
        ({"password": "short", "again": "short"}, "at least 12 characters"),
        ({"name": ""}, "Fill this in."),
        ({"email": "rivera@example.org"}, "already belongs to a person here"),
    ],
)
def test_a_slip_at_the_first_link_loses_nothing_and_keeps_the_link(
    engine: Engine,
    people: Cast,
    stranger: TestClient,
    now: datetime,
    typed: dict[str, str],
    told: str,
) -> None:
    path = f"/first/{a_link(engine, LinkPurpose.FIRST_ADMINISTRATOR, now)}"
    answer = stranger.post(path, data={**FIRST, **typed})
    assert answer.status_code == 422
    assert told in answer.text
    assert PASSWORD not in answer.text
    assert f'value="{typed.get("email", FIRST["email"])}"' in answer.text
    assert stranger.post(path, data=FIRST).status_code == 303


def test_an_invitation_lets_its_person_choose_a_password_once(
    engine: Engine, people: Cast, stranger: TestClient, now: datetime
) -> None:
    person = people.okafor.person_id
    path = f"/welcome/{a_link(engine, LinkPurpose.INVITATION, now, person)}"
    assert "Welcome, Okafor" in stranger.get(path).text
    given = {"password": PASSWORD, "again": PASSWORD}
    assert stranger.post(path, data={**given, "again": "other words"}).status_code == 422
    assert stranger.post(path, data=given).headers["location"] == "/"
    assert stranger.post(path, data=given).status_code == 404


def test_a_lost_password_is_replaced_by_a_link_from_the_command_line(
    engine: Engine,
    people: Cast,
    stranger: TestClient,
    rivera: TestClient,
    rivera_comes: dict[str, str],
    now: datetime,
) -> None:
    with database.writing(engine) as db:
        _, token = identity.reset_link(db, rivera_comes["email"], now=now)
    path, another = f"/password/{token}", "four other quiet lamps"
    assert "Choose another password" in stranger.get(path).text
    given = {"password": another, "again": another}
    assert stranger.post(path, data={**given, "again": "other words"}).status_code == 422
    assert stranger.post(path, data=given).headers["location"] == "/"
    assert rivera.get("/report").headers["location"].startswith("/sign-in")
    assert stranger.post("/sign-in", data=rivera_comes).status_code == 422
    assert stranger.post("/sign-in", data={**rivera_comes, "password": another}).status_code == 303
    assert stranger.get(path).status_code == 404


def test_the_first_administrator_is_on_record(
    engine: Engine, people: Cast, stranger: TestClient, now: datetime
) -> None:
    stranger.post(f"/first/{a_link(engine, LinkPurpose.FIRST_ADMINISTRATOR, now)}", data=FIRST)
    page = stranger.get("/records").text
    for happened in ("Role given", "Password chosen", "Signed in"):
        assert happened in page


def test_a_link_opens_only_its_own_door(
    engine: Engine, people: Cast, stranger: TestClient, now: datetime
) -> None:
    invitation = a_link(engine, LinkPurpose.INVITATION, now, people.okafor.person_id)
    assert stranger.get(f"/first/{invitation}").status_code == 404
    assert stranger.post(f"/first/{invitation}", data=FIRST).status_code == 404
    first = a_link(engine, LinkPurpose.FIRST_ADMINISTRATOR, now)
    assert stranger.get(f"/welcome/{first}").status_code == 404


def test_a_link_is_worth_nothing_after_three_days(
    engine: Engine, people: Cast, stranger: TestClient, clock: VirtualClock, now: datetime
) -> None:
    path = f"/first/{a_link(engine, LinkPurpose.FIRST_ADMINISTRATOR, now)}"
    clock.set(now + timedelta(hours=72))
    answer = stranger.get(path)
    assert answer.status_code == 404
    assert "This link no longer works" in answer.text


def test_a_made_up_link_opens_nothing(stranger: TestClient) -> None:
    assert stranger.get("/first/anything").status_code == 404
    assert stranger.post("/welcome/anything", data=FIRST).status_code == 404


def test_a_forged_form_uses_no_link(
    engine: Engine, people: Cast, stranger: TestClient, now: datetime
) -> None:
    path = f"/first/{a_link(engine, LinkPurpose.FIRST_ADMINISTRATOR, now)}"
    assert stranger.post(path, data=FIRST, headers=CROSS).status_code == 403
    assert stranger.get(path).status_code == 200


def test_signing_out_takes_the_cookie_back_over_https_too(
    runtime: Runtime, token_of: Callable[[identity.Actor], str], people: Cast
) -> None:
    """Browsers pass over a __Host- cookie that does not say Secure, also when it is taken back."""
    settings = runtime.settings.model_copy(update={"public_url": "https://testserver"})
    client = TestClient(
        create_app(replace(runtime, settings=settings)),
        base_url="https://testserver",
        headers={"sec-fetch-site": "same-origin"},
        follow_redirects=False,
    )
    client.cookies.set(HTTPS_COOKIE, token_of(people.rivera))
    taken = client.post("/sign-out").headers["set-cookie"]
    assert f'{HTTPS_COOKIE}=""' in taken
    assert "Secure" in taken


@pytest.mark.parametrize("told", ["5", "%5B%5D", "%7B%7D", "null", "%5B%5B%5D%2C1%5D"])
def test_a_told_cookie_that_is_not_ours_says_nothing(rivera: TestClient, told: str) -> None:
    rivera.cookies.set(flashes.COOKIE, told)
    assert rivera.get("/report").status_code == 200


def test_a_person_of_two_agencies_goes_from_one_to_the_other(
    rivera: TestClient, engine: Engine, people: Cast
) -> None:
    with database.writing(engine) as db:
        other = people.other_agency.id or 0
        identity.give_role(db, people.rivera.person_id, other, identity.Role.READER)
    for agency in (people.other_agency, people.agency):
        answer = rivera.post(f"/agencies/{agency.id}/enter")
        assert answer.headers["location"] == "/"
        assert f"Outreach for {agency.name}" in rivera.get("/").text


def test_nobody_enters_an_agency_they_are_not_of(rivera: TestClient, people: Cast) -> None:
    assert rivera.post(f"/agencies/{people.other_agency.id}/enter").status_code == 404
    rivera.cookies.set("agency", str(people.other_agency.id))
    assert f"Outreach for {people.agency.name}" in rivera.get("/").text
