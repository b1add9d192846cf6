"""A condolence is begun on a page, and stays locked until the agency itself told of its loss."""

import pytest
from starlette.testclient import TestClient

import axe
from outreach import db as database
from outreach import posts
from people import Cast
from web.conftest import OpenFor
from web.desk import Desk

NEW = "/posts/condolence"
WORDS = {"venue": "Glenwood Police", "wish": "Your friends in Riverton are with you."}
TOLD = {"released_by": "Chief Reyes, on their page", "released_at": "2026-11-22T08:00"}


def begun(desk: Desk, at: str) -> tuple[posts.Post, list[posts.Variant]]:
    with database.reading(desk.engine) as db:
        number = int(at.rpartition("/")[2])
        return db.get_one(posts.Post, number), posts.variants_of(db, number)


def test_it_is_begun_locked_for_each_platform(rivera: TestClient, desk: Desk) -> None:
    assert f'href="{NEW}"' in rivera.get("/posts").text
    at = rivera.post(NEW, data={**WORDS, "who": "Sergeant Lee Hart"}).headers["location"]
    post, variants = begun(desk, at)
    assert (post.type, post.venue_release_id) == (posts.PostType.CONDOLENCE, None)
    assert {each.platform for each in variants} == {"x", "facebook", "handoff"}
    assert "We grieve with the Glenwood Police" in variants[0].text
    assert "Sergeant Lee Hart" in variants[0].text and WORDS["wish"] in variants[0].text
    page = rivera.get(at).text
    assert "Begun and locked." in page and "Until then this post stays here" in page


def test_with_the_release_it_is_open(rivera: TestClient, desk: Desk) -> None:
    at = rivera.post(NEW, data={**WORDS, **TOLD}).headers["location"]
    assert begun(desk, at)[0].venue_release_id is not None
    assert "Chief Reyes, on their page" in rivera.get(at).text


def test_why_it_is_locked_is_told_once(rivera: TestClient, desk: Desk) -> None:
    page = rivera.get(rivera.post(NEW, data=WORDS).headers["location"]).text
    assert page.count("made its loss public.") == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"venue": ""}, "venue"),
        ({"wish": ""}, "wish"),
        ({"released_at": ""}, "released_at"),
        ({"released_by": ""}, "released_by"),
        ({"released_at": "2027-01-01T08:00"}, "released_at"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_kept(
    rivera: TestClient, desk: Desk, changed: dict[str, str], field: str
) -> None:
    page = rivera.post(NEW, data={**WORDS, **TOLD, **changed})
    assert page.status_code == 422
    assert f'id="{field}-wrong"' in page.text
    with database.reading(desk.engine) as db:
        assert posts.listing(db, desk.people.agency.id or 0) == []


def test_readers_begin_none(clerk: TestClient) -> None:
    assert clerk.get(NEW).status_code == 403
    assert clerk.post(NEW, data=WORDS).status_code == 403


@pytest.mark.browser
def test_the_page_has_no_fault_at_any_size(people: Cast, open_for: OpenFor) -> None:
    page = open_for(people.rivera).new_page()
    page.goto(NEW)
    assert axe.at_every_size(page) == {}
