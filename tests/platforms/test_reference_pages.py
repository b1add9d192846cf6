"""The reference pages name what the code has, and nothing else."""

import re
from pathlib import Path

from outreach.platforms import LIMITS, Metric
from outreach.platforms.facebook_numbers import DAY_SOURCES, POST_SOURCES, WINDOW_SOURCES
from outreach.platforms.instagram import ACCOUNT_SOURCES, CHANGES, MEDIA_SOURCES
from outreach.platforms.x_answers import PRIVATE, PUBLIC

PAGES = Path(__file__).parents[2] / "docs" / "reference"
METRICS = (PAGES / "metrics.md").read_text(encoding="utf-8")


def test_every_name_of_ours_is_told_and_no_other() -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", METRICS, re.MULTILINE))
    assert told == set(Metric)


def test_every_name_of_a_platform_is_told() -> None:
    sources = (*POST_SOURCES, *WINDOW_SOURCES, *DAY_SOURCES, *MEDIA_SOURCES, *ACCOUNT_SOURCES)
    names = {source.name for source in sources} | {CHANGES}
    names |= {name for known in (PUBLIC, PRIVATE) for some in known.values() for name in some}
    assert [name for name in sorted(names) if not re.search(rf"[`.]{name}`", METRICS)] == []


def test_every_date_of_meaning_is_told() -> None:
    sources = (*POST_SOURCES, *WINDOW_SOURCES, *DAY_SOURCES, *MEDIA_SOURCES, *ACCOUNT_SOURCES)
    assert [one.since for one in sources if f"| {one.since} |" not in METRICS] == []


def test_the_limits_are_those_in_force() -> None:
    page = (PAGES / "platforms.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (characters|pictures) \| (.*) \|$", page, re.MULTILINE))
    for limits, cell in zip(LIMITS.values(), rows["characters"].split(" | "), strict=True):
        assert cell.startswith(f"{limits.characters:,}")
    for limits, cell in zip(LIMITS.values(), rows["pictures"].split(" | "), strict=True):
        assert cell == f"{limits.pictures} of {limits.picture_bytes // 1_000_000} MB"
