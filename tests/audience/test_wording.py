"""Every number a platform can tell has a name for people, and the right one."""

import pytest

from outreach.audience import wording
from outreach.audience.wording import Counts
from outreach.platforms import Metric, PlatformName, ReadingState, Split


def test_every_metric_of_the_platforms_has_its_wording() -> None:
    assert set(wording.METRICS) == set(Metric)


def test_every_platform_split_and_state_has_its_words() -> None:
    assert set(wording.PLATFORMS) == set(PlatformName)
    assert set(wording.SPLITS) == set(Split)
    assert set(wording.STATES) == {None, *ReadingState} - {ReadingState.VALUE}


@pytest.mark.parametrize("metric", ["reach", "followers", "something_new"])
def test_accounts_and_what_we_do_not_know_are_never_added_up(metric: str) -> None:
    assert not wording.of(metric).adds_up


def test_impressions_are_called_impressions() -> None:
    assert wording.of("impressions").title == "Impressions"
    assert wording.of("impressions").counts is Counts.SHOWINGS


def test_zero_is_shown_as_zero_and_nothing_as_words() -> None:
    assert wording.shown(ReadingState.VALUE, 0) == "0"
    for state in wording.STATES:
        assert not any(letter.isdigit() for letter in wording.shown(state, None))
