"""Ordinary friendly posts are let pass: a check that cries wolf is soon switched off."""

from collections import Counter

import pytest

from outreach.review import checks
from scripts import check_cases

POSTS = check_cases.corpus()


@pytest.fixture(scope="module")
def findings() -> list[checks.Finding]:
    return check_cases.corpus_findings()


def test_there_are_two_hundred_posts_and_no_two_alike() -> None:
    assert len(POSTS) >= 200
    assert len({text for _, text in POSTS}) == len(POSTS)


def test_ordinary_posts_are_hardly_ever_blocked(findings: list[checks.Finding]) -> None:
    blocks = [f"{found.rule}: {found.message}" for found in findings if found.severity == "block"]
    assert len(blocks) <= 0.2 * len(POSTS), blocks


def test_the_page_tells_the_figure(findings: list[checks.Finding]) -> None:
    blocks = sum(found.severity == "block" for found in findings)
    assert f"{len(POSTS)} ordinary posts" in check_cases.page()
    assert f"{blocks} blocks" in check_cases.page()


def test_ordinary_posts_raise_few_warnings(findings: list[checks.Finding]) -> None:
    warned = Counter(found.rule for found in findings if found.severity == "warn")
    assert warned.total() <= 0.1 * len(POSTS), warned
