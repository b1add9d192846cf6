"""The certain range of people within one platform."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.audience.overlap import Bounds, Reach, bounds
from outreach.platforms import PlatformName

FACEBOOK, INSTAGRAM = PlatformName.FACEBOOK, PlatformName.INSTAGRAM
audiences = st.lists(st.sets(st.integers(0, 40)), min_size=1, max_size=8)


def of(*accounts: int | None) -> Bounds:
    return bounds(Reach(FACEBOOK, count) for count in accounts)


@given(audiences)
def test_the_people_reached_are_never_outside_the_range(posts: list[set[int]]) -> None:
    found = of(*map(len, posts))
    people = len(set().union(*posts))
    assert found.low is not None and found.high is not None
    assert found.low <= people <= found.high


@given(audiences)
def test_both_ends_of_the_range_can_be_true(posts: list[set[int]]) -> None:
    sizes = list(map(len, posts))
    nested = [set(range(size)) for size in sizes]
    apart = [{(post, person) for person in range(size)} for post, size in enumerate(sizes)]
    found = of(*sizes)
    assert (found.low, found.high) == (len(set().union(*nested)), len(set().union(*apart)))


@given(audiences)
def test_one_more_post_never_lowers_either_end(posts: list[set[int]]) -> None:
    before, after = of(*map(len, posts[:-1])), of(*map(len, posts))
    assert (before.low or 0) <= (after.low or 0)
    assert (before.high or 0) <= (after.high or 0)


def test_a_post_that_was_not_told_takes_the_upper_end_away() -> None:
    assert of(300, None, 120) == Bounds(low=300, high=None, told=2, posts=3)


def test_a_zero_is_a_number() -> None:
    assert of(0, 0) == Bounds(low=0, high=0, told=2, posts=2)


def test_nothing_told_is_no_range() -> None:
    assert of(None) == Bounds(low=None, high=None, told=0, posts=1)


def test_it_rejects_posts_of_two_platforms() -> None:
    with pytest.raises(ValueError, match="different platforms"):
        bounds([Reach(FACEBOOK, 3), Reach(INSTAGRAM, 3)])
