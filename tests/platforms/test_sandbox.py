"""The platform in memory does as it is told, and the same every time."""

from datetime import timedelta

import pytest

from outreach.lib.clock import VirtualClock
from outreach.platforms import (
    Connection,
    Metric,
    OutcomeUnknown,
    PlatformName,
    ReadingState,
    Refused,
    Several,
    TryLater,
)
from outreach.platforms.sandbox import Failure, Sandbox
from platforms.cast import NOW, Notes, an_outgoing

ACCOUNT = Connection(PlatformName.X, "7", "maricopa", {})
OTHER = Connection(PlatformName.X, "8", "quinn", {})


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(VirtualClock(NOW))


def test_ids_count_up(sandbox: Sandbox) -> None:
    ids = [sandbox.publish(ACCOUNT, an_outgoing(), Notes()).external_id for _ in range(3)]
    assert ids == ["1000", "1001", "1002"]


def test_an_ordered_failure_happens_as_often_as_it_was_ordered(sandbox: Sandbox) -> None:
    sandbox.fail(Failure.REFUSE, times=2)
    for _ in range(2):
        with pytest.raises(Refused):
            sandbox.publish(ACCOUNT, an_outgoing(), Notes())
    sandbox.publish(ACCOUNT, an_outgoing(), Notes())
    assert len(sandbox.accepted) == 1


def test_accounts_do_not_see_each_other(sandbox: Sandbox) -> None:
    sandbox.publish(OTHER, an_outgoing(), Notes())
    assert sandbox.posts(ACCOUNT) == []


def test_two_alike_are_for_a_person(sandbox: Sandbox) -> None:
    for _ in range(2):
        sandbox.publish(ACCOUNT, an_outgoing(), Notes())
    seen = sandbox.find(ACCOUNT, an_outgoing(), Notes(), since=NOW)
    assert seen == Several(("1000", "1001"))


def test_a_failed_reading_is_no_absence(sandbox: Sandbox) -> None:
    sandbox.fail_reading(Failure.UNREACHABLE)
    with pytest.raises(TryLater):
        sandbox.find(ACCOUNT, an_outgoing(), Notes(), since=NOW)


def test_a_lost_answer_leaves_the_post_there(sandbox: Sandbox) -> None:
    sandbox.fail(Failure.LOSE_ANSWER)
    with pytest.raises(OutcomeUnknown):
        sandbox.publish(ACCOUNT, an_outgoing(), Notes())
    assert [post.outgoing for post in sandbox.accepted] == [an_outgoing()]


def test_a_wait_is_told_by_the_clock_it_was_given(sandbox: Sandbox) -> None:
    sandbox.wait_for = timedelta(minutes=3)
    sandbox.fail(Failure.TOO_MANY)
    with pytest.raises(TryLater) as fault:
        sandbox.publish(ACCOUNT, an_outgoing(), Notes())
    assert fault.value.at == NOW + timedelta(minutes=3)


def test_numbers_are_those_it_was_given(sandbox: Sandbox) -> None:
    post_id = sandbox.publish(ACCOUNT, an_outgoing(), Notes()).external_id
    sandbox.numbers[post_id, Metric.LIKES] = 5
    readings = sandbox.measure_posts(ACCOUNT, (post_id, "gone"), now=NOW)
    told = {(one.external_id, one.metric): one.value for one in readings}
    assert told[post_id, Metric.LIKES] == 5
    assert told[post_id, Metric.IMPRESSIONS] == 0
    assert {one.state for one in readings if one.external_id == "gone"} == {ReadingState.FAILED}
