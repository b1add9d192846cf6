"""Keys are rotated without losing a credential, wherever it is cut short."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

import build
from cli.desk import Run, people_of
from outreach import bootstrap, identity
from outreach import db as database
from outreach.settings import Settings

SECRET = {"access_token": "token"}


@pytest.fixture
def accounts(home: Path) -> list[int]:
    """Three accounts with sealed credentials."""
    runtime = bootstrap.build(Settings(home=home))
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        people = people_of(db)
        made = [build.an_account(db, people, now=now, vault=runtime.vault) for _ in range(3)]
        return [account.id or 0 for account in made]


def opened(home: Path, accounts: list[int]) -> list[dict[str, str]]:
    """What each account's credentials say, by the keys that are there now."""
    runtime = bootstrap.build(Settings(home=home))
    with database.reading(runtime.engine) as db:
        rows = [db.get_one(identity.Account, number) for number in accounts]
    return [runtime.vault.open(row.sealed) for row in rows]


def keys(home: Path) -> list[str]:
    return (home / "keys" / "seal.key").read_text().split()


def test_after_a_rotation_the_old_key_opens_nothing(
    home: Path, accounts: list[int], run: Run
) -> None:
    old = keys(home)
    assert "Sealed 3 accounts" in run("keys", "rotate")[1]
    assert opened(home, accounts) == [SECRET] * 3
    assert "One key is left" in run("keys", "drop")[1]
    assert opened(home, accounts) == [SECRET] * 3
    assert set(old).isdisjoint(keys(home))


def test_what_runs_meanwhile_opens_and_seals_with_the_new_key(
    home: Path, accounts: list[int], run: Run
) -> None:
    running = bootstrap.build(Settings(home=home)).vault
    run("keys", "rotate")
    run("keys", "drop")
    sealed = running.seal(SECRET)
    assert bootstrap.build(Settings(home=home)).vault.open(sealed) == SECRET


def test_a_rotation_that_was_cut_short_is_finished_with_the_key_it_made(
    home: Path, accounts: list[int], run: Run
) -> None:
    identity.seal_with(home / "keys", identity.new_key())
    assert opened(home, accounts) == [SECRET] * 3
    made = keys(home)
    assert "Sealed 3 accounts" in run("keys", "rotate")[1]
    assert keys(home) == made


def test_an_old_key_that_is_needed_is_not_dropped(
    home: Path, accounts: list[int], run: Run
) -> None:
    identity.seal_with(home / "keys", identity.new_key())
    code, _, complaint = run("keys", "drop")
    assert code == 1
    assert "3 accounts still need an older key" in complaint
    assert len(keys(home)) == 2


def test_a_fault_in_the_middle_of_sealing_changes_nothing(home: Path, accounts: list[int]) -> None:
    identity.seal_with(home / "keys", identity.new_key())
    runtime = bootstrap.build(Settings(home=home))
    with pytest.raises(RuntimeError), database.writing(runtime.engine) as db:
        assert len(identity.reseal(db, runtime.vault).older) == 3
        raise RuntimeError("The machine stopped.")
    with database.reading(runtime.engine) as db:
        assert len(identity.sealed_by(db, runtime.vault).older) == 3


@pytest.mark.process
def test_a_full_disk_leaves_the_key_file_as_it_was(home: Path, accounts: list[int]) -> None:
    before = keys(home)
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from outreach import identity;"
            "identity.seal_with(Path(sys.argv[1]), identity.new_key())",
            str(home / "keys"),
        ],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "is as it was" in done.stderr
    assert keys(home) == before
    assert [path.name for path in (home / "keys").iterdir()] == ["seal.key"]


def test_a_lost_key_is_one_sentence_with_what_to_do(
    home: Path, accounts: list[int], run: Run
) -> None:
    (home / "keys" / "seal.key").unlink()
    code, _, complaint = run("keys", "check")
    assert code == 1
    assert complaint.startswith("No key here opens X riverton")
    assert "Put back the copy of the key file" in complaint


def test_a_key_that_is_given_is_rotated_where_it_is_given(
    home: Path, accounts: list[int], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old,) = keys(home)
    monkeypatch.setenv("OUTREACH_SEAL_KEY", old)
    new = run("keys", "rotate")[2].split()[-1]
    Fernet(new)
    monkeypatch.setenv("OUTREACH_SEAL_KEY", f"{new} {old}")
    assert "Sealed 3 accounts" in run("keys", "rotate")[1]
    monkeypatch.setenv("OUTREACH_SEAL_KEY", new)
    assert "Every account opens. There is one key." in run("keys", "check")[1]
