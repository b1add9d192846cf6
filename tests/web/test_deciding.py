"""After a pause a person decides on each post that was held: all at once, or one by one."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

from outreach import db as database
from outreach import delivery, identity
from outreach.delivery import Scope, State
from outreach.lib.clock import VirtualClock
from people import Cast
from web.scenes import decisions, paused_and_lifted, scheduled, state, words


def test_keep_move_drop_and_leave_are_done_together(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    kept, moved, dropped, left = (scheduled(engine, people, now) for _ in range(4))
    paused_and_lifted(engine, people, now)
    rivera.post(
        "/holds/review",
        data=decisions(
            {"id": kept.id, "choice": "keep"},
            {"id": moved.id, "choice": "move", "on": "2026-11-25", "at": "09:30"},
            {"id": dropped.id, "choice": "drop"},
            {"id": left.id, "choice": "leave"},
        ),
    )
    assert [state(engine, one) for one in (kept, moved, dropped, left)] == [
        State.SCHEDULED,
        State.DRAFT,
        State.CANCELLED,
        State.HELD,
    ]
    said = words(rivera.get("/holds").text)
    assert "1 post kept" in said
    assert "1 post moved: send for approval at the new time." in said


def test_one_decision_that_cannot_be_done_keeps_them_all_as_typed(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    kept, moved = scheduled(engine, people, now), scheduled(engine, people, now)
    paused_and_lifted(engine, people, now)
    response = rivera.post(
        "/holds/review",
        data=decisions(
            {"id": kept.id, "choice": "keep"},
            {"id": moved.id, "choice": "move", "on": "2026-11-20", "at": "09:30"},
        ),
    )
    assert response.status_code == 422
    assert "has already passed" in response.text
    assert 'value="2026-11-20"' in response.text
    assert {state(engine, kept), state(engine, moved)} == {State.HELD}


def test_a_new_time_has_to_be_given(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    moved = scheduled(engine, people, now)
    paused_and_lifted(engine, people, now)
    given = decisions({"id": moved.id, "choice": "move", "on": "2026-11-25", "at": ""})
    response = rivera.post("/holds/review", data=given)
    assert response.status_code == 422
    assert "Choose a new day and time" in response.text


def test_what_is_past_is_set_to_be_dropped_and_what_is_later_stays_paused(
    engine: Engine, people: Cast, now: datetime, clock: VirtualClock, rivera: TestClient
) -> None:
    scheduled(engine, people, now, due_in=timedelta(minutes=5))
    scheduled(engine, people, now, due_in=timedelta(hours=5))
    paused_and_lifted(engine, people, now)
    clock.advance(timedelta(minutes=10))
    page = rivera.get("/holds").text
    assert 'name="posts.0.choice" value="drop" checked' in page
    assert 'name="posts.0.choice" value="keep"' not in page
    assert 'name="posts.1.choice" value="leave" checked' in page


def test_an_approver_may_keep_and_not_move(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = scheduled(engine, people, now)
    paused_and_lifted(engine, people, now)
    page = lang.get("/holds").text
    assert 'value="keep"' in page
    assert 'value="move"' not in page
    given = decisions({"id": placement.id, "choice": "drop"})
    assert lang.post("/holds/review", data=given).status_code == 403
    assert state(engine, placement) is State.HELD


def test_a_post_under_the_only_pause_names_that_pause(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    with database.writing(engine) as db:
        delivery.hold(db, Scope.AGENCY, by=people.lang, now=now)
    scheduled(engine, people, now)
    said = words(lang.get("/holds").text)
    assert "Everything is paused now. Lift that pause first." in said
    assert "Another pause" not in said


def test_one_button_keeps_all_that_can_be_kept_and_says_why_the_others_stay(
    engine: Engine, people: Cast, now: datetime, clock: VirtualClock, lang: TestClient
) -> None:
    late = scheduled(engine, people, now, due_in=timedelta(minutes=5))
    kept = [scheduled(engine, people, now), scheduled(engine, people, now)]
    paused_and_lifted(engine, people, now)
    clock.advance(timedelta(minutes=10))
    assert "Keep the 2 that can be kept" in words(lang.get("/holds").text)
    assert lang.post("/holds/keep-all").headers["location"] == "/holds#review"
    assert [state(engine, one) for one in kept] == [State.SCHEDULED] * 2
    assert state(engine, late) is State.HELD
    said = words(lang.get("/holds").text)
    assert "2 posts kept: out at the planned time." in said
    assert "1 post not kept: Its time passed during the pause." in said


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ({"on": "2027-03-14", "at": "02:30"}, "The clocks jump over the time you chose"),
        ({"on": "2027-11-07", "at": "01:30"}, "The time you chose happens twice that day"),
    ],
)
def test_moving_in_the_review_says_what_the_clocks_do(
    engine: Engine,
    people: Cast,
    now: datetime,
    rivera: TestClient,
    at: dict[str, str],
    sentence: str,
) -> None:
    with database.writing(engine) as db:
        db.get_one(identity.Agency, people.agency.id).time_zone = "America/Denver"
    moved = scheduled(engine, people, now)
    paused_and_lifted(engine, people, now)
    rivera.post("/holds/review", data=decisions({"id": moved.id, "choice": "move", **at}))
    assert sentence in words(rivera.get("/holds").text)
