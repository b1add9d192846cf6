"""A week or a campaign read in full and approved with one button; what checks found is shown."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import build
from outreach import db as database
from outreach import delivery, identity
from outreach.delivery import State
from outreach.identity import Step
from people import Cast
from web.reading import fields_of
from web.scenes import answers, asked, state, words

WEEK = "/approvals?week=2026-W48"


def test_a_week_is_shown_in_full_before_the_one_button(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    for number in range(14):
        asked(engine, people, now, text=f"We met neighbors of block {number}.")
    later = asked(engine, people, now, due_in=timedelta(days=8), text="Next week.")
    page = lang.get(WEEK).text
    said = words(page)
    assert all(f"We met neighbors of block {number}." in said for number in range(14))
    assert "Next week." not in said
    assert page.index("Approve all that are ticked") > page.rindex("We met neighbors")
    assert lang.post("/approvals", data=fields_of(page)).status_code == 303
    assert state(engine, later) is State.DRAFT
    assert "14 posts approved" in lang.get("/approvals").text


def test_each_post_of_a_set_has_its_own_row_and_record(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    both = [asked(engine, people, now) for _ in range(2)]
    lang.post("/approvals", data=fields_of(lang.get(WEEK).text))
    for placement in both:
        [yes] = answers(engine, placement)
        assert (yes.digest, yes.by_id) == (placement.digest, people.lang.person_id)


def test_what_changed_while_the_set_was_read_is_named_and_the_rest_stands(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    good, changed = asked(engine, people, now), asked(engine, people, now)
    fields = fields_of(lang.get(WEEK).text)
    with database.writing(engine) as db:
        local = datetime(2026, 11, 24, 9)  # noqa: DTZ001 - a wall-clock time
        delivery.move(db, changed.id or 0, local, by=people.rivera, now=now)
    lang.post("/approvals", data=fields)
    assert (state(engine, good), state(engine, changed)) == (State.SCHEDULED, State.DRAFT)
    assert "was not: The post changed" in lang.get("/approvals").text


def test_a_campaign_is_a_set(engine: Engine, people: Cast, now: datetime, lang: TestClient) -> None:
    asked(engine, people, now, text="Of no campaign.")
    assert "Nothing of this waits" not in lang.get(WEEK).text
    assert lang.get("/approvals?campaign=99").status_code == 404


@pytest.mark.parametrize("week", ["2026-W60", "soon", "2026-W4"])
def test_a_week_that_is_none_says_so(lang: TestClient, week: str) -> None:
    answer = lang.get(f"/approvals?week={week}")
    assert answer.status_code == 422
    assert "is not a week" in answer.text


def test_the_queue_leads_to_each_set(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    for _ in range(2):
        asked(engine, people, now)
    page = lang.get("/approvals").text
    assert f'href="{WEEK}"' in page
    assert "Week of November 23, 2026: 2 posts" in words(page)


def test_an_author_finds_no_button_on_a_set(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    asked(engine, people, now)
    page = rivera.get(WEEK).text
    assert "Approve all" not in page
    assert "None of these can be approved by you now" in page


def test_findings_are_shown_with_their_words_where_it_is_decided(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = asked(engine, people, now, text="See http://example.org/park today, neighbors.")
    page = lang.get(f"/approvals/{placement.id}").text
    assert "Worth a second look" in page
    assert "<mark>http://example.org/park</mark>" in page


def test_one_click_mends_what_a_check_proposes(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    placement = drafted(engine, people, now, "See http://example.org/park today, neighbors.")
    at = f"/posts/{placement.post_id}"
    assert "instead" in rivera.get(at).text
    given = {"rule": "OPS-08", "start": str(len("See ")), "revision": "1"}
    way = f"{at}/variants/{placement.variant_id}/mend"
    assert rivera.post(way, data=given).status_code == 303
    assert "See https://example.org/park today" in rivera.get(at).text
    assert rivera.post(way, data=given).status_code == 409


def test_what_stops_a_post_takes_its_button_away(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    placement = drafted(engine, people, now, "We found a card with 219-09-9999 at the market.")
    page = rivera.get(f"/posts/{placement.post_id}").text
    assert "This stops it" in page
    assert "Send for approval" not in page
    way = f"/posts/{placement.post_id}/sends/{placement.id}/ask"
    assert rivera.post(way).status_code == 422
    assert state(engine, placement) is State.DRAFT


def test_an_authors_answer_changes_who_says_yes(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient, okafor: TestClient
) -> None:
    placement = asked(engine, people, now)
    way = f"/posts/{placement.post_id}/declare"
    assert rivera.post(way, data={"declared": ["open_case"]}).status_code == 303
    page = rivera.get(f"/posts/{placement.post_id}").text
    assert "Investigations or records: not yet" in words(page)
    said = words(okafor.get(f"/approvals/{placement.id}").text)
    assert "It is not your turn." in said
    assert "Nobody here may give the yes of investigations or records yet." in said
    assert rivera.post(way, data={"declared": ["weather"]}).status_code == 422


def test_the_administrator_names_a_person_and_the_turn_comes(
    engine: Engine, people: Cast, now: datetime, admin: TestClient, okafor: TestClient
) -> None:
    placement = asked(engine, people, now)
    with database.writing(engine) as db:
        by = people.rivera
        delivery.declare(db, placement.post_id, ["open_case"], by=by, now=now)
    person = people.okafor.person_id
    assert (
        admin.post(f"/people/{person}/steps", data={"steps": ["investigations"]}).status_code == 303
    )
    assert "as investigations or records" in okafor.get(f"/approvals/{placement.id}").text
    given = {"digest": placement.digest, "decision": "approve"}
    okafor.post(f"/approvals/{placement.id}", data=given)
    assert "Your yes is kept. The yes of legal counsel and the chief is missing." in words(
        okafor.get("/approvals").text
    )
    assert okafor.post(f"/people/{person}/steps", data={}).status_code == 403


def test_a_named_person_lets_a_finding_pass_on_the_page(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = drafted(engine, people, now, "We met neighbors and listened.")
    with database.writing(engine) as db:
        identity.name_for(db, people.lang.person_id, (Step.LEGAL,), by=people.admin, now=now)
        digest = build.an_unowned_photo(db, people, placement, now)
    at = f"/posts/{placement.post_id}"
    page = lang.get(at).text
    assert "Let this pass" in page
    [found] = fields_of(page)["finding"]
    given = {"digest": digest, "finding": found, "reason": "The city bought the picture."}
    assert lang.post(f"{at}/sends/{placement.id}/overrule", data=given).status_code == 303
    page = words(lang.get(at).text)
    assert "Let pass by a named person" in page
    assert "The city bought the picture." in page


def drafted(engine: Engine, people: Cast, now: datetime, text: str) -> delivery.Placement:
    with database.writing(engine) as db:
        return build.a_draft(db, people, now=now, text=text)
