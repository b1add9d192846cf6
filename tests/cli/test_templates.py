"""The commands of the folder of templates: what is wrong with it is named, and exits with 1."""

from pathlib import Path

from cli.desk import Run
from outreach.lib import shipped


def test_the_shipped_templates_are_in_order(run: Run) -> None:
    code, said, _ = run("templates", "check")
    assert code == 0
    assert said.endswith("templates, all in order.\n")


def test_a_missing_twin_and_a_broken_file_are_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    whole = (shipped.folder("templates") / "story" / "for-residents.md").read_text("utf-8")
    (tmp_path / "story" / "mine.md").write_text(whole, "utf-8")
    (tmp_path / "story" / "other.md").write_text(whole.replace("tier: residents", "tier: all"))
    code, _, complaint = run("templates", "check", "--folder", str(tmp_path))
    assert code == 1
    assert "Add templates/story/mine.es.md" in complaint
    assert "templates/story/other.md, line 4, tier: is “all”" in complaint
    assert "other.es.md" not in complaint


def test_a_machines_words_are_listed_as_a_draft(run: Run) -> None:
    _, said, _ = run("templates", "list")
    spanish = next(line for line in said.splitlines() if line.startswith("story/for-residents.es"))
    assert spanish.endswith("draft words")
