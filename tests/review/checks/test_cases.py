"""Every check finds what it has to find, and lets pass what only looks alike."""

from collections import Counter

import pytest

from outreach.review import checks
from scripts import check_cases

CASES = check_cases.cases()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule} {case.why}" for case in CASES])
def test_a_case_ends_as_it_has_to(case: check_cases.Case) -> None:
    assert case.found == case.expected


def test_every_rule_has_three_cases_of_each_kind() -> None:
    counted = Counter((case.rule, case.passed) for case in CASES)
    few = [
        f"{rule}: {'passes' if passed else 'finds'}"
        for rule in checks.RULES
        for passed in (True, False)
        if counted[rule, passed] < 3
    ]
    assert few == []


def test_no_two_cases_of_a_rule_tell_the_same() -> None:
    told = Counter((case.rule, case.why, case.passed) for case in CASES)
    assert [each for each, times in told.items() if times > 1] == []


def test_every_severity_a_rule_names_is_shown_by_a_case() -> None:
    shown = {(case.rule, case.expected) for case in CASES}
    named = {(rule.id, each.value) for rule in checks.RULES.values() for each in rule.severities}
    assert named - shown == set()
