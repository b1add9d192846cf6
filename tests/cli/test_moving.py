"""A post is moved in time by command, and what that does to its yes is said."""

from pathlib import Path

import pytest

from cli.desk import Run, scheduled, state
from outreach.delivery import State


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("2027-12-01 09:00", "2027-12-01T09:00:00 America/Denver): moved."),
        ("2027-03-14 02:30", "The clocks jump over that time, so it was moved forward."),
        ("2027-11-07 01:30", "That time happens twice; the first one was taken."),
    ],
)
def test_a_moved_post_says_its_time_and_asks_for_a_new_yes(
    home: Path, run: Run, to: str, sentence: str
) -> None:
    number = scheduled(home, time_zone="America/Denver")
    code, said, _ = run("posts", "move", str(number), "--to", to, "--as", "rivera@example.org")
    assert code == 0
    assert sentence in said
    assert f"It needs a new yes. Send it for approval: outreach ask {number}" in said
    assert state(home, number) is State.DRAFT


@pytest.mark.parametrize(
    ("to", "complaint"),
    [
        ("tomorrow", "Write it as 2026-12-01 09:00."),
        ("2020-01-01 09:00", "has already passed"),
        ("2027-12-01 09:00+02:00", "without a zone"),
    ],
)
def test_a_time_that_cannot_be_moves_nothing(home: Path, run: Run, to: str, complaint: str) -> None:
    number = scheduled(home)
    code, _, said = run("posts", "move", str(number), "--to", to, "--as", "rivera@example.org")
    assert code == 1
    assert complaint in said
    assert state(home, number) is State.SCHEDULED
