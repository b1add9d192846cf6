"""People: invited by a link shown once, given roles, removed; and what nobody may do."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import axe
from outreach import db as database
from outreach import identity
from people import Cast

PASSWORD = "four unrelated words here"
ITO = {"name": "Sam Ito", "email": "ito@example.org", "role": "reader"}


def link_in(page: str) -> str:
    """The path of the one-time link on the page."""
    found = re.search(r'value="http://localhost(/welcome/[^"]+)"', page)
    assert found is not None
    return found[1]


def role_of(engine: Engine, people: Cast, by: identity.Actor) -> identity.Role:
    with database.reading(engine) as db:
        return identity.actor(db, by.person_id, people.agency.id or 0).role


def test_the_list_says_who_may_do_what_and_who_has_not_come(admin: TestClient) -> None:
    page = admin.get("/people").text
    assert "Okafor" in page
    assert "Has not signed in yet" in page
    assert "Quinn" not in page


def test_the_list_says_whose_yes_counts_for_each_step(admin: TestClient, people: Cast) -> None:
    before = admin.get("/people").text
    assert "<dt>The chief</dt><dd>Nobody yet</dd>" in before
    lang = people.lang.person_id
    assert admin.post(f"/people/{lang}/steps", data={"steps": ["chief"]}).status_code == 303
    assert "<dt>The chief</dt><dd>Lang</dd>" in admin.get("/people").text


def test_an_invitation_is_a_link_that_works_once(admin: TestClient, stranger: TestClient) -> None:
    answer = admin.post("/people/invite", data=ITO)
    assert answer.status_code == 200
    link = link_in(answer.text)
    assert "Welcome, Sam Ito" in stranger.get(link).text
    given = {"password": PASSWORD, "again": PASSWORD}
    assert stranger.post(link, data=given).status_code == 303
    assert stranger.get("/records").status_code == 200
    assert stranger.post(link, data=given).status_code == 404
    assert link.split("/")[-1] not in admin.get("/people").text


def test_a_new_link_for_someone_who_has_not_come(admin: TestClient, stranger: TestClient) -> None:
    first = link_in(admin.post("/people/invite", data=ITO).text)
    second = link_in(admin.post("/people/7/invite").text)
    assert (stranger.get(first).status_code, stranger.get(second).status_code) == (404, 200)


def test_an_address_in_use_is_told_and_nothing_typed_is_lost(admin: TestClient) -> None:
    answer = admin.post("/people/invite", data={**ITO, "email": "quinn@example.org"})
    assert answer.status_code == 422
    assert "already belongs to a person here" in answer.text
    assert 'value="Sam Ito"' in answer.text
    assert '<option value="reader" selected>' in answer.text


def test_an_address_that_is_none_is_told(admin: TestClient) -> None:
    answer = admin.post("/people/invite", data={**ITO, "email": "ito"})
    assert answer.status_code == 422
    assert "Write an address, such as name@example.gov." in answer.text


def test_a_role_is_changed(admin: TestClient, engine: Engine, people: Cast) -> None:
    path = f"/people/{people.clerk.person_id}/role"
    assert admin.post(path, data={"role": "officer"}).headers["location"] == "/people"
    assert role_of(engine, people, people.clerk) is identity.Role.OFFICER
    assert admin.post(path, data={"role": "king"}).status_code == 422


def test_whoever_is_removed_is_out_at_once(
    admin: TestClient, clerk: TestClient, people: Cast
) -> None:
    assert clerk.get("/records").status_code == 200
    assert admin.post(f"/people/{people.clerk.person_id}/leave").status_code == 303
    assert clerk.get("/records").headers["location"].startswith("/sign-in")
    assert "clerk@example.org" not in admin.get("/people").text


@pytest.mark.parametrize(("act", "data"), [("leave", {}), ("role", {"role": "reader"})])
def test_the_last_administrator_stays(
    act: str, data: dict[str, str], admin: TestClient, engine: Engine, people: Cast
) -> None:
    answer = admin.post(f"/people/{people.admin.person_id}/{act}", data=data)
    assert answer.status_code == 409
    assert "the only administrator who can sign in" in answer.text
    assert role_of(engine, people, people.admin) is identity.Role.ADMINISTRATOR


@pytest.mark.parametrize("path", ["/people", "/people/invite", "/people/2"])
def test_only_administrators_come_in(path: str, rivera: TestClient, stranger: TestClient) -> None:
    assert rivera.get(path).status_code == 403
    assert stranger.get(path).headers["location"].startswith("/sign-in?next=")


def test_only_administrators_act(rivera: TestClient, engine: Engine, people: Cast) -> None:
    assert rivera.post("/people/invite", data=ITO).status_code == 403
    assert rivera.post(f"/people/{people.clerk.person_id}/leave").status_code == 403
    assert role_of(engine, people, people.clerk) is identity.Role.READER


def test_people_of_another_agency_are_not_there(admin: TestClient, people: Cast) -> None:
    path = f"/people/{people.quinn.person_id}"
    assert admin.get(path).status_code == 404
    assert admin.post(f"{path}/leave").status_code == 404
    assert admin.post(f"{path}/role", data={"role": "reader"}).status_code == 404


def test_a_forged_form_invites_nobody(admin: TestClient) -> None:
    forged = {"sec-fetch-site": "cross-site"}
    assert admin.post("/people/invite", data=ITO, headers=forged).status_code == 403
    assert "Ito" not in admin.get("/people").text


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/people", "/people/invite", "/people/2"])
def test_the_pages_have_no_fault_at_any_size_by_day_or_night(
    people: Cast, open_for: Callable[..., BrowserContext], path: str
) -> None:
    page = open_for(people.admin).new_page()
    page.goto(path)
    assert axe.at_every_size(page) == {}


@pytest.mark.browser
def test_someone_is_invited_without_javascript(
    people: Cast, open_for: Callable[..., BrowserContext]
) -> None:
    page = open_for(people.admin, java_script_enabled=False).new_page()
    page.goto("/people")
    page.get_by_role("link", name="Invite someone").click()
    page.get_by_label("Name").fill("Sam Ito")
    page.get_by_label("E-mail address").fill("ito@example.org")
    page.get_by_label("Role", exact=True).select_option("reader")
    page.get_by_role("button", name="Make the link").click()
    assert "/welcome/" in page.get_by_label("One-time link").input_value()
