"""The groups of tests, the order they run in, and what may not be skipped.

The quick ones come first, so that a plain fault shows in seconds.
"""

import os
import shutil
from pathlib import Path

import pytest

#: Slow groups in the order they run; a test with none of these marks is fast and runs first.
ORDER = ("drawing", "process", "pages", "network", "postgres", "browser", "crash", "proof")
#: Marks, separated by commas, whose tests must not be skipped in this run.
REQUIRED = "OUTREACH_TEST_REQUIRED"


def of(marked: pytest.Item | pytest.TestReport) -> str:
    """The group of a test, or of the report on one."""
    return next((group for group in reversed(ORDER) if group in marked.keywords), "fast")


def put(items: list[pytest.Item], folder: Path, group: str) -> None:
    """Put the tests of a folder into a group, but for those that name their own."""
    for item in items:
        if folder in item.path.parents and of(item) == "fast":
            item.add_marker(group)


def in_order(items: list[pytest.Item]) -> None:
    """Put the groups one after the other; inside a group the (random) order stays as it is."""
    items.sort(key=lambda item: ("fast", *ORDER).index(of(item)))


def chromium() -> str | None:
    """Where this machine's own Chromium is. None is ever downloaded."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def skipped_but_required(reports: list[pytest.TestReport]) -> list[str]:
    """The tests that were skipped although one of their marks was asked for."""
    required = {name.strip() for name in os.environ.get(REQUIRED, "").split(",")}
    return sorted(report.nodeid for report in reports if required & set(report.keywords))
