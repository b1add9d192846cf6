"""The groups of tests run in their order, and none that was asked for may be skipped."""

from types import SimpleNamespace
from typing import Any

import pytest

import groups


def marked(name: str, *marks: str) -> Any:
    """What stands for a test, or for the report on one."""
    return SimpleNamespace(nodeid=name, keywords=dict.fromkeys(marks, 1))


def test_a_test_without_a_mark_is_fast() -> None:
    assert groups.of(marked("a")) == "fast"


def test_the_slower_of_two_marks_counts() -> None:
    assert groups.of(marked("a", "network", "crash")) == "crash"


def test_quick_groups_come_first_and_keep_their_order() -> None:
    items = [marked("a", "crash"), marked("b"), marked("c", "browser"), marked("d")]
    groups.in_order(items)
    assert [item.nodeid for item in items] == ["b", "d", "c", "a"]


def test_a_skipped_test_of_a_required_group_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(groups.REQUIRED, "browser, crash")
    skipped = [marked("page", "browser"), marked("wire", "network"), marked("kill", "crash")]
    assert groups.skipped_but_required(skipped) == ["kill", "page"]


def test_each_mark_of_a_skipped_test_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(groups.REQUIRED, "postgres")
    assert groups.skipped_but_required([marked("kill", "postgres", "crash")]) == ["kill"]


def test_nothing_is_required_when_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(groups.REQUIRED, raising=False)
    assert groups.skipped_but_required([marked("page", "browser"), marked("plain")]) == []
