"""Observances: the dates that were read in sources, whose they are, and where they meet."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from sqlmodel import Session, select

import people
from outreach import almanac, errors, records
from outreach.almanac import Here, Span, Tone
from outreach.almanac.rules import Announced

OCTOBER_6 = date(2026, 10, 6)


def dated() -> list[tuple[str, date, date]]:
    """Dates read in sources, each with its observance."""
    text = (Path(__file__).parent / "sourced_dates.csv").read_text("utf-8")
    return [
        (row["observance"], date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
        for row in csv.DictReader(text.splitlines())
    ]


def expected(key: str, year: int) -> list[Span]:
    """What the rule says, and for announced dates what was expected before anybody said them."""
    rule = almanac.find(key).rule
    rule = rule.estimate if isinstance(rule, Announced) and rule.estimate else rule
    return list(rule.spans(year))


@pytest.mark.parametrize(("key", "first", "last"), dated())
def test_a_date_that_was_read_somewhere_is_found(key: str, first: date, last: date) -> None:
    assert expected(key, first.year) == [Span(first, last)]
    found = almanac.occurrences(almanac.find(key), first.year)
    assert [each.span for each in found] == [Span(first, last)]


def test_the_reference_dates_are_all_found(reference: Path) -> None:
    held = yaml.safe_load((reference / "data" / "observances.yaml").read_text("utf-8"))
    assert len(held["tests"]) == 24
    for each in held["tests"]:
        assert expected(each["id"], each["year"]) == [Span(each["start"], each["end"])]
    assert {each["id"] for each in held["observances"]} == {each.id for each in almanac.shipped()}


def names(on: date, here: Here) -> set[str]:
    return {each.observance.id for each in almanac.on(on, here)}


@pytest.mark.parametrize(
    ("here", "kept"),
    [
        (Here(state="Arizona"), False),
        (Here(state="TX"), True),
        (Here(state="texas"), True),
        (Here(state="Florida", chosen=frozenset({"national_night_out_october"})), True),
        (Here(state="Texas", chosen=frozenset({"national_night_out"})), False),
    ],
)
def test_night_out_is_in_october_where_the_agency_keeps_it_then(here: Here, kept: bool) -> None:
    assert ("national_night_out_october" in names(OCTOBER_6, here)) is kept
    assert ("national_night_out" in names(date(2026, 8, 4), here)) is not kept


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ramadan Mubarak to all our neighbors!", {"ramadan_begins"}),
        ("Happy Juneteenth.", {"juneteenth"}),
        ("Indigenous Peoples’ Day is here", {"columbus_indigenous_peoples_day"}),
        ("Feliz Año Nuevo Lunar", {"lunar_new_year"}),
        ("Today is Peace Officers Memorial Day", {"peace_officers_memorial_day"}),
        ("We met at the eastern end of Holiday Park", set()),
    ],
)
def test_a_day_is_known_by_what_people_call_it(text: str, meant: set[str]) -> None:
    assert almanac.named(almanac.shipped(), text) == meant


def test_night_out_is_named_alike_wherever_it_is_kept() -> None:
    for state, meant in (("TX", "national_night_out_october"), ("OH", "national_night_out")):
        kept = almanac.kept(Here(state=state))
        assert almanac.named(kept, "See you at National Night Out!") == {meant}


def test_ramadan_begins_twice_in_2030_and_is_an_estimate() -> None:
    found = almanac.occurrences(almanac.find("ramadan_begins"), 2030)
    assert [each.span.first for each in found] == [date(2030, 1, 5), date(2030, 12, 26)]
    assert all(each.estimated and each.observance.eve for each in found)


def test_a_confirmed_date_stands_for_its_estimate_alone() -> None:
    ramadan = almanac.find("ramadan_begins")
    here = Here(confirmed={"ramadan_begins": [Span.one(date(2030, 1, 6))]})
    found = almanac.occurrences(ramadan, 2030, here)
    assert [(each.span.first.day, each.estimated) for each in found] == [(6, False), (26, True)]


def test_a_week_without_a_formula_has_no_date_until_somebody_says_it() -> None:
    week = almanac.find("crime_victims_rights_week")
    assert almanac.occurrences(week, 2027) == ()
    (known,) = almanac.occurrences(week, 2024)
    assert (known.span, known.estimated) == (Span(date(2024, 4, 21), date(2024, 4, 27)), False)


def test_every_occurrence_of_a_year_begins_in_it_and_in_order() -> None:
    for observance in almanac.shipped():
        for year in range(2024, 2036):
            found = [each.span for each in almanac.occurrences(observance, year)]
            assert found == sorted(found)
            assert {span.first.year for span in found} <= {year}


def test_a_span_has_what_began_before_it() -> None:
    found = almanac.during(Span(date(2026, 10, 10), date(2026, 10, 11)))
    assert "hispanic_heritage_month" in {each.observance.id for each in found}


def test_a_solemn_day_is_told_and_a_solemn_month_is_not() -> None:
    (told,) = almanac.notes(almanac.on(date(2026, 5, 25)))
    assert "Memorial Day" in told and "are kept solemnly" in told
    only_months = almanac.on(date(2026, 10, 21))
    assert Tone.SOLEMN in {each.observance.tone for each in only_months}
    assert almanac.notes(only_months) == ()


def test_two_glad_days_that_meet_are_told() -> None:
    found = almanac.on(OCTOBER_6, Here(state="TX"))
    (meeting,) = almanac.notes(found)
    assert "National Night Out (October)" in meeting and "Say one well" in meeting


def test_an_ordinary_day_is_told_nothing() -> None:
    assert almanac.notes(almanac.on(date(2026, 12, 2))) == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("observances: []\nmore: 1\n", "more: is not a field"),
        ("observances:\n- id: a day\n", "observances, a day, id: is not spelled"),
        ("observances: [\n", "line 2"),
    ],
)
def test_it_rejects_a_file_by_name(text: str, sentence: str) -> None:
    with pytest.raises(errors.BadInput) as caught:
        almanac.parse_observances(text, name="days.yaml")
    assert sentence in str(caught.value)


DAY = """
- id: a_day
  name: A day
  rule: {kind: fixed, month: 1, day: 2}
  tone: solemn
  found: read
  confidence: low
"""


def test_it_rejects_a_day_that_is_there_twice_or_names_no_source() -> None:
    with pytest.raises(errors.BadInput) as caught:
        almanac.parse_observances(f"observances:{DAY}{DAY}", name="days.yaml")
    assert "is there 2 times" in str(caught.value)
    assert "was read, and names no source" in str(caught.value)


def test_a_confirmed_date_is_kept_replaced_and_recorded(db: Session, now: datetime) -> None:
    cast = people.cast(db, now)
    almanac.confirm(db, "diwali", date(2026, 11, 8), by=cast.rivera, now=now)
    almanac.confirm(db, "diwali", date(2026, 11, 9), by=cast.rivera, now=now)
    here = almanac.here(db, cast.rivera.agency_id)
    assert here.confirmed == {"diwali": [Span.one(date(2026, 11, 9))]}
    assert almanac.here(db, cast.quinn.agency_id).confirmed == {}
    kinds = [entry.kind for entry in db.exec(select(records.Record)).all()]
    assert kinds.count("observances.confirmed") == 2


def test_what_is_announced_is_a_week_unless_said_otherwise(db: Session, now: datetime) -> None:
    cast = people.cast(db, now)
    week = almanac.confirm(
        db, "crime_victims_rights_week", date(2027, 4, 18), by=cast.rivera, now=now
    )
    assert week.last == date(2027, 4, 24)
    longer = almanac.confirm(
        db, "click_it_or_ticket", date(2027, 5, 17), last=date(2027, 5, 30), by=cast.rivera, now=now
    )
    assert longer.length == 14


def test_what_needs_no_confirming_and_turned_round_days_are_refused(
    db: Session, now: datetime
) -> None:
    cast = people.cast(db, now)
    with pytest.raises(errors.BadInput, match="needs no confirming"):
        almanac.confirm(db, "police_week", date(2027, 5, 9), by=cast.rivera, now=now)
    with pytest.raises(errors.BadInput, match="ends on its first day or later"):
        almanac.confirm(
            db, "diwali", date(2027, 10, 29), last=date(2027, 10, 1), by=cast.rivera, now=now
        )
    with pytest.raises(errors.NotFound, match="observances list"):
        almanac.confirm(db, "nothing", date(2027, 5, 9), by=cast.rivera, now=now)
    with pytest.raises(errors.NotAllowed):
        almanac.confirm(db, "diwali", date(2027, 10, 29), by=cast.clerk, now=now)


def test_an_agency_chooses_among_a_family(db: Session, now: datetime) -> None:
    cast = people.cast(db, now)
    for choice in ("national_night_out", "national_night_out_october"):
        almanac.choose(db, choice, by=cast.rivera, now=now)
    here = almanac.here(db, cast.rivera.agency_id)
    assert here.chosen == {"national_night_out_october"}
    with pytest.raises(errors.BadInput, match="no other dates"):
        almanac.choose(db, "police_week", by=cast.rivera, now=now)
