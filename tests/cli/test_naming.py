"""The commands that name people for steps of approval."""

from pathlib import Path

from cli.desk import Run

ADMIN = ("--as", "admin@example.org")


def test_somebody_is_named_for_steps_and_listed_with_them(home: Path, run: Run) -> None:
    assert "chief                nobody yet" in run("approvers", "list", *ADMIN)[1]
    steps = ("--step", "chief", "--step", "legal")
    code, said, _ = run("approvers", "name", "lang@example.org", *steps, *ADMIN)
    assert (code, said) == (
        0,
        "Lang: legal counsel, the chief. It counts from the next yes on.\n",
    )
    listed = run("approvers", "list", *ADMIN)[1]
    assert "chief                Lang" in listed and "investigations       nobody yet" in listed
    run("approvers", "name", "lang@example.org", *ADMIN)
    assert "Lang" not in run("approvers", "list", *ADMIN)[1]


def test_only_who_manages_people_names_them_and_only_known_ones(home: Path, run: Run) -> None:
    code, _, told = run(
        "approvers", "name", "lang@example.org", "--step", "chief", "--as", "rivera@example.org"
    )
    assert code == 1 and "cannot manage people" in told
    code, _, told = run("approvers", "name", "nobody@example.org", "--step", "chief", *ADMIN)
    assert code == 1 and "Nobody here has the address" in told
