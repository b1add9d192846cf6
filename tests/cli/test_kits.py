"""The commands of kits."""

import shutil
from pathlib import Path

from cli.desk import Run
from shipping import KIT_FOLDER

ME = ("--as", "rivera@example.org", "--say", "contact=555-0100")
START = ("--start", "2026-11-30")


def test_the_shipped_kit_is_sound(run: Run) -> None:
    code, said, _ = run("kits", "check", str(KIT_FOLDER))
    assert code == 0
    assert "version 2.0: 40 posts." in said and "es (draft)" in said


def test_a_fault_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    copied = shutil.copytree(KIT_FOLDER, tmp_path / "kit")
    text = (copied / "kit.yaml").read_text(encoding="utf-8")
    (copied / "kit.yaml").write_text(text.replace("theme: 1", "theme: 2", 1), encoding="utf-8")
    code, _, complaint = run("kits", "check", str(copied))
    assert code == 1
    assert "principle-1-leadership, theme: is week 2" in complaint and "line " in complaint


def test_a_folder_without_a_kit_is_named(run: Run, tmp_path: Path) -> None:
    code, _, complaint = run("kits", "check", str(tmp_path / "nowhere"))
    assert code == 1
    assert "There is no kit.yaml in" in complaint and "nowhere" in complaint


def test_a_preview_tells_of_solemn_days_and_drafts(home: Path, run: Run) -> None:
    code, said, _ = run(
        "kits", "preview", str(KIT_FOLDER), "--start", "2027-05-03", "--language", "es", *ME
    )
    assert code == 0
    assert "2027-05-10 09:00  Principle three: transform training" in said
    assert "National Police Week is kept solemnly" in said
    assert "Kept as drafts and not placed, until accepted: es." in said


def test_a_part_is_written_out_filled_in(home: Path, run: Run) -> None:
    code, said, _ = run("kits", "part", str(KIT_FOLDER), "table_card", *START, *ME)
    assert code == 0
    assert "Riverton Police Department, 555-0100" in said and "{{" not in said


def test_what_is_missing_is_asked_for(home: Path, run: Run) -> None:
    code, _, complaint = run(
        "kits", "preview", str(KIT_FOLDER), *START, "--as", "rivera@example.org"
    )
    assert code == 1
    assert "contact: is empty. Say it once: How people reach you." in complaint


def test_a_platform_without_an_account_is_named(home: Path, run: Run) -> None:
    code, _, complaint = run("kits", "adopt", str(KIT_FOLDER), *START, *ME)
    assert code == 1
    assert "Facebook has no connected account." in complaint.replace("Facebook: ", "Facebook ")
