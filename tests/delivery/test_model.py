"""Every moment of the model is looked at: with all rules nothing goes wrong, and without any one of
them something does.
"""

import pytest

from delivery.model_removals import ALL, REMOVALS
from delivery.model_search import Wrong, search
from outreach.delivery.states import WAYS, State, Way, Who

pytestmark = pytest.mark.process

#: Whom the model plays. What restoring a backup does is shown where it is done.
PLAYED = (Who.PERSON, Who.DISPATCHER, Who.SENDER, Who.SWEEPER, Who.RECONCILER)


def test_with_every_rule_nothing_can_go_wrong() -> None:
    assert search(ALL).wrong == {}


def test_every_way_of_the_table_is_taken_but_those_for_a_platform_that_breaks_its_word() -> None:
    unused = {way for way in WAYS if way.who in PLAYED} - search(ALL).taken
    assert all(_is_late_proof(way) for way in unused)
    assert unused <= REMOVALS["grace_before_read"].found.taken


@pytest.mark.parametrize("name", REMOVALS)
def test_without_one_rule_it_goes_wrong(name: str) -> None:
    removal = REMOVALS[name]
    assert set(removal.found.wrong) == removal.follows


def test_a_platform_that_deduplicates_spares_the_double_but_not_the_lie() -> None:
    found = REMOVALS["platform_deduplicates_instead"].found
    assert Wrong.TWICE not in found.wrong
    assert Wrong.DENIED in found.wrong


def _is_late_proof(way: Way) -> bool:
    return way.goal is State.PUBLISHED and way.who is Who.SENDER
