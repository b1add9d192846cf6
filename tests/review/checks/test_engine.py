"""What every finding has in common: its place, its order, its mend and who may override it."""

import re
from functools import cache

import pytest

from outreach.review import checks
from scripts import check_cases
from scripts.check_cases import NOW, packs

CASES = check_cases.cases()
K = checks.SurfaceKind


@cache
def findings_of_all_cases() -> tuple[checks.Finding, ...]:
    return tuple(found for case in CASES for found in checks.run(case.subject, packs(), NOW))


def body(text: str, language: str = "en") -> checks.Subject:
    return checks.Subject((checks.Surface(K.BODY, text, language),))


def test_a_span_lies_in_its_surface() -> None:
    wrong = [
        found
        for found in findings_of_all_cases()
        if found.span
        and not (found.surface and 0 <= found.span[0] <= found.span[1] <= len(found.surface.text))
    ]
    assert wrong == []


def test_a_block_names_who_may_override_it_and_nothing_else_does() -> None:
    wrong = [
        found
        for found in findings_of_all_cases()
        if (found.severity == "block") == (found.override is checks.Override.NOT_NEEDED)
    ]
    assert wrong == []


def test_a_rule_raises_only_the_severities_it_names() -> None:
    wrong = [
        (found.rule, found.severity)
        for found in findings_of_all_cases()
        if found.rule in checks.RULES and found.severity not in checks.RULES[found.rule].severities
    ]
    assert wrong == []


def test_reasons_are_one_sentence_and_mends_end_as_sentences_do() -> None:
    begins = re.compile(r"[A-Z“#0-9]|[a-z.]+ is not on|w\w+ ")
    wrong = {
        text
        for found in findings_of_all_cases()
        for text in (found.message, found.fix)
        if not begins.match(text) or text.rstrip("”")[-1] not in ".?"
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("A11Y-08", "Hello #coffeewithacop", "Hello #CoffeeWithACop"),
        ("A11Y-10", "𝗝𝗼𝗶𝗻 us", "Join us"),
        ("A11Y-11", "GOOD MORNING to all", "Good morning to all"),
        ("OPS-07", "Friday, December 12, 2026", "Saturday, December 12, 2026"),
        ("OPS-08", "See http://example.org/a", "See https://example.org/a"),
        ("PLN-03", "We utilized a van.", "We used a van."),
        ("EQ-03", "photo\u202egpj", "photogpj"),
        (
            "JUST-02",
            "A man was arrested.",
            "A man was arrested.\n\nA charge is only an accusation. The person is presumed "
            "innocent unless and until proven guilty in court.",
        ),
    ],
)
def test_the_mend_by_one_click_mends(rule: str, before: str, after: str) -> None:
    found = next(each for each in checks.run(body(before), packs(), NOW) if each.rule == rule)
    assert found.span is not None
    assert found.replacement is not None
    mended = before[: found.span[0]] + found.replacement + before[found.span[1] :]
    assert mended == after
    assert rule not in {each.rule for each in checks.run(body(mended), packs(), NOW)}


def test_blocks_come_first_and_the_order_is_always_the_same() -> None:
    subject = body("TBD. Two suspects were arrested near the bad area. http://example.org #onetown")
    once = checks.run(subject, packs(), NOW)
    weights = [["block", "warn", "note"].index(found.severity) for found in once]
    assert weights == sorted(weights)
    assert checks.run(subject, packs(), NOW) == once


def test_the_order_does_not_hang_on_the_order_of_a_set() -> None:
    languages = frozenset({"vi", "ar", "so", "es", "zh", "fr"})
    subject = checks.Subject((), campaign=checks.Campaign(languages=languages))
    told = [found.message for found in checks.run(subject, packs(), NOW)]
    assert told == sorted(told)


@pytest.mark.parametrize("kind", K)
def test_every_kind_of_surface_is_read(kind: checks.SurfaceKind) -> None:
    subject = checks.Subject((checks.Surface(kind, "Lorem ipsum scumbag"),))
    assert {"OPS-09", "TONE-01"} <= {found.rule for found in checks.run(subject, packs(), NOW)}


def test_a_hidden_thief_is_found_in_a_tag_and_in_the_name_of_a_file() -> None:
    told = checks.Declared(arrest=True)
    for surface in (
        checks.Surface(K.BODY, "Good work. #CarThiefCaught"),
        checks.Surface(K.FILE_NAME, "carThief_smith-2.jpg"),
    ):
        found = checks.run(checks.Subject((surface,), declared=told), packs(), NOW)
        assert "JUST-05" in {each.rule for each in found}


def test_nothing_is_found_where_there_is_nothing() -> None:
    assert checks.run(checks.Subject(()), packs(), NOW) == ()
    assert checks.run(body(""), packs(), NOW) == ()


def test_a_title_and_a_body_that_are_equal_are_two_places() -> None:
    words = "Come to {{ place }}."
    subject = checks.Subject((checks.Surface(K.TITLE, words), checks.Surface(K.BODY, words)))
    kinds = [found.surface.kind for found in checks.run(subject, packs(), NOW) if found.surface]
    assert kinds == [K.TITLE, K.BODY]
