"""A backup is whole or not there; what is put back sends nothing before the accounts were read."""

import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from cli.desk import Run, scheduled
from cli.town import Town
from outreach import db as database
from outreach import errors, records, worker
from outreach.cli.backups.making import back_up
from outreach.cli.backups.restoring import restore
from outreach.delivery import State
from outreach.settings import Settings

ADMIN = "admin@example.org"
OUT, PAUSED = State.PUBLISHED, State.HELD


@pytest.fixture
def town(home: Path) -> Iterator[Town]:
    made = Town(Settings(home=home))
    yield made
    made.runtime.engine.dispose()


def put_back(town: Town, path: Path) -> None:
    restore(town.runtime, path, email=ADMIN, over=True)


def test_what_went_out_after_the_backup_is_found_and_nothing_goes_out_twice(
    town: Town, tmp_path: Path
) -> None:
    numbers = [town.a_post(timedelta(minutes=due)) for due in (10, 20, 30, 40)]
    back_up(town.runtime, tmp_path / "b.tar")
    town.later(minutes=31)
    assert town.states(numbers) == [OUT, OUT, OUT, State.SCHEDULED]
    before = [row.external_id for row in town.rows(numbers)]
    town.later(minutes=1)
    put_back(town, tmp_path / "b.tar")
    assert town.states(numbers) == [State.UNKNOWN] * 3 + [State.SCHEDULED]
    town.later(minutes=3)
    assert town.states(numbers) == [OUT, OUT, OUT, State.SCHEDULED]
    assert [row.external_id for row in town.rows(numbers)] == before
    assert len(town.x.accepted) == 3


def test_nothing_is_read_or_sent_before_the_grace_is_over(town: Town, tmp_path: Path) -> None:
    numbers = [town.a_post(timedelta(minutes=10))]
    back_up(town.runtime, tmp_path / "b.tar")
    town.later(minutes=60)
    put_back(town, tmp_path / "b.tar")
    town.later(seconds=119)
    assert town.states(numbers) == [State.UNKNOWN]
    town.later(seconds=2)
    assert town.states(numbers) == [OUT]


def test_what_did_not_go_out_waits_for_a_person(town: Town, tmp_path: Path) -> None:
    number = town.a_post(timedelta(minutes=10))
    back_up(town.runtime, tmp_path / "b.tar")
    town.clock.advance(timedelta(minutes=12))
    put_back(town, tmp_path / "b.tar")
    town.later(minutes=3)
    assert town.states([number]) == [PAUSED]
    assert town.x.accepted == []


def test_every_agency_is_paused_with_the_reason(town: Town, tmp_path: Path) -> None:
    taken_at = town.clock.now()
    back_up(town.runtime, tmp_path / "b.tar")
    put_back(town, tmp_path / "b.tar")
    (hold,) = town.holds()
    assert hold.reason == f"Restored from a backup of {taken_at:%Y-%m-%d %H:%M} UTC."
    later = town.a_post(timedelta(minutes=1))
    town.later(minutes=2)
    assert town.states([later]) == [PAUSED]
    assert town.x.accepted == []


def test_the_key_is_not_in_a_backup_and_the_media_are(town: Town, tmp_path: Path) -> None:
    picture = town.runtime.media / "ab" / "abcd"
    picture.parent.mkdir()
    picture.write_bytes(b"a picture")
    key = (town.runtime.settings.keys / "seal.key").read_bytes().strip()
    made = back_up(town.runtime, tmp_path / "b.tar")
    assert key not in (tmp_path / "b.tar").read_bytes()
    assert set(made.parts) == {"outreach.db", "media/ab/abcd"}
    picture.unlink()
    put_back(town, tmp_path / "b.tar")
    assert picture.read_bytes() == b"a picture"


def test_a_home_with_something_in_it_is_refused_and_kept_beside(
    home: Path, run: Run, tmp_path: Path
) -> None:
    scheduled(home)
    backup = str(tmp_path / "b.tar")
    assert run("backup", backup)[0] == 0
    code, _, complaint = run("restore", backup, "--as", ADMIN)
    assert code == 1
    assert "--replace" in complaint
    code, said, _ = run("restore", backup, "--as", ADMIN, "--replace")
    assert code == 0
    assert "sending is paused for 2 agencies" in said
    assert len(list(home.glob("outreach.db.before-*"))) == 1


def test_an_empty_home_is_filled_and_a_missing_key_is_said(
    home: Path, run: Run, tmp_path: Path, town: Town
) -> None:
    town.a_post(timedelta(days=1))
    assert run("backup", str(tmp_path / "b.tar"))[0] == 0
    town.runtime.engine.dispose()
    shutil.rmtree(home)
    code, said, _ = run("restore", str(tmp_path / "b.tar"), "--as", ADMIN)
    assert code == 0
    assert "does not open 1 account" in said
    assert run("records", "verify", "--as", ADMIN)[0] == 0


def test_a_running_home_is_refused(home: Path, run: Run, tmp_path: Path) -> None:
    run("backup", str(tmp_path / "b.tar"))
    with worker.staying(home):
        code, _, complaint = run("restore", str(tmp_path / "b.tar"), "--as", ADMIN, "--replace")
    assert code == 1
    assert "Stop every" in complaint


def test_a_backup_with_a_flipped_bit_changes_nothing(town: Town, tmp_path: Path) -> None:
    number = town.a_post(timedelta(days=1))
    path = tmp_path / "b.tar"
    back_up(town.runtime, path)
    written = bytearray(path.read_bytes())
    written[9_000] ^= 1
    path.write_bytes(written)
    with pytest.raises(errors.BadInput, match="damaged"):
        put_back(town, path)
    assert town.states([number]) == [State.SCHEDULED]
    assert town.holds() == []


def test_records_that_do_not_end_where_the_manifest_says_are_refused(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.a_post(timedelta(days=1))
    with database.reading(town.runtime.engine) as db:
        true = records.heads(db)
    false = {number: records.Head(end.sequence + 1, end.digest) for number, end in true.items()}
    monkeypatch.setattr(records, "heads", lambda _: false)
    back_up(town.runtime, tmp_path / "b.tar")
    monkeypatch.undo()
    with pytest.raises(errors.BadInput, match="do not end where the backup says"):
        put_back(town, tmp_path / "b.tar")


def test_a_file_that_is_no_backup_is_refused(town: Town, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("Not a backup.")
    with pytest.raises(errors.BadInput, match="no backup of Outreach"):
        put_back(town, tmp_path / "b.tar")


def test_a_backup_never_takes_the_place_of_a_file(home: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("Something dear.")
    code, _, complaint = run("backup", str(tmp_path / "b.tar"))
    assert code == 1
    assert "is there already" in complaint
    assert (tmp_path / "b.tar").read_text() == "Something dear."


@pytest.mark.process
@pytest.mark.parametrize("more", [-100_000, 2_000], ids=["in the copy", "in the file"])
def test_a_full_disk_leaves_no_half_backup(home: Path, tmp_path: Path, more: int) -> None:
    room = (home / "outreach.db").stat().st_size + more
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "outreach", "backup", str(folder / "b.tar")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "nothing of it was left there" in done.stderr
    assert list(folder.iterdir()) == []


@pytest.mark.process
def test_a_backup_made_while_others_write_is_of_one_moment(home: Path, tmp_path: Path) -> None:
    town = Town(Settings(home=home))
    with subprocess.Popen([sys.executable, "-c", WRITER, str(home)], stdout=subprocess.PIPE) as one:
        assert one.stdout is not None
        one.stdout.readline()
        made = back_up(town.runtime, tmp_path / "b.tar")
        one.kill()
    put_back(town, tmp_path / "b.tar")
    with database.reading(town.runtime.engine) as db:
        kept = db.scalar(sa.text("SELECT count(*) FROM record WHERE kind LIKE 'test.%'"))
    assert kept == made.rows["record"]
    assert kept % 2 == 0
    town.runtime.engine.dispose()


#: Writes pairs of records, each pair in one transaction.
WRITER = """
import sys
from pathlib import Path
from outreach import bootstrap, db, records
from outreach.settings import Settings

runtime = bootstrap.build(Settings(home=Path(sys.argv[1])))
for number in range(100_000):
    with db.writing(runtime.engine) as session:
        for half in ("first", "second"):
            records.append(
                session, f"test.{half}", ("test", number), agency_id=1, by_id=None,
                at=runtime.clock.now(),
            )
    print(number, flush=True)
"""
