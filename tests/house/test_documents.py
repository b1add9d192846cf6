"""What the documents say can be done: their links lead somewhere, their commands exist."""

import re
from pathlib import Path

import pytest

import tree
from outreach import __version__

DOCUMENTS = [
    path
    for path in tree.files()
    if path.suffix == ".md" and (path.parent == tree.ROOT or tree.ROOT / "docs" in path.parents)
]
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
TARGETS = set(re.findall(r"^([a-z]+):", (tree.ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("path", DOCUMENTS, ids=tree.name)
def test_links_lead_somewhere(path: Path) -> None:
    lost = [
        target
        for target in LINK.findall(path.read_text("utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]
    tree.expect_none(lost)


@pytest.mark.parametrize("path", DOCUMENTS, ids=tree.name)
def test_what_make_is_asked_for_exists(path: Path) -> None:
    asked = set(re.findall(r"`make ([a-z]+)", path.read_text("utf-8")))
    asked |= set(re.findall(r"^    make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE))
    assert asked <= TARGETS


def test_make_explains_every_target_a_person_types() -> None:
    makefile = (tree.ROOT / "Makefile").read_text("utf-8")
    explained = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert {"run", "test", "check", "demo", "proof", "bench", "lock", "help"} <= explained


def test_the_change_log_knows_this_version() -> None:
    assert f"## {__version__}" in (tree.ROOT / "CHANGELOG.md").read_text("utf-8")
