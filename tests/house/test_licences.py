"""Every file made by others is listed with its terms, and NOTICE names the work."""

import tomllib
from pathlib import Path

import pytest

import tree

LISTS = (tree.ROOT / "media" / "licences.toml", tree.ROOT / "tests" / "vendor" / "licences.toml")
PARTS = {"name", "version", "files", "holder", "licence", "terms", "source", "changes"}
WORKS = [work for path in LISTS for work in tomllib.loads(path.read_text("utf-8"))["work"]]
#: Fonts, and programs and styles in the form they are handed out in, are rarely written here.
FOREIGN = {".woff", ".woff2", ".ttf", ".otf"}


def named(work: dict[str, object]) -> str:
    return str(work["name"])


@pytest.mark.parametrize("work", WORKS, ids=named)
def test_a_work_of_others_is_listed_whole(work: dict[str, object]) -> None:
    assert set(work) == PARTS
    assert all(work.values())


@pytest.mark.parametrize("work", WORKS, ids=named)
def test_what_the_list_names_is_there(work: dict[str, list[str]]) -> None:
    named_files = [*work["files"], work["terms"]]
    assert [name for name in named_files if not (tree.ROOT / str(name)).exists()] == []


@pytest.mark.parametrize("work", WORKS, ids=named)
def test_the_notice_names_the_work(work: dict[str, str]) -> None:
    first_words = work["name"].split(" (")[0]
    assert first_words in (tree.ROOT / "NOTICE").read_text("utf-8")


def test_every_file_of_others_is_on_a_list() -> None:
    listed = {tree.ROOT / name for work in WORKS for name in work["files"]}
    unlisted = [
        tree.name(path)
        for path in tree.files()
        if path.suffix in FOREIGN or ".min." in path.name
        if not ({path, *path.parents} & listed)
    ]
    tree.expect_none(unlisted)


def test_what_lies_among_the_vendored_files_is_listed() -> None:
    folder = tree.ROOT / "tests" / "vendor"
    listed = {Path(name).name for work in WORKS for name in work["files"]}
    others = {path.name for path in folder.iterdir() if path.suffix not in {".toml", ".txt"}}
    assert others <= listed
