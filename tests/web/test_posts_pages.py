"""From a story to posts, the page of a post, and what people can do with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

import build
from outreach import db as database
from outreach import delivery, posts, stories
from outreach.delivery import State
from outreach.lib import shipped
from outreach.platforms import PlatformName
from outreach.web.views import composing
from people import Cast
from web.reading import fields_of

Change = Callable[[Callable[[Session], object]], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """The library, an account on each platform, and the agency they belong to."""

    engine: Engine
    people: Cast
    now: datetime
    story_id: int

    @property
    def new(self) -> str:
        return f"/stories/{self.story_id}/posts/new"

    def story(self, key: str) -> stories.WholeStory:
        with database.reading(self.engine) as db:
            row = stories.named(db, key, self.people.agency.id or 0)
            assert row is not None
            return stories.whole(db, row)

    def placed(self) -> list[delivery.Placement]:
        with database.reading(self.engine) as db:
            return list(db.exec(select(delivery.Placement).order_by(col(delivery.Placement.id))))

    def put(self, send_id: int, state: State) -> None:
        """Set a state that only the worker reaches."""
        with database.writing(self.engine) as db:
            row = db.get_one(delivery.Placement, send_id)
            row.state = state
            db.add(row)


@pytest.fixture
def desk(engine: Engine, people: Cast, now: datetime) -> Desk:
    with database.writing(engine) as db:
        path = shipped.folder("campaigns") / "collaboration-principles" / "stories.yaml"
        stories.import_stories(db, path, by=people.rivera, now=now, publish=True)
        for platform in (PlatformName.X, PlatformName.FACEBOOK, PlatformName.HANDOFF):
            build.an_account(db, people, now=now, platform=platform)
        row = stories.named(db, "portland-or-niloc", people.agency.id or 0)
        assert row is not None
    return Desk(engine, people, now, row.id or 0)


def compose(browser: TestClient, desk: Desk, act: str, **changed: object) -> object:
    """Press a button of the form as it first stands, with what the test changes."""
    fields = fields_of(browser.get(desk.new).text)
    return browser.post(desk.new, data={**fields, **changed, "act": act})


def a_post(browser: TestClient, desk: Desk, act: str = "send", **changed: object) -> str:
    """The address of a post just made."""
    answer = compose(browser, desk, act, **changed)
    assert answer.status_code == 303, answer.text  # type: ignore[attr-defined]
    return str(answer.headers["location"])  # type: ignore[attr-defined]


def test_two_clicks_send_a_story_to_every_account_for_approval(
    rivera: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    assert {p.platform for p in desk.placed()} == {"x", "facebook", "handoff"}
    assert {p.local_time for p in desk.placed()} == {"2026-11-24T09:00:00"}
    with database.reading(desk.engine) as db:
        assert len(delivery.waiting(db, desk.people.agency.id or 0)) == 3
    page = rivera.get(at).text
    assert page.count("Needs approval") >= 3
    assert "Sent for approval: 3 accounts, Tue Nov 24, 9:00 AM MST." in page


def test_every_shipped_story_gives_drafts_for_every_platform(
    rivera: TestClient, desk: Desk
) -> None:
    with database.reading(desk.engine) as db:
        ids = [story.id for story in stories.search(db, desk.people.agency.id or 0)]
    for story_id in ids:
        page = rivera.get(f"/stories/{story_id}/posts/new").text
        assert "No draft." not in page
        assert re.search(r"\d+ of 280", page)


def test_the_next_weekday_skips_the_weekend(desk: Desk, now: datetime) -> None:
    zone = ZoneInfo("America/Phoenix")
    found = [composing.next_weekday(now + timedelta(days=n), zone).isoweekday() for n in range(7)]
    assert found == [2, 3, 4, 5, 1, 1, 1]


def test_showing_the_drafts_again_keeps_nothing_and_loses_nothing(
    rivera: TestClient, desk: Desk
) -> None:
    page = compose(rivera, desk, "preview", blank_lead="What would you ask?").text  # type: ignore[attr-defined]
    assert page.count("What would you ask?") >= 3
    assert desk.placed() == []


def test_a_result_is_drafted_with_its_caveat(rivera: TestClient, desk: Desk) -> None:
    page = compose(  # type: ignore[attr-defined]
        rivera, desk, "preview", template="outcome/for-residents", outcome="3"
    ).text
    caveat = desk.story("portland-or-niloc").caveat or ""
    drafts = page[page.index('id="drafts"') :]
    assert caveat in drafts or "No draft." in drafts


def test_a_time_that_has_passed_is_named_and_nothing_is_kept(
    rivera: TestClient, desk: Desk
) -> None:
    answer = compose(rivera, desk, "send", on="2026-11-20", blank_lead="Keep me")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "has already passed" in answer.text  # type: ignore[attr-defined]
    assert "Keep me" in answer.text  # type: ignore[attr-defined]
    with database.reading(desk.engine) as db:
        assert db.exec(select(posts.Post)).all() == []


def test_without_an_account_nothing_is_sent(rivera: TestClient, desk: Desk) -> None:
    answer = compose(rivera, desk, "send", accounts=[])
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert 'href="#accounts"' in answer.text  # type: ignore[attr-defined]


def test_a_headline_too_long_for_a_card_is_named(rivera: TestClient, desk: Desk) -> None:
    answer = compose(rivera, desk, "send", card_headline="Community " * 60)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert 'href="#card_headline"' in answer.text  # type: ignore[attr-defined]
    assert desk.placed() == []


def test_a_card_is_kept_with_every_word_on_it_as_its_description(
    rivera: TestClient, desk: Desk
) -> None:
    page = rivera.get(a_post(rivera, desk, card_headline="Ten-minute visits", card_line="")).text
    assert "Ten-minute visits." in page
    picture = re.search(r'src="(/pictures/\d+)"', page)
    assert picture is not None
    assert rivera.get(picture[1]).headers["content-type"] == "image/jpeg"


def test_a_draft_is_kept_without_asking(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk, "save")
    page = rivera.get(at).text
    assert page.count("Send for approval<") == 3
    for send in desk.placed():
        rivera.post(f"{at}/sends/{send.id}/ask")
    assert "Needs approval" in rivera.get(at).text


def test_words_too_long_for_x_are_named_and_every_text_is_kept(
    rivera: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    name = next(
        f"words.{n}.text" for n in range(3) if len(fields[f"words.{n}.text"][0]) <= 280
        and variant_platform(desk, fields[f"words.{n}.variant"][0]) == "x"
    )  # fmt: skip
    long = f"{fields[name][0]} {'More and more to say. ' * 14}".strip()
    answer = rivera.post(at, data={**fields, name: long}, files={"file": ("", b"")})
    assert answer.status_code == 303
    page = rivera.get(at).text
    assert "too many" in page
    assert long in page
    states = {p.platform: p.state for p in desk.placed()}
    assert states == dict.fromkeys(states, State.DRAFT)


def variant_platform(desk: Desk, variant_id: str) -> str:
    with database.reading(desk.engine) as db:
        return db.get_one(posts.Variant, int(variant_id)).platform


def test_changed_words_ask_for_a_new_yes(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    approve_all(desk)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    rivera.post(at, data={**fields, "words.0.text": fields["words.0.text"][0] + " Come by."})
    assert sorted(p.state for p in desk.placed()) == ["draft", "scheduled", "scheduled"]


def test_a_second_writer_of_the_same_words_is_told_and_loses_nothing(
    rivera: TestClient, okafor: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    okafor.post(at, data={**fields, "words.0.text": "Okafor's words from Portland."})
    answer = rivera.post(at, data={**fields, "words.0.text": "Rivera's own words."})
    assert answer.status_code == 409
    assert "Rivera&#39;s own words." in answer.text
    assert "Okafor&#39;s words from Portland." in answer.text


def test_a_picture_needs_its_description(rivera: TestClient, desk: Desk, tmp_path: Path) -> None:
    at = a_post(rivera, desk, card_headline="")
    photo = tmp_path / "walk.png"
    Image.new("RGB", (40, 30), "navy").save(photo)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    bare = rivera.post(at, data=fields, files={"file": ("walk.png", photo.read_bytes())})
    assert bare.status_code == 422
    assert 'href="#alt"' in bare.text
    described = {**fields, "alt": "Officers and neighbors walk at dusk."}
    rivera.post(at, data=described, files={"file": ("walk.png", photo.read_bytes())})
    assert rivera.get(at).text.count("Officers and neighbors walk at dusk.") >= 6


def test_what_is_out_keeps_its_words(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    fields = fields_of(rivera.get(f"{at}/edit").text)
    for send in desk.placed():
        desk.put(send.id or 0, State.PUBLISHED)
    assert "Edit words" not in rivera.get(at).text
    answer = rivera.post(at, data={**fields, "words.0.text": "Something else."})
    assert answer.status_code == 409
    assert "make a new post" in answer.text


def test_a_post_is_moved_and_told_when(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0]
    rivera.post(f"{at}/sends/{send.id}/move", data={"on": "2026-12-01", "at": "14:30"})
    assert desk.placed()[0].local_time == "2026-12-01T14:30:00"
    assert "Tue Dec 1, 2:30 PM MST" in rivera.get(at).text


def test_a_move_into_the_past_keeps_what_was_typed(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0]
    past = {"on": "2026-11-01", "at": "14:30"}
    answer = rivera.post(f"{at}/sends/{send.id}/move", data=past)
    assert answer.status_code == 422
    assert 'value="2026-11-01"' in answer.text


def test_a_missed_post_is_planned_again(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0]
    desk.put(send.id or 0, State.MISSED)
    assert "Plan it again" in rivera.get(at).text
    rivera.post(f"{at}/sends/{send.id}/move", data={"on": "2026-12-01", "at": "14:30"})
    assert desk.placed()[0].state is State.DRAFT


def test_a_cancelled_post_can_be_placed_again(rivera: TestClient, desk: Desk) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0]
    rivera.post(f"{at}/sends/{send.id}/cancel")
    assert "Choose account and time" in rivera.get(at).text
    again = {"account": str(send.account_id), "on": "2026-12-02", "at": "10:00"}
    rivera.post(f"{at}/variants/{send.variant_id}/place", data=again)
    assert [p.state for p in desk.placed()].count(State.DRAFT) == 3


def test_a_handed_off_post_gives_its_packet_and_is_marked_done(
    rivera: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    send = next(p for p in desk.placed() if p.platform is PlatformName.HANDOFF)
    desk.put(send.id or 0, State.HANDED_OFF)
    page = rivera.get(at).text
    assert "Words to copy" in page
    assert rivera.get(f"{at}/sends/{send.id}/packet.zip").content.startswith(b"PK")
    rivera.post(f"{at}/sends/{send.id}/done", data={"permalink": "https://example.org/p/1"})
    assert "https://example.org/p/1" in rivera.get(at).text


@pytest.mark.parametrize(
    ("choice", "after"),
    [("there", State.PUBLISHED), ("again", State.SCHEDULED), ("give-up", State.FAILED)],
)
def test_a_person_says_what_became_of_a_post(
    rivera: TestClient, desk: Desk, choice: str, after: State
) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0]
    desk.put(send.id or 0, State.NEEDS_PERSON)
    rivera.post(f"{at}/sends/{send.id}/decide", data={"choice": choice, "external_id": "991"})
    assert desk.placed()[0].state is after


def test_the_page_tells_who_said_yes_and_what_happened(
    rivera: TestClient, okafor: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    approve_all(desk)
    page = rivera.get(at).text
    assert "<strong>Lang</strong>" in page
    assert "Put it on the calendar of X account" in page
    assert "Approved it for Facebook page" in page


def test_a_clock_that_jumps_is_told_where_the_time_is_chosen(
    rivera: TestClient, desk: Desk
) -> None:
    with database.writing(desk.engine) as db:
        agency = db.get_one(type(desk.people.agency), desk.people.agency.id)
        agency.time_zone = "America/Denver"
        db.add(agency)
    jumped = {"on": "2027-03-14", "at": "02:30"}
    assert "The clocks jump" in compose(rivera, desk, "preview", **jumped).text  # type: ignore[attr-defined]
    page = rivera.get(a_post(rivera, desk, **jumped)).text
    assert "so it was moved forward" in page
    assert "3:30 AM MDT" in page


def test_the_list_narrows_by_standing_and_pages_on(rivera: TestClient, desk: Desk) -> None:
    for _ in range(27):
        a_post(rivera, desk, "save", accounts=[1], card_headline="")
    first = rivera.get("/posts?state=drafts").text
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older is not None
    assert rivera.get(older[1].replace("&amp;", "&")).text.count('class="row-title"') == 2
    assert "No post stands there" in rivera.get("/posts?state=published").text


def test_an_empty_list_leads_to_the_stories(rivera: TestClient) -> None:
    assert "Choose a story" in rivera.get("/posts").text


def approve_all(desk: Desk) -> None:
    """Chief Lang says yes to everything that waits."""
    from outreach import review

    with database.writing(desk.engine) as db:
        for each in delivery.waiting(db, desk.people.agency.id or 0):
            digest = delivery.current_digest(db, each)
            yes = review.Decision.APPROVE
            delivery.answer(db, each.id or 0, digest, yes, by=desk.people.lang, now=desk.now)


@pytest.mark.parametrize("path", ["/posts", "/posts/1", "/posts/1/edit", "/stories/1/posts/new"])
def test_a_stranger_is_led_to_the_door(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).headers["location"].startswith("/sign-in")


def test_a_reader_sees_a_post_and_changes_nothing(
    rivera: TestClient, clerk: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    page = clerk.get(at).text
    assert "Cancel it" not in page
    assert clerk.get(desk.new).status_code == 403
    assert clerk.get(f"{at}/edit").status_code == 403
    assert clerk.post(f"{at}/sends/{desk.placed()[0].id}/cancel").status_code == 403


def test_another_agency_finds_no_post_of_ours(
    rivera: TestClient, quinn: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    send = desk.placed()[0].id
    assert quinn.get(at).status_code == 404
    assert quinn.get(desk.new).status_code == 404
    assert quinn.post(f"{at}/sends/{send}/cancel").status_code == 404
    assert desk.story("portland-or-niloc").title not in quinn.get("/posts").text


def test_an_act_on_a_post_needs_the_address_of_that_post(rivera: TestClient, desk: Desk) -> None:
    a_post(rivera, desk)
    other = a_post(rivera, desk)
    assert rivera.post(f"{other}/sends/{desk.placed()[0].id}/cancel").status_code == 404


def test_a_forged_form_makes_no_post(rivera: TestClient, desk: Desk) -> None:
    fields = fields_of(rivera.get(desk.new).text)
    forged = {"sec-fetch-site": "cross-site"}
    answer = rivera.post(desk.new, data={**fields, "act": "send"}, headers=forged)
    assert answer.status_code == 403
    assert desk.placed() == []
