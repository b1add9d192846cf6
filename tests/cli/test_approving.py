"""Approving a week or a campaign by command: every post shown, each with its own yes."""

from datetime import timedelta
from pathlib import Path

import build
from cli.desk import Run, people_of, state
from outreach import bootstrap, delivery
from outreach import db as database
from outreach.delivery import State
from outreach.settings import Settings


def asked(home: Path, *texts: str) -> tuple[list[int], str]:
    """Posts that Rivera sent for approval, all due in one week; gives that week too."""
    runtime = bootstrap.build(Settings(home=home))
    now = runtime.clock.now()
    numbers = []
    with database.writing(runtime.engine) as db:
        people = people_of(db)
        account = build.an_account(db, people, now=now)
        for text in texts:
            due = timedelta(days=7)
            placed = build.a_draft(db, people, now=now, account=account, due_in=due, text=text)
            delivery.ask(db, placed.id or 0, by=people.rivera, now=now)
            numbers.append(placed.id or 0)
        week = delivery.week_of(db, placed)
    runtime.engine.dispose()
    return numbers, week


def test_a_week_is_shown_in_full_and_approved(home: Path, run: Run) -> None:
    numbers, week = asked(home, "We met on Oak Street.", "We met on Elm Street.")
    code, said, _ = run("approve", "--week", week, "--as", "lang@example.org")
    assert code == 0
    assert "We met on Oak Street." in said
    assert "We met on Elm Street." in said
    assert "2 posts approved, 0 left." in said
    assert {state(home, number) for number in numbers} == {State.SCHEDULED}


def test_what_cannot_be_approved_is_named_and_left(home: Path, run: Run) -> None:
    numbers, week = asked(home, "We met on Oak Street.")
    code, said, _ = run("approve", "--week", week, "--as", "rivera@example.org")
    assert code == 0
    assert "Left: “" in said
    assert "someone else has to approve it" in said
    assert "0 posts approved, 1 left." in said
    assert state(home, numbers[0]) is State.DRAFT


def test_a_week_that_is_none_and_posts_beside_a_week_are_refused(home: Path, run: Run) -> None:
    numbers, week = asked(home, "We met on Oak Street.")
    code, _, told = run("approve", "--week", "soon", "--as", "lang@example.org")
    assert (code, "is not a week" in told) == (1, True)
    code, _, told = run("approve", str(numbers[0]), "--week", week, "--as", "lang@example.org")
    assert (code, "not both" in told) == (1, True)
    code, _, told = run("approve", "--as", "lang@example.org")
    assert (code, "Name the posts by their numbers" in told) == (1, True)
    assert state(home, numbers[0]) is State.DRAFT


def test_a_campaign_that_is_not_there_is_refused(home: Path, run: Run) -> None:
    numbers, _ = asked(home, "We met on Oak Street.")
    code, _, told = run("approve", "--campaign", "7", "--as", "lang@example.org")
    assert (code, "no such campaign" in told) == (1, True)
    assert state(home, numbers[0]) is State.DRAFT
