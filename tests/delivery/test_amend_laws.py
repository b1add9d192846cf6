"""Laws of what is done to a post that is out, whatever fails and wherever a worker dies."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delivery.after import BETTER, After, published
from delivery.stage import Stage
from outreach import db as database
from outreach import identity
from outreach.delivery import amends
from outreach.delivery.amends import (
    AMEND_ASKS,
    AMEND_WAYS,
    AMENDED,
    AmendState,
    AmendWho,
    rounds,
    tickets,
)
from outreach.platforms.sandbox import Failure

pytestmark = pytest.mark.process

CHANGES = (
    Failure.LOSE_REQUEST,
    Failure.LOSE_ANSWER,
    Failure.UNREACHABLE,
    Failure.TOO_MANY,
    Failure.REFUSE,
    Failure.SIGNED_OUT,
)


def die_marked(after: After) -> None:
    """A worker marks, and dies before its call."""
    with database.writing(after.stage.engine) as db:
        tickets.next_to_do(db, after.stage.means)


def die_answered(after: After) -> None:
    """A worker marks and asks the platform, and dies before the answer is kept."""
    with database.writing(after.stage.engine) as db:
        ticket = tickets.next_to_do(db, after.stage.means)
    if ticket is not None:
        rounds._ask(after.stage.means, ticket)


def die_reading(after: After) -> None:
    """A worker dies while it reads the post back."""
    with database.writing(after.stage.engine) as db:
        tickets.next_to_read(db, after.stage.means)


def go_on(after: After) -> None:
    """A person lets what waits for one go on."""
    with database.writing(after.stage.engine) as db:
        for row, placed in amends.amendments_in(db, after.stage.cast.agency.id or 0, AMEND_ASKS):
            by, now = after.stage.cast.rivera, after.stage.clock.now()
            amends.go_on(db, row.id or 0, by=by, now=now)
            account = db.get_one(identity.Account, placed.account_id)
            account.state = identity.AccountState.CONNECTED
            db.add(account)


def hide(after: After) -> None:
    """For a minute and a half the platform does not show what is there."""
    until = after.stage.clock.now() + timedelta(seconds=90)
    after.platform.accepted[:] = [
        replace(post, visible_at=until) for post in after.platform.accepted
    ]


STEPS: Mapping[str, Callable[[After], object]] = {
    "round": After.round,
    "three seconds": lambda after: after.stage.later(seconds=3),
    "two minutes": lambda after: after.stage.later(seconds=121),
    "eleven minutes": lambda after: after.stage.later(minutes=11),
    "die marked": die_marked,
    "die answered": die_answered,
    "die reading": die_reading,
    "unreadable": lambda after: after.platform.fail_reading(Failure.UNREACHABLE),
    "hide": hide,
    "go on": go_on,
    **{
        failure.value: lambda after, failure=failure: after.platform.fail_changing(failure)
        for failure in CHANGES
    },
}


def settled(after: After, amendment: int) -> None:
    """Nothing fails any more, and people answer."""
    after.platform._change_failures.clear()
    after.platform._read_failures.clear()
    for _ in range(12):
        after.round()
        if after.state(amendment) in AMENDED:
            return
        go_on(after)
        after.stage.later(seconds=121)


def play(after: After, amendment: int, steps: list[str], goal: list[str]) -> None:
    """Take each step; at no moment is it done while the platform shows otherwise."""
    for step in steps:
        STEPS[step](after)
        if after.state(amendment) is AmendState.DONE:
            assert after.shown == goal
    settled(after, amendment)
    assert (after.state(amendment), after.shown) == (AmendState.DONE, goal)


@pytest.mark.parametrize("kind", ["take down", "correct"])
def test_it_is_never_done_before_the_platform_shows_it_and_done_in_the_end(
    stage: Stage, kind: str
) -> None:
    @settings(max_examples=settings().max_examples // 3)
    @given(st.lists(st.sampled_from(sorted(STEPS)), max_size=14))
    def law(steps: list[str]) -> None:
        after = published(stage)
        after.platform.accepted[:] = after.platform.accepted[-1:]
        if kind == "correct":
            play(after, after.corrected(), steps, [BETTER])
        else:
            play(after, after.take_down(), steps, [])

    law()


def test_from_every_state_a_way_leads_to_an_end() -> None:
    ends = set(AMENDED)
    for _ in AmendState:
        ends |= {way.origin for way in AMEND_WAYS if way.goal in ends}
    assert ends == set(AmendState)


def test_no_program_calls_it_done_but_by_reading_back() -> None:
    done = {
        way.origin
        for way in AMEND_WAYS
        if way.goal is AmendState.DONE and way.who is not AmendWho.PERSON
    }
    assert done == {AmendState.LOOKING}


def test_nobody_takes_over_what_may_be_under_way() -> None:
    under_way = {AmendState.DOING, AmendState.CHECKING, AmendState.LOOKING}
    people = {way.origin for way in AMEND_WAYS if way.who is AmendWho.PERSON}
    assert people.isdisjoint(under_way)


def test_what_is_at_an_end_stays_there() -> None:
    assert not [way for way in AMEND_WAYS if way.origin in AMENDED]
