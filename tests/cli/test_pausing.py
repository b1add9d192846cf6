"""Pausing by command: with no server running, of a part, of every agency, as a drill."""

from pathlib import Path

import pytest

from cli.desk import Run
from outreach import bootstrap, delivery, identity
from outreach import db as database
from outreach.identity import Action
from outreach.settings import Settings

RIVERA = ("--as", "rivera@example.org")


def holds(home: Path) -> list[tuple[str, str]]:
    """What is paused at Rivera's agency, newest first."""
    runtime = bootstrap.build(Settings(home=home))
    with database.reading(runtime.engine) as db:
        found = [(hold.scope, hold.about) for hold in delivery.active(db, 1)]
    runtime.engine.dispose()
    return found


@pytest.mark.parametrize(
    ("options", "paused"),
    [
        ((), ("agency", "")),
        (("--platform", "x"), ("platform", "x")),
        (("--language", "es"), ("language", "es")),
        (("--topic", "kind:event"), ("topic", "kind:event")),
    ],
)
def test_each_part_is_paused_with_the_server_down(
    home: Path, run: Run, options: tuple[str, ...], paused: tuple[str, str]
) -> None:
    code, said, _ = run("hold", *options, *RIVERA)
    assert (code, "will not go out" in said) == (0, True)
    assert holds(home) == [paused]


def test_it_rejects_two_parts_at_once(home: Path, run: Run) -> None:
    code, _, complaint = run("hold", "--platform", "x", "--language", "es", *RIVERA)
    assert (code, "one thing" in complaint) == (1, True)
    assert holds(home) == []


def test_every_agency_is_paused_by_who_was_appointed(home: Path, run: Run) -> None:
    assert run("hold", "--everyone", *RIVERA)[0] == 1
    assert run("national", "rivera@example.org")[0] == 0
    assert run("hold", "--everyone", *RIVERA)[0] == 0
    assert holds(home) == [("all", "")]
    assert run("national", "rivera@example.org", "--no-longer")[0] == 0
    assert run("lift", "1", *RIVERA)[0] == 1
    assert holds(home) == [("all", "")]


def test_lifting_all_of_an_agencys_pauses_leaves_the_national_one(home: Path, run: Run) -> None:
    run("national", "rivera@example.org")
    run("hold", "--everyone", *RIVERA)
    run("hold", *RIVERA)
    assert "Lifted pause 2." in run("lift", *RIVERA)[1]
    assert holds(home) == [("all", "")]


def test_nobody_unknown_is_appointed(home: Path, run: Run) -> None:
    code, _, complaint = run("national", "nobody@example.org")
    assert (code, "Nobody here" in complaint) == (1, True)


def test_the_reason_comes_later(home: Path, run: Run) -> None:
    run("hold", *RIVERA)
    assert run("explain", "1", "A storm.", *RIVERA)[:2] == (0, "Pause 1: A storm.\n")


def test_a_pause_is_recommended_and_called_off(home: Path, run: Run) -> None:
    words = ("advise", "A loss.", "--issuer", "The hub", "--kind", "event", *RIVERA)
    assert run(*words)[0] == 1
    run("national", "rivera@example.org")
    assert "Each agency sees it" in run(*words)[1]
    assert "called off" in run("call-off", "1", *RIVERA)[1]
    assert holds(home) == []


def test_a_token_is_made_listed_and_revoked(home: Path, run: Run) -> None:
    _, said, _ = run("tokens", "make", "Desk", *RIVERA)
    secret = said.splitlines()[-1]
    assert "Desk: Rivera; may hold, read; never used" in run("tokens", "list", *RIVERA)[1]
    runtime = bootstrap.build(Settings(home=home))
    with database.reading(runtime.engine) as db:
        assert identity.holder(db, secret, Action.HOLD, used_at=None) is not None
    runtime.engine.dispose()
    assert run("tokens", "revoke", "1", *RIVERA)[0] == 0
    assert "There is no token." in run("tokens", "list", *RIVERA)[1]


@pytest.mark.process
def test_a_drill_says_its_figure_and_pauses_nothing(home: Path, run: Run) -> None:
    code, said, _ = run("hold", "--drill", *RIVERA)
    assert (code, "nothing real was paused" in said) == (0, True)
    assert holds(home) == []
