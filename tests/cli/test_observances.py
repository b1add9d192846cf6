"""The commands of observances."""

from pathlib import Path

from cli.desk import Run


def test_a_year_is_listed_with_what_has_no_date_yet(home: Path, run: Run) -> None:
    code, said, _ = run("observances", "list", "--year", "2026", "--as", "rivera@example.org")
    assert code == 0
    assert "2026-05-10  2026-05-16  solemn" in said
    assert "no date yet" in said and "crime_victims_rights_week" in said


def test_a_confirmed_date_is_listed_and_no_longer_estimated(home: Path, run: Run) -> None:
    me = ("--as", "rivera@example.org")
    assert run("observances", "confirm", "diwali", "2026-11-09", *me)[1] == (
        "Diwali: November 9, 2026, confirmed.\n"
    )
    (line,) = [
        each
        for each in run("observances", "list", "--year", "2026", *me)[1].splitlines()
        if "diwali" in each
    ]
    assert line.startswith("2026-11-09") and "estimated" not in line


def test_night_out_can_be_moved_to_october(home: Path, run: Run) -> None:
    me = ("--as", "rivera@example.org")
    code, said, _ = run("observances", "choose", "national_night_out_october", *me)
    assert (code, said) == (
        0,
        "Your calendar now has: National Night Out (October), the first Tuesday of October.\n",
    )
