"""Stretches of meetings put together count what all of them count at once."""

from hypothesis import given
from hypothesis import strategies as st

from outreach.practice.acts import Act
from outreach.practice.tally import tally, together

meetings = st.fixed_dictionaries(
    {
        "resident_id": st.integers(1, 6),
        "as_follower": st.integers(0, 1),
        "acts": st.integers(0, 2 * max(Act) - 1),
    }
)


@given(st.lists(st.lists(meetings, max_size=8), max_size=5))
def test_stretches_together_are_one_stretch(stretches: list[list[dict[str, int]]]) -> None:
    """Each stretch tells its meetings newest first; the stretches come oldest first."""
    whole = [meeting for stretch in reversed(stretches) for meeting in stretch]
    assert together([tally(stretch) for stretch in stretches]) == tally(whole)


def test_a_person_met_twice_is_one_person_as_at_the_first_meeting() -> None:
    later = {"resident_id": 1, "as_follower": 1, "acts": int(Act.LIKE)}
    first = {"resident_id": 1, "as_follower": 0, "acts": 0}
    both = together([tally([first]), tally([later])])
    assert (both.views, dict(both.people), both.times(Act.LIKE)) == (2, {1: 0}, 1)
