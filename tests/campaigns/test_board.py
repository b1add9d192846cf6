"""Campaigns are started, found again, and seen week by week."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from outreach import campaigns, errors, records
from people import Cast

BRIEF = campaigns.Brief(
    key="spring",
    title="Spring walks",
    objective="Fifty people walk with an officer.",
    starts_on=date(2027, 3, 1),
    ends_on=date(2027, 3, 28),
    themes=("Meet", "Walk"),
)


def test_a_campaign_is_started_recorded_and_found(db: Session, cast: Cast, now: datetime) -> None:
    made = campaigns.found(db, BRIEF, by=cast.rivera, now=now)
    assert made.id is not None
    assert campaigns.by_key(db, "spring", cast.rivera.agency_id) is made
    assert campaigns.listing(db, cast.rivera.agency_id) == [made]
    (entry,) = records.of(db, ("campaign", made.id), agency_id=cast.rivera.agency_id)
    assert (entry.kind, entry.body["title"]) == ("campaigns.founded", "Spring walks")


def test_another_agency_sees_nothing_and_may_use_the_same_key(
    db: Session, cast: Cast, now: datetime
) -> None:
    made = campaigns.found(db, BRIEF, by=cast.rivera, now=now)
    assert campaigns.listing(db, cast.quinn.agency_id) == []
    with pytest.raises(errors.NotFound):
        campaigns.get(db, made.id or 0, cast.quinn.agency_id)
    with pytest.raises(errors.NotFound):
        campaigns.by_key(db, "spring", cast.quinn.agency_id)
    campaigns.found(db, BRIEF, by=cast.quinn, now=now)


def test_it_rejects_a_key_in_use(db: Session, cast: Cast, now: datetime) -> None:
    campaigns.found(db, BRIEF, by=cast.rivera, now=now)
    with pytest.raises(errors.Conflict, match="already a campaign with the id “spring”"):
        campaigns.found(db, BRIEF, by=cast.rivera, now=now)


def test_it_rejects_a_campaign_that_does_not_say_what_it_is_for(
    db: Session, cast: Cast, now: datetime
) -> None:
    unsaid = replace(BRIEF, title=" ", objective="", ends_on=date(2027, 2, 1))
    with pytest.raises(errors.BadInput) as caught:
        campaigns.found(db, unsaid, by=cast.rivera, now=now)
    assert [fault.where for fault in caught.value.faults] == ["title", "objective", "ends_on"]


def test_it_requires_write(db: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(errors.NotAllowed):
        campaigns.found(db, BRIEF, by=cast.clerk, now=now)


def a_campaign(days: int) -> campaigns.Campaign:
    starts_on = date(2027, 3, 1)
    return campaigns.Campaign(
        agency_id=1,
        key="a",
        title="A",
        objective="B",
        audiences=[],
        key_messages=[],
        themes=["Meet", "Walk"],
        starts_on=starts_on,
        ends_on=date.fromordinal(starts_on.toordinal() + days - 1),
        by_id=1,
        created_at=datetime(2027, 1, 1),  # noqa: DTZ001 - no row is written
    )


@given(st.integers(min_value=1, max_value=400))
def test_weeks_cover_every_day_of_the_campaign_once(days: int) -> None:
    campaign = a_campaign(days)
    covered = [
        on
        for week in campaigns.weeks(campaign)
        for on in range(week.first.toordinal(), week.last.toordinal() + 1)
    ]
    first, last = campaign.starts_on.toordinal(), campaign.ends_on.toordinal()
    assert covered == list(range(first, last + 1))


def test_a_week_has_its_theme() -> None:
    campaign = a_campaign(28)
    week = campaigns.week_of(campaign, date(2027, 3, 9))
    assert week is not None and (week.number, week.theme) == (2, "Walk")
    assert [week.theme for week in campaigns.weeks(campaign)] == ["Meet", "Walk", "", ""]
    assert campaigns.week_of(campaign, date(2027, 4, 1)) is None
