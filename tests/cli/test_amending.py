"""Correcting and taking down from the terminal."""

from datetime import timedelta
from pathlib import Path

import pytest

import build
from cli.desk import Run, people_of
from outreach import bootstrap
from outreach import db as database
from outreach.delivery import State, amends
from outreach.platforms import PlatformName
from outreach.settings import Settings

OLD, NEW = "Coffee with a cop, Saturday at nine.", "Coffee with a cop, Sunday at nine."
RIVERA, LANG = ("--as", "rivera@example.org"), ("--as", "lang@example.org")


def out(home: Path, platform: PlatformName) -> int:
    """A post of Rivera's that is out on this platform."""
    runtime = bootstrap.build(Settings(home=home))
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        people = people_of(db)
        account = build.an_account(db, people, now=now, platform=platform)
        placed = build.a_scheduled(db, people, now=now, account=account, text=OLD)
        placed.state, placed.external_id = State.PUBLISHED, "7_1"
        placed.published_at = now - timedelta(hours=1)
        db.add(placed)
        number = placed.id or 0
    runtime.engine.dispose()
    return number


@pytest.fixture
def number(home: Path) -> int:
    return out(home, PlatformName.FACEBOOK)


def amendment(home: Path) -> amends.Amendment:
    runtime = bootstrap.build(Settings(home=home))
    with database.reading(runtime.engine) as db:
        found = db.get_one(amends.Amendment, 1)
    runtime.engine.dispose()
    return found


def test_a_take_down_says_what_follows_and_waits_for_a_second_person(
    home: Path, run: Run, number: int
) -> None:
    code, said, _ = run("take-down", str(number), "--reason", "Wrong day.", *RIVERA)
    assert code == 0
    assert "down for good, with its comments" in said
    assert f"take-down of post {number} (facebook): needs a yes" in said
    assert run("amend", "1", "--yes", *RIVERA)[0] == 1
    assert run("amend", "1", "--yes", *LANG)[0] == 0
    assert amendment(home).state is amends.AmendState.ORDERED


def test_at_once_takes_one_person(home: Path, run: Run, number: int) -> None:
    run("take-down", str(number), "--reason", "A child is shown.", "--at-once", *LANG)
    row = amendment(home)
    assert (row.state, row.at_once) == (amends.AmendState.ORDERED, True)


def test_a_correction_is_shown_whole_before_its_yes(home: Path, run: Run, number: int) -> None:
    words = ("--text", NEW, "--reason", "Wrong day.")
    assert run("correct", str(number), *words, *RIVERA)[0] == 0
    code, said, _ = run("amend", "1", "--yes", *LANG)
    assert code == 0
    assert f"Now:\n{OLD}\nThen:\n{NEW}" in said
    assert amendment(home).state is amends.AmendState.ORDERED


def test_a_correction_is_refused_with_a_reason(home: Path, run: Run, number: int) -> None:
    run("correct", str(number), "--text", NEW, "--reason", "Wrong day.", *RIVERA)
    assert run("amend", "1", "--no", "Saturday is right.", *LANG)[0] == 0
    row = amendment(home)
    assert (row.state, row.trouble) == (amends.AmendState.DROPPED, "Saturday is right.")


def test_on_x_the_corrected_post_is_begun(home: Path, run: Run) -> None:
    number = str(out(home, PlatformName.X))
    words = ("--text", NEW, "--reason", "Wrong day.")
    code, _, complaint = run("correct", number, *words, *RIVERA)
    assert code == 1
    assert "A correction is a new post" in complaint
    code, said, _ = run("correct", number, *words, "--new-post", *RIVERA)
    assert code == 0
    assert "is begun: “Correction: " in said


def test_a_person_says_what_became_of_it(home: Path, run: Run) -> None:
    number = str(out(home, PlatformName.HANDOFF))
    run("take-down", number, "--reason", "Cancelled.", "--at-once", *RIVERA)
    assert "to do by hand" in run("amendments", *RIVERA)[1]
    assert run("amend", "1", "--done", *RIVERA)[0] == 0
    assert amendment(home).seen_by is not None
    assert "Nothing is under way." in run("amendments", *RIVERA)[1]


def test_one_decision_at_a_time(run: Run, number: int) -> None:
    code, _, complaint = run("amend", "1", "--yes", "--drop", *RIVERA)
    assert code == 1
    assert "Say one of" in complaint
