"""Two clicks from a story to posts: the drafts, what is asked, and what is refused."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import select
from starlette.testclient import TestClient

from outreach import db as database
from outreach import delivery, posts, stories
from outreach.platforms import PlatformName
from outreach.web.views import placing
from web.desk import Desk, a_post, compose
from web.reading import fields_of


def test_an_account_that_may_not_tell_the_story_yet_is_not_ticked(
    rivera: TestClient, desk: Desk
) -> None:
    real = desk.make_real(PlatformName.HANDOFF)
    fields = fields_of(rivera.get(desk.new).text)
    assert str(real) not in fields["accounts"]
    page = compose(rivera, desk, "preview", accounts=[str(real)]).text
    assert "This story is for practice only so far" in page


def test_two_clicks_send_a_story_to_every_account_for_approval(
    rivera: TestClient, desk: Desk
) -> None:
    at = a_post(rivera, desk)
    assert {p.platform for p in desk.placed()} == {"x", "facebook", "handoff", "print"}
    assert {p.local_time for p in desk.placed()} == {"2026-11-24T09:00:00"}
    with database.reading(desk.engine) as db:
        assert len(delivery.waiting(db, desk.people.agency.id or 0)) == 4
    page = rivera.get(at).text
    assert page.count("Needs approval") >= 4
    assert "Sent for approval: 4 accounts, Tue Nov 24, 9:00 AM MST." in page


def test_every_shipped_story_gives_drafts_for_every_platform(
    rivera: TestClient, desk: Desk, shipped_stories: dict[str, stories.StoryFacts]
) -> None:
    with database.writing(desk.engine) as db:
        others = [facts for key, facts in shipped_stories.items() if key != "portland-or-niloc"]
        stories.take_in(db, others, by=desk.people.rivera, now=desk.now, publish=True)
        ids = [story.id for story in stories.search(db, desk.people.agency.id or 0)]
    assert len(ids) == len(shipped_stories)
    for story_id in ids:
        page = rivera.get(f"/stories/{story_id}/posts/new").text
        assert "No draft." not in page
        assert re.search(r"\d+ of 280", page)


def test_the_next_weekday_skips_the_weekend(desk: Desk, now: datetime) -> None:
    zone = ZoneInfo("America/Phoenix")
    found = [placing.next_weekday(now + timedelta(days=n), zone).isoweekday() for n in range(7)]
    assert found == [2, 3, 4, 5, 1, 1, 1]


def test_showing_the_drafts_again_keeps_nothing_and_loses_nothing(
    rivera: TestClient, desk: Desk
) -> None:
    page = compose(rivera, desk, "preview", blank_lead="What would you ask?").text
    assert page.count("What would you ask?") >= 3
    assert desk.placed() == []


def test_a_result_is_drafted_with_its_caveat(rivera: TestClient, desk: Desk) -> None:
    page = compose(rivera, desk, "preview", template="outcome/for-residents", outcome="3").text
    caveat = desk.story("portland-or-niloc").caveat or ""
    drafts = page[page.index('id="drafts"') :]
    assert caveat in drafts or "No draft." in drafts


def test_a_time_that_has_passed_is_named_and_nothing_is_kept(
    rivera: TestClient, desk: Desk
) -> None:
    answer = compose(rivera, desk, "send", on="2026-11-20", blank_lead="Keep me")
    assert answer.status_code == 422
    assert "has already passed" in answer.text
    assert "Keep me" in answer.text
    with database.reading(desk.engine) as db:
        assert db.exec(select(posts.Post)).all() == []


def test_without_an_account_nothing_is_sent(rivera: TestClient, desk: Desk) -> None:
    answer = compose(rivera, desk, "send", accounts=[])
    assert answer.status_code == 422
    assert 'href="#accounts"' in answer.text


def test_a_headline_too_long_for_a_card_is_named(rivera: TestClient, desk: Desk) -> None:
    answer = compose(rivera, desk, "send", card_headline="Community " * 60)
    assert answer.status_code == 422
    assert 'href="#card_headline"' in answer.text
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
    assert page.count("Send for approval<") == 4
    for send in desk.placed():
        rivera.post(f"{at}/sends/{send.id}/ask")
    assert "Needs approval" in rivera.get(at).text


def test_a_clock_that_jumps_is_told_where_the_time_is_chosen(
    rivera: TestClient, desk: Desk
) -> None:
    with database.writing(desk.engine) as db:
        agency = db.get_one(type(desk.people.agency), desk.people.agency.id)
        agency.time_zone = "America/Denver"
        db.add(agency)
    jumped = {"on": "2027-03-14", "at": "02:30"}
    assert "The clocks jump" in compose(rivera, desk, "preview", **jumped).text
    page = rivera.get(a_post(rivera, desk, **jumped)).text
    assert "so it was moved forward" in page
    assert "3:30 AM MDT" in page


def test_a_missing_language_is_called_by_its_name(rivera: TestClient, desk: Desk) -> None:
    page = rivera.get(desk.new).text
    assert "has no words of its own in Spanish" in page and "“es”" not in page


def test_no_account_is_asked_for_in_plain_words(rivera: TestClient, desk: Desk) -> None:
    page = compose(rivera, desk, "send", accounts=[])
    assert page.status_code == 422 and "Choose at least one account." in page.text
