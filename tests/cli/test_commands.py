"""The commands as a person types them: on a home of their own, with no server running."""

import json
import socket
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

import build
from cli.desk import Run, people_of, scheduled, state
from outreach import bootstrap, delivery
from outreach import db as database
from outreach.delivery import State
from outreach.lib import shipped
from outreach.settings import Settings


def test_texts_are_counted_as_x_counts_them(run: Run) -> None:
    texts = ["Hello", "See rivertonpd.gov today", "👮🏽‍♀️", "a\r\nb", "x" * 281]
    code, said, _ = run("posts", "measure", "--platform", "x", "-", given=json.dumps(texts))
    assert code == 0
    assert [(m["length"], m["fits"]) for m in json.loads(said)] == [
        (5, True),
        (33, True),
        (2, True),
        (3, True),
        (281, False),
    ]
    assert {m["limit"] for m in json.loads(said)} == {280}


@pytest.mark.parametrize("given", ["{", '{"a": 1}', "[1]"])
def test_it_rejects_what_is_no_list_of_texts(run: Run, given: str) -> None:
    code, _, complaint = run("posts", "measure", "--platform", "x", "-", given=given)
    assert code == 1
    assert "JSON" in complaint


def test_the_twenty_stories_come_in(home: Path, run: Run) -> None:
    path = shipped.folder("campaigns") / "collaboration-principles" / "stories.yaml"
    code, said, _ = run("stories", "import", str(path), "--as", "rivera@example.org")
    assert (code, said.strip()) == (0, "20 added, 0 revised, 0 unchanged")
    assert "20 stories" in run("stories", "list", "--as", "rivera@example.org")[1]


def test_one_bad_story_among_twenty_changes_nothing(home: Path, run: Run, tmp_path: Path) -> None:
    path = shipped.folder("campaigns") / "collaboration-principles" / "stories.yaml"
    spoiled = path.read_text(encoding="utf-8").replace("sector: public", "sector: pubic", 1)
    (tmp_path / "spoiled.yaml").write_text(spoiled, encoding="utf-8")
    code, _, complaint = run(
        "stories", "import", str(tmp_path / "spoiled.yaml"), "--as", "rivera@example.org"
    )
    assert code == 1
    assert "pubic" in complaint
    assert "0 stories" in run("stories", "list", "--as", "rivera@example.org")[1]


def test_everything_is_paused_with_no_server_running(home: Path, run: Run) -> None:
    number = scheduled(home)
    code, said, _ = run("hold", "--reason", "An incident.", "--as", "lang@example.org")
    assert code == 0
    assert "1 scheduled post will not go out" in said
    assert "1 post to keep or drop" in run("lift", "--as", "lang@example.org")[1]
    assert state(home, number) is State.HELD
    assert run("keep", str(number), "--as", "rivera@example.org")[0] == 0
    assert state(home, number) is State.SCHEDULED


def test_nobody_approves_their_own_work_by_command(home: Path, run: Run) -> None:
    runtime = bootstrap.build(Settings(home=home))
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        people = people_of(db)
        number = build.a_draft(db, people, now=now, due_in=timedelta(days=1)).id or 0
        delivery.ask(db, number, by=people.okafor, now=now)
    runtime.engine.dispose()
    code, _, complaint = run("approve", str(number), "--as", "okafor@example.org")
    assert code == 1
    assert "someone else" in complaint
    assert run("approve", str(number), "--as", "lang@example.org")[0] == 0
    assert state(home, number) is State.SCHEDULED


def test_who_acts_must_be_said(home: Path, run: Run) -> None:
    code, _, complaint = run("queue")
    assert code == 1
    assert "--as" in complaint
    assert "rivera@example.org" in complaint


def test_another_agency_sees_an_empty_queue(home: Path, run: Run) -> None:
    scheduled(home)
    assert "Nothing is on the calendar" in run("queue", "--as", "quinn@example.org")[1]


def test_records_hold_and_can_be_exported(home: Path, run: Run, tmp_path: Path) -> None:
    scheduled(home)
    assert "records hold" in run("records", "verify", "--as", "clerk@example.org")[1]
    path = tmp_path / "records.jsonl"
    assert run("records", "export", str(path), "--as", "clerk@example.org")[0] == 0
    assert len(path.read_text(encoding="utf-8").splitlines()) >= 3


def test_a_home_without_a_database_is_told(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTREACH_HOME", str(tmp_path / "new"))
    code, _, complaint = run("queue", "--as", "someone@example.org")
    assert code == 1
    assert "outreach migrate" in complaint


def test_migrate_makes_the_database_and_then_leaves_it(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTREACH_HOME", str(tmp_path / "new"))
    assert "was made" in run("migrate")[1]
    assert "up to date" in run("migrate")[1]


def test_the_first_start_makes_the_database(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTREACH_HOME", str(tmp_path / "new"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("OUTREACH_PORT", str(taken.getsockname()[1]))
        assert "outreach migrate" not in run("serve")[2]
    assert "up to date" in run("migrate")[1]


def test_a_start_changes_no_database_that_holds_anything(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTREACH_HOME", str(tmp_path))
    with sqlite3.connect(tmp_path / "outreach.db") as older:
        older.execute("create table agency (id integer)")
    code, _, complaint = run("serve")
    assert code == 1
    assert "outreach migrate" in complaint
    assert older.execute("select name from sqlite_master").fetchall() == [("agency",)]
    older.close()


def test_one_of_a_thing_is_said_as_one(home: Path, run: Run) -> None:
    scheduled(home)
    assert "1 post.\n" in run("posts", "list", "--as", "rivera@example.org")[1]
    assert "0 stories.\n" in run("stories", "list", "--as", "rivera@example.org")[1]


def test_a_post_that_is_not_there_says_where_to_look(home: Path, run: Run) -> None:
    scheduled(home)
    code, _, complaint = run("posts", "show", "9999", "--as", "rivera@example.org")
    assert code == 1
    assert "There is no post 9999. See `outreach posts list`." in complaint


def test_a_taken_port_is_told(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("OUTREACH_PORT", str(taken.getsockname()[1]))
        code, _, complaint = run("serve")
    assert code == 1
    assert "OUTREACH_PORT" in complaint


def test_a_bad_setting_is_one_sentence(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTREACH_PORT", "eighty")
    code, _, complaint = run("queue")
    assert code == 1
    assert "OUTREACH_PORT" in complaint


def test_the_first_link_is_given_until_there_is_an_administrator(home: Path, run: Run) -> None:
    assert "/first/" in run("link")[1]


def test_somebody_who_lost_their_password_gets_a_link_by_command(home: Path, run: Run) -> None:
    code, said, _ = run("link", "admin@example.org")
    assert code == 0
    assert "/password/" in said
    assert "Link to" not in said
    complaint = run("link", "nobody@example.org")[2]
    assert "Nobody here has the address nobody@example.org." in complaint


def test_doctor_asks_the_practice_network(home: Path, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    runtime = bootstrap.build(Settings(home=home))
    with database.writing(runtime.engine) as db:
        account = build.an_account(db, people_of(db), now=runtime.clock.now(), vault=runtime.vault)
        account.practice_url = f"http://127.0.0.1:{port}/x"
    runtime.engine.dispose()
    code, said, _ = run("doctor")
    assert code == 1
    assert "NOT  x riverton" in said
    assert "The practice network was asked and gave no good answer" in said


def test_doctor_says_what_is_not_well_and_what_to_do(home: Path, run: Run) -> None:
    code, said, _ = run("doctor")
    assert code == 1
    assert "outreach serve" in said


def test_a_real_agency_is_founded_with_its_administrator(home: Path, run: Run) -> None:
    facts = ("--short", "Elm PD", "--city", "Elm City", "--state", "CO")
    zone = ("--time-zone", "America/Denver", "--administrator", "kim@elm.example")
    code, said, _ = run("found-agency", "Elm City Police Department", *facts, *zone)
    assert code == 0
    assert "/welcome/" in said
    assert "nothing" in run("queue", "--as", "kim@elm.example")[1].lower()


def test_an_unknown_zone_founds_nothing(home: Path, run: Run) -> None:
    facts = ("--short", "Elm PD", "--city", "Elm City", "--state", "CO")
    zone = ("--time-zone", "Mountain", "--administrator", "kim@elm.example")
    code, _, complaint = run("found-agency", "Elm City Police Department", *facts, *zone)
    assert code == 1
    assert "America/Denver" in complaint
    assert "kim@elm.example" not in run("queue")[2]


def test_a_folder_that_is_not_there_is_told(home: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "records.jsonl"
    code, _, complaint = run("records", "export", str(path), "--as", "clerk@example.org")
    assert code == 1
    assert "nowhere" in complaint


def test_a_number_too_large_is_told(home: Path, run: Run) -> None:
    assert "too large" in run("posts", "show", "9" * 23, "--as", "rivera@example.org")[2]
