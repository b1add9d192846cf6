"""The list of yeses that are missing, and noting an answer from it."""

import pytest
from playwright.sync_api import BrowserContext
from starlette.testclient import TestClient

import axe
from outreach.delivery import State
from outreach.platforms import PlatformName
from web.conftest import OpenFor
from web.desk import Desk, a_post, approve_all
from web.scenes import words


def said(rivera: TestClient, desk: Desk, who: str, yes: str) -> int:
    given = {"who": who, "yes": yes, "said_by": "Chief Lee, by phone"}
    return rivera.post(f"/stories/{desk.story_id}/answers", data=given).status_code


def parties(desk: Desk) -> list[str]:
    return [answer.who for answer in desk.story("portland-or-niloc").answers]


def test_everyone_who_has_not_said_yes_is_listed(rivera: TestClient, desk: Desk) -> None:
    page = rivera.get("/stories/yeses").text
    assert all(who in page for who in parties(desk))
    for who in parties(desk):
        assert said(rivera, desk, who, "given") == 303
    assert "Nobody is waited for" in rivera.get("/stories/yeses").text


def test_a_yes_taken_back_names_the_posts_that_are_out(rivera: TestClient, desk: Desk) -> None:
    a_post(rivera, desk)
    approve_all(desk)
    for who in parties(desk):
        said(rivera, desk, who, "given")
    desk.make_real(PlatformName.X)
    for send in desk.placed():
        desk.put(send.id or 0, State.PUBLISHED)
    said(rivera, desk, parties(desk)[0], "withdrawn")
    page = rivera.get("/stories/yeses").text
    assert "Take them down" in page
    assert page.count('<a href="/posts/1">') == 1


def test_a_partners_no_is_told_on_a_practice_post_which_goes_on(
    rivera: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    who = parties(desk)[1]
    assert said(rivera, desk, who, "refused") == 303
    page = words(rivera.get(at).text)
    assert f"{who} does not want to be named" in page
    assert "On a real account it stops the post." in page
    assert "This stops it" not in page


def test_a_reader_sees_the_list_and_notes_nothing(
    clerk: TestClient, stranger: TestClient, quinn: TestClient, desk: Desk
) -> None:
    assert "Note an answer" not in clerk.get("/stories/yeses").text
    assert stranger.get("/stories/yeses").status_code == 303
    assert "Nobody is waited for" in quinn.get("/stories/yeses").text


@pytest.mark.browser
def test_the_list_has_no_fault_at_any_size(desk: Desk, open_for: OpenFor) -> None:
    context: BrowserContext = open_for(desk.people.rivera)
    page = context.new_page()
    page.goto("/stories/yeses")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert axe.at_every_size(page) == {}
