"""Rules of dates: their laws, and the odd years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from outreach.almanac import Span
from outreach.almanac.rules import Rule

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)

years = st.integers(min_value=1950, max_value=2150)
months = st.integers(min_value=1, max_value=12)
days = st.integers(min_value=1, max_value=31)
weekdays = st.sampled_from(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)


def a_day(month: int, day: int) -> dict[str, object]:
    return {"month": month, "day": day}


fixed = st.builds(lambda m, d: {"kind": "fixed", "month": m, "day": d}, months, days)
nth = st.builds(
    lambda m, w, n: {"kind": "nth_weekday", "month": m, "weekday": w, "n": n},
    months,
    weekdays,
    st.sampled_from([-1, 1, 2, 3, 4, 5]),
)
simple = st.one_of(
    fixed,
    nth,
    st.builds(lambda m: {"kind": "month", "month": m}, months),
    st.builds(
        lambda a, b, c, d: {"kind": "range", "start": a_day(a, b), "end": a_day(c, d)},
        months,
        days,
        months,
        days,
    ),
    st.builds(
        lambda m, n, w: {"kind": "nth_full_week", "month": m, "n": n, "week_starts": w},
        months,
        st.integers(min_value=1, max_value=4),
        weekdays,
    ),
)
anchored = st.one_of(
    st.builds(lambda a, w: {"kind": "week_of", "anchor": a, "week_starts": w}, simple, weekdays),
    st.builds(
        lambda a, ends: {"kind": "offset", "anchor": a, "start": min(ends), "end": max(ends)},
        simple,
        st.tuples(*[st.integers(min_value=-60, max_value=60)] * 2),
    ),
)


def spans(rule: object, year: int) -> list[Span]:
    return list(RULE.validate_python(rule).spans(year))


@given(simple, years)
def test_a_rule_begins_in_its_year_and_ends_within_the_next(
    rule: dict[str, object], year: int
) -> None:
    for span in spans(rule, year):
        assert span.first.year == year
        assert span.first <= span.last < span.first + timedelta(days=367)


@given(anchored, years)
def test_a_rule_that_leans_on_another_stays_near_it(rule: dict[str, object], year: int) -> None:
    found, leaned_on = spans(rule, year), spans(rule["anchor"], year)
    assert len(found) == len(leaned_on)
    for span, held in zip(found, leaned_on, strict=True):
        assert abs((span.first - held.first).days) <= 60


@given(simple, weekdays, years)
def test_a_week_is_seven_days_and_holds_its_anchor(
    anchor: dict[str, object], begins: str, year: int
) -> None:
    rule = {"kind": "week_of", "anchor": anchor, "week_starts": begins}
    for week, held in zip(spans(rule, year), spans(anchor, year), strict=True):
        assert week.length == 7
        assert held.first in week
        assert f"{week.first:%A}".lower() == begins


@given(months, weekdays, st.integers(min_value=1, max_value=4), years)
def test_a_full_week_lies_wholly_in_its_month(month: int, begins: str, n: int, year: int) -> None:
    rule = {"kind": "nth_full_week", "month": month, "n": n, "week_starts": begins}
    for week in spans(rule, year):
        assert {day.month for day in week} == {month}
        assert week.first - timedelta(weeks=n) < date(year, month, 1)


@given(months, weekdays, years)
def test_the_last_of_a_weekday_has_none_after_it(month: int, weekday: str, year: int) -> None:
    rule = {"kind": "nth_weekday", "month": month, "weekday": weekday, "n": -1}
    (last,) = spans(rule, year)
    assert f"{last.first:%A}".lower() == weekday
    assert (last.first + timedelta(weeks=1)).month != month


@given(st.one_of(simple, anchored))
def test_every_rule_can_be_said(rule: dict[str, object]) -> None:
    assert RULE.validate_python(rule).told.strip()


@pytest.mark.parametrize(
    ("rule", "year", "found"),
    [
        ({"kind": "fixed", "month": 2, "day": 29}, 2026, []),
        ({"kind": "fixed", "month": 2, "day": 29}, 2028, ["February 29, 2028"]),
        ({"kind": "nth_weekday", "month": 2, "weekday": "monday", "n": 5}, 2026, []),
        (
            {"kind": "range", "start": a_day(12, 26), "end": a_day(1, 1)},
            2026,
            ["December 26, 2026 to January 1, 2027"],
        ),
        (
            {
                "kind": "table",
                "calendar": "islamic",
                "days": 1,
                "eve": True,
                "known": ["2030-12-26", "2030-01-05"],
            },
            2030,
            ["January 5, 2030", "December 26, 2030"],
        ),
        ({"kind": "announced"}, 2026, []),
    ],
)
def test_odd_years(rule: dict[str, object], year: int, found: list[str]) -> None:
    assert [str(span) for span in spans(rule, year)] == found


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "moon"},
        {"kind": "fixed", "month": 13, "day": 1},
        {"kind": "nth_weekday", "month": 1, "weekday": "monday", "n": 0},
        {"kind": "nth_weekday", "month": 1, "weekday": "someday", "n": 1},
        {"kind": "offset", "anchor": {"kind": "month", "month": 1}, "start": 2, "end": 1},
        {"kind": "announced", "known": {2024: ["2025-01-01", "2025-01-02"]}},
        {"kind": "fixed", "month": 1, "day": 1, "hour": 2},
    ],
)
def test_it_rejects_a_rule_that_cannot_be(rule: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        RULE.validate_python(rule)
