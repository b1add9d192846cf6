"""A post that is out is taken down: by whom, with which care, and never said done without proof."""

import pytest

from delivery.after import WORDS, After, published
from delivery.stage import Stage
from outreach import db as database
from outreach import delivery, errors, identity, records
from outreach.delivery import amends
from outreach.delivery.amends import AmendState, rounds, tickets
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Failure


@pytest.fixture
def after(stage: Stage) -> After:
    return published(stage, PlatformName.X)


def facts(after: After) -> list[records.Record]:
    with database.reading(after.stage.engine) as db:
        agency_id = after.stage.cast.agency.id or 0
        return records.of(db, ("placement", after.number), agency_id=agency_id)


def test_a_post_is_down_once_the_platform_says_so_and_shows_it_no_more(after: After) -> None:
    order = after.take_down()
    after.round()
    assert after.state(order) is AmendState.DONE
    assert after.shown == []


def test_the_public_record_keeps_the_words_who_ordered_it_and_why(after: After) -> None:
    after.take_down()
    after.round()
    last = facts(after)[-1]
    assert last.kind == "delivery.taken_down"
    assert (last.body["stood"], last.body["stands"]) == (WORDS, None)
    assert last.body["reason"] == "A minor is shown."
    assert last.body["ordered_by"] == after.stage.cast.rivera.person_id
    assert (last.body["at_once"], last.body["read_back"]) == (True, True)


def test_without_danger_a_second_person_says_yes_first(after: After) -> None:
    order = after.take_down(at_once=False)
    after.round()
    assert (after.state(order), after.shown) == (AmendState.ASKED, [WORDS])
    with database.writing(after.stage.engine) as db:
        amends.confirm(db, order, by=after.stage.cast.lang, now=after.stage.clock.now())
    after.round()
    assert (after.state(order), after.shown) == (AmendState.DONE, [])


def test_nobody_is_their_own_second_person(after: After) -> None:
    order = after.take_down(at_once=False)
    with (
        database.writing(after.stage.engine) as db,
        pytest.raises(errors.NotAllowed, match="someone else"),
    ):
        amends.confirm(db, order, by=after.stage.cast.rivera, now=after.stage.clock.now())


def test_what_was_asked_can_be_done_at_once_when_danger_shows(after: After) -> None:
    asked = after.take_down(at_once=False)
    assert after.take_down(by=after.stage.cast.lang, reason="Her address can be read.") == asked
    row = after.row(asked)
    assert (row.state, row.at_once) == (AmendState.ORDERED, True)
    assert row.ordered_by == after.stage.cast.lang.person_id


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_an_order_needs_a_reason_that_can_be_read(after: After, reason: str) -> None:
    with pytest.raises(errors.BadInput) as refused:
        after.take_down(reason=reason)
    assert [fault.where for fault in refused.value.faults] == ["reason"]


def test_a_reader_and_a_stranger_take_nothing_down(after: After) -> None:
    with pytest.raises(errors.NotAllowed, match="take a published post down"):
        after.take_down(by=after.stage.cast.clerk)
    with pytest.raises(errors.NotFound):
        after.take_down(by=after.stage.cast.quinn)


def test_only_what_is_out_can_be_taken_down(stage: Stage) -> None:
    ahead = After(stage, stage.x, stage.scheduled())
    with pytest.raises(errors.Conflict, match="Only what is published"):
        ahead.take_down()


def test_what_is_down_is_not_taken_down_twice(after: After) -> None:
    after.take_down()
    with pytest.raises(errors.Conflict, match="already"):
        after.take_down()
    after.round()
    with pytest.raises(errors.Conflict, match="was taken down"):
        after.take_down()


def test_a_take_down_passes_a_hold(after: After) -> None:
    stage = after.stage
    with database.writing(stage.engine) as db:
        delivery.hold(db, delivery.Scope.AGENCY, by=stage.cast.lang, now=stage.clock.now())
    order = after.take_down()
    after.round()
    assert (after.state(order), after.shown) == (AmendState.DONE, [])


def test_a_lost_answer_is_read_back_after_its_grace_and_asked_once_more(after: After) -> None:
    order = after.take_down()
    after.platform.fail_changing(Failure.LOSE_ANSWER)
    after.round()
    assert (after.state(order), after.shown) == (AmendState.CHECKING, [])
    after.stage.later(seconds=121)
    after.round()
    assert after.state(order) is AmendState.ORDERED
    after.stage.later(seconds=21)
    after.round()
    assert after.state(order) is AmendState.DONE


def test_a_lost_request_is_never_called_done(after: After) -> None:
    order = after.take_down()
    after.platform.fail_changing(Failure.LOSE_REQUEST)
    after.round()
    after.stage.later(seconds=121)
    after.round()
    assert (after.state(order), after.shown) == (AmendState.ORDERED, [WORDS])
    assert "still shows" in after.row(order).trouble


def test_a_refusal_asks_a_person_who_may_try_again(after: After) -> None:
    order = after.take_down()
    after.platform.fail_changing(Failure.REFUSE)
    after.round()
    assert after.state(order) is AmendState.NEEDS_PERSON
    with database.writing(after.stage.engine) as db:
        amends.go_on(db, order, by=after.stage.cast.rivera, now=after.stage.clock.now())
    after.round()
    assert after.state(order) is AmendState.DONE


def test_refused_keys_park_the_account_and_the_order(after: After) -> None:
    order = after.take_down()
    after.platform.fail_changing(Failure.SIGNED_OUT)
    after.round()
    assert after.state(order) is AmendState.NEEDS_SIGN_IN
    with database.reading(after.stage.engine) as db:
        placed = db.get_one(delivery.Placement, after.number)
        account = db.get_one(identity.Account, placed.account_id)
        assert account.state is not identity.AccountState.CONNECTED


def test_a_post_that_cannot_be_read_is_read_again_and_then_asks_a_person(after: After) -> None:
    order = after.take_down()
    after.platform.fail_reading(Failure.UNREACHABLE, times=20)
    for _ in range(12):
        after.round()
        after.stage.later(minutes=11)
    assert after.state(order) is AmendState.NEEDS_PERSON
    assert "could not be read for an hour" in after.row(order).trouble


def test_what_a_dead_worker_left_is_read_back(after: After) -> None:
    order = after.take_down()
    with database.writing(after.stage.engine) as db:
        assert tickets.next_to_do(db, after.stage.means) is not None
    after.round()
    assert after.state(order) is AmendState.DOING
    after.stage.later(seconds=121)
    after.round()
    assert after.state(order) is AmendState.ORDERED
    after.stage.later(seconds=21)
    after.round()
    assert (after.state(order), after.shown) == (AmendState.DONE, [])


def test_a_worker_that_was_given_up_asks_nothing(after: After) -> None:
    order = after.take_down()
    with database.writing(after.stage.engine) as db:
        ticket = tickets.next_to_do(db, after.stage.means)
    assert ticket is not None
    after.stage.later(seconds=121)
    with database.writing(after.stage.engine) as db:
        tickets.sweep(db, after.stage.means)
    answer = rounds._ask(after.stage.means, ticket)
    assert isinstance(answer.told, Exception)
    assert after.shown == [WORDS]
    assert after.row(order).fence > ticket.fence


def test_a_post_just_out_that_shows_late_is_not_taken_for_gone(stage: Stage) -> None:
    after = published(stage, PlatformName.X)
    with database.writing(stage.engine) as db:
        placed = db.get_one(delivery.Placement, after.number)
        placed.published_at = stage.clock.now()
        db.add(placed)
    order = after.take_down()
    after.platform.accepted[0] = type(after.platform.accepted[0])(
        "another", "0", after.platform.accepted[0].outgoing, stage.clock.now(), stage.clock.now()
    )
    after.round()
    assert after.state(order) is AmendState.CHECKING
    stage.later(seconds=121)
    after.round()
    assert after.state(order) is AmendState.DONE


def test_where_no_program_may_a_person_does_it_and_says_so(stage: Stage) -> None:
    after = published(stage, PlatformName.HANDOFF)
    with database.writing(stage.engine) as db:
        delivery.mark_done(db, after.number, by=stage.cast.rivera, now=stage.clock.now())
    order = after.take_down()
    after.round()
    assert after.state(order) is AmendState.BY_HAND
    with database.writing(stage.engine) as db:
        amends.say_done(db, order, by=stage.cast.okafor, now=stage.clock.now())
    row, last = after.row(order), facts(after)[-1]
    assert (row.state, row.seen_by) == (AmendState.DONE, stage.cast.okafor.person_id)
    assert (last.kind, last.body["read_back"]) == ("delivery.taken_down", False)


def test_nobody_says_done_what_the_program_can_still_prove(after: After) -> None:
    order = after.take_down()
    with (
        database.writing(after.stage.engine) as db,
        pytest.raises(errors.Conflict),
    ):
        amends.say_done(db, order, by=after.stage.cast.rivera, now=after.stage.clock.now())


def test_going_on_is_no_way_round_the_second_person(after: After) -> None:
    order = after.take_down(at_once=False)
    with database.writing(after.stage.engine) as db, pytest.raises(errors.Conflict):
        amends.go_on(db, order, by=after.stage.cast.rivera, now=after.stage.clock.now())
    assert after.state(order) is AmendState.ASKED


def test_only_a_take_down_that_waits_can_be_hurried(after: After) -> None:
    order = after.take_down(at_once=False)
    by, now = after.stage.cast.rivera, after.stage.clock.now()
    with database.writing(after.stage.engine) as db:
        assert amends.hurry(db, order, by=by, now=now).at_once
    with database.writing(after.stage.engine) as db, pytest.raises(errors.Conflict):
        amends.hurry(db, order, by=by, now=now)


def test_an_order_can_be_taken_back_before_it_leaves(after: After) -> None:
    order = after.take_down(at_once=False)
    with database.writing(after.stage.engine) as db:
        amends.drop(db, order, by=after.stage.cast.rivera, now=after.stage.clock.now())
    after.round()
    assert (after.state(order), after.shown) == (AmendState.DROPPED, [WORDS])
