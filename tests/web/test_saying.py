"""A post that tells no story: chosen by kind, its blanks filled, drafted, and sent for approval."""

from collections.abc import Mapping

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

import axe
from outreach import db as database
from outreach import delivery, posts
from outreach.lib import shipped
from outreach.posts import PostType
from outreach.web.views.kinds import KINDS, Kind
from people import Cast
from web.conftest import OpenFor
from web.desk import Desk
from web.reading import fields_of

SHELF = posts.read_templates(shipped.folder("templates"))
TIP = {"blank_tip": "Test your smoke alarm today", "blank_why": "It gives you time to get out"}
POLL = {"blank_question": "Where shall we meet?", "blank_why": "We start where most of you say"}


def press(
    browser: TestClient, path: str, act: str, said: Mapping[str, object], day: str = ""
) -> Response:
    """Press a button of the form as it first stands, with what is typed into it."""
    fields = fields_of(browser.get(path, params={"day": day}).text)
    return browser.post(path, data={**fields, "title": "A post", **said, "act": act})


def kept(desk: Desk, answer: Response) -> tuple[posts.Post, list[posts.Variant]]:
    assert answer.status_code == 303, answer.text
    number = int(answer.headers["location"].rpartition("/")[2])
    with database.reading(desk.engine) as db:
        return db.get_one(posts.Post, number), posts.variants_of(db, number)


def test_every_kind_is_offered_with_what_it_is_for(rivera: TestClient, desk: Desk) -> None:
    assert 'href="/posts/new"' in rivera.get("/posts").text
    page = rivera.get("/posts/new").text
    offered = {each.type for each in KINDS} | {PostType.CONDOLENCE}
    assert set(PostType) - offered == {PostType.STORY, PostType.OUTCOME}
    assert all(f'href="{each.path}"' in page for each in KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.type)
def test_each_kind_asks_its_blanks_with_meaning_and_example(
    rivera: TestClient, desk: Desk, kind: Kind
) -> None:
    page = rivera.get(kind.path).text
    template = SHELF.of(kind.type)[0]
    asked = [blank for blank in template.blanks if blank.name not in posts.FACTS]
    assert "Fill in the blanks and press" in page
    assert all(
        f'id="blank_{blank.name}-hint"' in page for blank in asked if template.tier == "residents"
    )


def test_a_tip_goes_to_every_account_for_approval(rivera: TestClient, desk: Desk) -> None:
    post, variants = kept(desk, press(rivera, "/posts/new/safety-tip", "send", TIP))
    assert (post.type, post.story_id) == (PostType.SAFETY_TIP, None)
    assert {each.platform for each in variants} == {"x", "facebook", "handoff", "print"}
    assert "Test your smoke alarm today." in variants[0].text
    with database.reading(desk.engine) as db:
        assert len(delivery.waiting(db, desk.people.agency.id or 0)) == 4


def test_the_drafts_are_shown_before_anything_is_kept(rivera: TestClient, desk: Desk) -> None:
    page = press(rivera, "/posts/new/safety-tip", "preview", TIP)
    assert "Test your smoke alarm today. It gives you time to get out." in page.text
    assert page.status_code == 200 and desk.placed() == []


def test_a_post_about_a_principle_takes_its_title(rivera: TestClient, desk: Desk) -> None:
    said = {"principle": "7", "blank_plain": "We listen before we act"}
    path = "/posts/new/principle"
    template = fields_of(rivera.get(path).text)["template"]
    _, variants = kept(desk, press(rivera, path, "save", said))
    assert "Understand Community Perspectives" in variants[0].text
    assert template == ["principle/for-residents"]
    assert "principle-wrong" in press(rivera, path, "save", {**said, "principle": ""}).text


def test_a_question_carries_its_answers(rivera: TestClient, desk: Desk) -> None:
    said = {**POLL, "answers": "At the library\nOn my street", "days": "3"}
    _, variants = kept(desk, press(rivera, "/posts/new/poll", "send", said))
    assert [each.platform for each in variants] == ["x"]
    assert variants[0].poll_options == ["At the library", "On my street"]
    assert variants[0].poll_minutes == 3 * 24 * 60


@pytest.mark.parametrize("answers", ["", "One", "Same\nsame", "A\nB\nC\nD\nE", f"A\n{'b' * 26}"])
def test_answers_that_cannot_be_asked_are_told_at_their_field(
    rivera: TestClient, desk: Desk, answers: str
) -> None:
    page = press(rivera, "/posts/new/poll", "send", {**POLL, "answers": answers})
    assert page.status_code == 422 and "answers-wrong" in page.text
    assert "Where shall we meet?" in page.text and desk.placed() == []


def test_a_day_chosen_from_the_year_begins_its_draft(rivera: TestClient, desk: Desk) -> None:
    path, said = "/posts/new/observance", {"blank_why": "Many here came from far away"}
    chosen = press(rivera, path, "day", {**said, "day": "world_refugee_day"})
    fields = fields_of(chosen.text)
    assert fields["blank_observance"] == ["World Refugee Day"]
    assert (fields["blank_when"], fields["on"]) == (["Sunday, June 20"], ["2027-06-20"])
    assert fields["blank_why"] == [said["blank_why"]]
    linked = rivera.get(path, params={"day": "world_refugee_day"})
    assert fields_of(linked.text)["title"] == ["World Refugee Day"]


def test_a_solemn_day_says_so(rivera: TestClient, desk: Desk) -> None:
    page = rivera.get("/posts/new/observance", params={"day": "peace_officers_memorial_day"}).text
    assert "Use quiet words, without cheer or jokes." in page


def test_another_language_asks_for_its_own_words(rivera: TestClient, desk: Desk) -> None:
    path, both = "/posts/new/safety-tip", ["en", "es"]
    page = press(rivera, path, "save", {**TIP, "languages": both})
    assert page.status_code == 422 and "blank_tip_es-wrong" in page.text
    spanish = {"blank_tip_es": "Pruebe hoy su alarma", "blank_why_es": "Le da tiempo de salir"}
    _, variants = kept(desk, press(rivera, path, "save", {**TIP, **spanish, "languages": both}))
    assert {each.language for each in variants} == {"en", "es"}
    unticked = press(rivera, path, "preview", {**TIP, **spanish})
    assert fields_of(unticked.text)["blank_tip_es"] == ["Pruebe hoy su alarma"]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"blank_tip": ""}, "Fill this in."),
        ({"accounts": []}, "Choose at least one account."),
        ({"languages": []}, "Choose at least one language."),
        ({"title": ""}, "Fill this in."),
        ({"on": "2020-01-01"}, "on-wrong"),
        ({"blank_tip": "Test it. " * 60}, "shorten what you typed"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    rivera: TestClient, desk: Desk, changed: dict[str, object], wrong: str
) -> None:
    page = press(rivera, "/posts/new/safety-tip", "send", {**TIP, **changed})
    assert page.status_code == 422 and wrong in page.text
    assert str(TIP["blank_why"]) in page.text and desk.placed() == []


def test_a_kind_that_is_none_is_not_found(rivera: TestClient, clerk: TestClient) -> None:
    assert rivera.get("/posts/new/rumor").status_code == 404
    assert clerk.get("/posts/new").status_code == 403
    assert clerk.post("/posts/new/poll", data=POLL).status_code == 403


@pytest.mark.parametrize("path", ["", "/posts/new/safety-tip"])
def test_words_that_are_no_hashtag_are_told_as_the_brand_tells_them(
    rivera: TestClient, desk: Desk, path: str
) -> None:
    said = {**TIP, "blank_hashtag": "working together"}
    page = press(rivera, path or desk.new, "save", said)
    assert page.status_code == 422
    assert "“working together” is no hashtag. Write it like #BetterTogether." in page.text


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/posts/new", "/posts/new/observance?day=veterans_day"])
def test_the_pages_have_no_fault_at_any_size(
    people: Cast, desk: Desk, open_for: OpenFor, path: str
) -> None:
    page = open_for(people.rivera).new_page()
    page.goto(path)
    assert axe.at_every_size(page) == {}


@pytest.mark.browser
def test_a_tip_is_sent_without_javascript(people: Cast, desk: Desk, open_for: OpenFor) -> None:
    page = open_for(people.rivera, java_script_enabled=False).new_page()
    page.goto("/posts/new")
    page.get_by_role("link", name="A safety tip").click()
    page.locator("#blank_tip").fill("Test your smoke alarm today")
    page.locator("#blank_why").fill("It gives you time to get out")
    page.locator("#title").fill("Smoke alarms")
    page.get_by_role("button", name="Send for approval").click()
    assert "Sent for approval" in page.get_by_role("status").inner_text()
