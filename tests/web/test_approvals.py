"""The queue shows what would leave; a yes is for exactly that; nobody approves their own."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

import build
from outreach import db as database
from outreach import delivery, posts, review
from outreach.delivery import State
from outreach.lib.clock import VirtualClock
from people import Cast
from web.scenes import answers, asked, scheduled, state, words


def yes(placement: delivery.Placement) -> dict[str, str]:
    return {"digest": placement.digest, "decision": "approve"}


def test_the_queue_shows_what_the_public_will_see(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    asked(engine, people, now, text="We met.\n\nWe <listened>.")
    page = lang.get("/approvals")
    assert page.status_code == 200
    assert "We met.\n\nWe &lt;listened&gt;." in page.text
    said = words(page.text)
    assert "Mon Nov 23, 10:00 AM MST" in said
    assert "Practice, nobody outside sees it" in said
    assert "of 280" in said
    assert "Written by Rivera" in said


def test_a_poll_shows_its_answers(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = asked(engine, people, now)
    with database.writing(engine) as db:
        variant = db.get_one(posts.Variant, placement.variant_id)
        variant.poll_options, variant.poll_minutes = ["Mornings", "Evenings"], 2880
        db.add(variant)
        delivery.changed(db, placement.variant_id, by=people.rivera, now=now)
        delivery.ask(db, placement.id or 0, by=people.rivera, now=now)
    said = words(lang.get("/approvals").text)
    assert "Mornings Evenings A poll, open for 2 days" in said


def test_the_soonest_comes_first(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    late = asked(engine, people, now, due_in=timedelta(hours=9), text="Later.")
    soon = asked(engine, people, now, due_in=timedelta(hours=2), text="Sooner.")
    page = lang.get("/approvals").text
    assert page.index(f'id="post-{soon.id}"') < page.index(f'id="post-{late.id}"')


def test_a_yes_schedules_the_post(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = asked(engine, people, now)
    response = lang.post(f"/approvals/{placement.id}", data=yes(placement))
    assert (response.status_code, response.headers["location"]) == (303, "/approvals")
    assert state(engine, placement) is State.SCHEDULED
    assert "It goes out Mon Nov 23, 10:00 AM MST." in lang.get("/approvals").text


def test_a_yes_during_a_pause_says_that_it_stays_paused(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = asked(engine, people, now)
    with database.writing(engine) as db:
        delivery.hold(db, delivery.Scope.AGENCY, by=people.rivera, now=now)
    assert "A yes now keeps it ready" in lang.get(f"/approvals/{placement.id}").text
    lang.post(f"/approvals/{placement.id}", data=yes(placement))
    assert state(engine, placement) is State.HELD
    assert "Approved. It is paused" in lang.get("/approvals").text


def test_a_post_that_changed_meanwhile_is_not_approved(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = asked(engine, people, now)
    with database.writing(engine) as db:
        local = datetime(2026, 11, 24, 9)  # noqa: DTZ001 - a wall-clock time
        delivery.move(db, placement.id or 0, local, by=people.rivera, now=now)
        delivery.ask(db, placement.id or 0, by=people.rivera, now=now)
    response = lang.post(f"/approvals/{placement.id}", data=yes(placement))
    assert response.status_code == 409
    assert "changed after it was sent to you" in response.text
    assert state(engine, placement) is State.DRAFT


@pytest.mark.parametrize(
    ("decision", "kept", "told"),
    [("return", review.Decision.RETURN, "asked for changes"),
     ("refuse", review.Decision.REFUSE, "turned it down")],
)  # fmt: skip
def test_a_no_keeps_its_reason(
    engine: Engine,
    people: Cast,
    now: datetime,
    lang: TestClient,
    decision: str,
    kept: review.Decision,
    told: str,
) -> None:
    placement = asked(engine, people, now)
    given = {"digest": placement.digest, "decision": decision, "comment": "Name the school."}
    assert lang.post(f"/approvals/{placement.id}", data=given).status_code == 303
    newest = answers(engine, placement)[0]
    assert (newest.decision, newest.comment) == (kept, "Name the school.")
    page = lang.get("/approvals").text
    assert told in page
    assert "Nothing waits for a yes" in page


def test_a_no_without_a_reason_asks_for_one(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = asked(engine, people, now)
    given = {"digest": placement.digest, "decision": "return", "comment": " "}
    response = lang.post(f"/approvals/{placement.id}", data=given)
    assert response.status_code == 422
    assert 'id="comment-wrong"' in response.text
    assert answers(engine, placement) == []


def test_a_decision_that_does_not_exist_keeps_what_was_typed(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = asked(engine, people, now)
    given = {"digest": placement.digest, "decision": "maybe", "comment": "Name the school."}
    response = lang.post(f"/approvals/{placement.id}", data=given)
    assert response.status_code == 422
    assert "Name the school." in response.text


def test_the_author_is_told_that_someone_else_decides(
    engine: Engine, people: Cast, now: datetime, rivera: TestClient
) -> None:
    placement = asked(engine, people, now)
    page = rivera.get("/approvals").text
    assert "Someone else has to approve this." in page
    assert "Approve exactly this" not in page
    response = rivera.post(f"/approvals/{placement.id}", data=yes(placement))
    assert (response.status_code, state(engine, placement)) == (403, State.DRAFT)


def test_several_ticked_posts_each_get_their_own_yes(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    first, second, third = (asked(engine, people, now) for _ in range(3))
    ticks = [f"{one.id}:{one.digest}" for one in (first, third)]
    lang.post("/approvals", data={"yes": ticks})
    assert [state(engine, one) for one in (first, second, third)] == [
        State.SCHEDULED,
        State.DRAFT,
        State.SCHEDULED,
    ]
    assert "2 posts approved, each exactly as it is." in lang.get("/approvals").text


def test_one_that_changed_does_not_stop_the_others(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    good, stale = asked(engine, people, now), asked(engine, people, now)
    lang.post("/approvals", data={"yes": [f"{stale.id}:{'0' * 64}", f"{good.id}:{good.digest}"]})
    assert (state(engine, good), state(engine, stale)) == (State.SCHEDULED, State.DRAFT)
    assert "1 post approved" in (page := lang.get("/approvals").text)
    assert "was not: The post changed" in page


def test_nothing_ticked_approves_nothing(lang: TestClient) -> None:
    lang.post("/approvals", data={})
    assert "Nothing was approved yet." in lang.get("/approvals").text


def test_a_post_whose_time_passed_has_no_button(
    engine: Engine, people: Cast, now: datetime, clock: VirtualClock, lang: TestClient
) -> None:
    placement = asked(engine, people, now, due_in=timedelta(minutes=10))
    clock.advance(timedelta(minutes=20))
    page = lang.get("/approvals").text
    assert "Its time has passed." in page
    assert "Approve exactly this" not in page
    assert lang.post(f"/approvals/{placement.id}", data=yes(placement)).status_code == 409


def test_a_post_that_waits_no_longer_says_where_it_stands(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = scheduled(engine, people, now)
    response = lang.get(f"/approvals/{placement.id}")
    assert response.status_code == 409
    assert "it is “Scheduled” now" in response.text


def test_a_long_queue_is_shown_in_parts(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    with database.writing(engine) as db:
        account = build.an_account(db, people, now=now)
        for _ in range(14):
            placed = build.a_draft(db, people, now=now, account=account)
            delivery.ask(db, placed.id or 0, by=people.rivera, now=now)
    assert "Posts 1 to 12 of 14" in lang.get("/approvals").text
    assert "Posts 13 to 14 of 14" in lang.get("/approvals?skip=12").text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["/approvals", "/approvals/{id}"])
def test_strangers_are_sent_to_the_door(
    engine: Engine, people: Cast, now: datetime, stranger: TestClient, path: str, method: str
) -> None:
    placement = asked(engine, people, now)
    send: Callable[[str], object] = getattr(stranger, method)
    response = send(path.format(id=placement.id))
    assert response.status_code == 303  # type: ignore[attr-defined]
    assert response.headers["location"].startswith("/sign-in")  # type: ignore[attr-defined]


def test_another_agency_finds_nothing(
    engine: Engine, people: Cast, now: datetime, quinn: TestClient
) -> None:
    placement = asked(engine, people, now, text="Ours alone.")
    assert "Ours alone." not in quinn.get("/approvals").text
    assert quinn.get(f"/approvals/{placement.id}").status_code == 404
    assert quinn.post(f"/approvals/{placement.id}", data=yes(placement)).status_code == 404
    ticks = {"yes": [f"{placement.id}:{placement.digest}"]}
    assert quinn.post("/approvals", data=ticks).status_code == 404
    assert state(engine, placement) is State.DRAFT


def test_a_reader_reads_and_decides_nothing(
    engine: Engine, people: Cast, now: datetime, clerk: TestClient
) -> None:
    placement = asked(engine, people, now)
    assert "Approve exactly this" not in clerk.get("/approvals").text
    assert clerk.post(f"/approvals/{placement.id}", data=yes(placement)).status_code == 403
    assert clerk.post("/approvals", data={}).status_code == 403


def test_a_forged_form_approves_nothing(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = asked(engine, people, now)
    forged = {"sec-fetch-site": "cross-site"}
    response = lang.post(f"/approvals/{placement.id}", data=yes(placement), headers=forged)
    assert (response.status_code, state(engine, placement)) == (403, State.DRAFT)


def test_looking_approves_nothing(
    engine: Engine, people: Cast, now: datetime, lang: TestClient
) -> None:
    placement = asked(engine, people, now)
    lang.get(f"/approvals/{placement.id}", params=yes(placement))
    assert state(engine, placement) is State.DRAFT
