"""The calendar shows each post once, on the day it is in the agency's own zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

import build
from outreach import campaigns, delivery, posts
from outreach.platforms import PlatformName
from people import Cast

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
DENVER = ZoneInfo("America/Denver")


def an_entry(number: int, due_at: datetime) -> campaigns.Entry:
    return campaigns.Entry(
        placement_id=number,
        post_id=number,
        variant_id=number,
        campaign_id=None,
        title=f"Post {number}",
        type=posts.PostType.STORY,
        tier=posts.Tier.RESIDENTS,
        platform=PlatformName.X,
        account="riverton",
        practice=True,
        state=delivery.State.DRAFT,
        due_at=due_at,
        local=due_at.astimezone(DENVER).replace(tzinfo=None),
        text="Hello.",
        trouble="",
    )


def test_entries_come_in_order_with_their_local_time(
    db: Session, cast: Cast, now: datetime
) -> None:
    late = build.a_draft(db, cast, now=now, due_in=timedelta(hours=3), text="Later.")
    soon = build.a_draft(db, cast, now=now, due_in=timedelta(hours=1), text="Sooner.")
    found = campaigns.entries(db, cast.rivera.agency_id, first=NOVEMBER[0], last=NOVEMBER[1])
    assert [(entry.placement_id, entry.text) for entry in found] == [
        (soon.id, "Sooner."),
        (late.id, "Later."),
    ]
    assert found[0].local == datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - a wall-clock time
    assert found[0].practice


def test_a_day_is_the_agencys_own(db: Session, cast: Cast, now: datetime) -> None:
    """Eleven at night in Phoenix is the next day in UTC."""
    build.a_draft(db, cast, now=now, due_in=timedelta(hours=14))
    day, next_day = date(2026, 11, 23), date(2026, 11, 24)
    agency_id = cast.rivera.agency_id
    assert len(campaigns.entries(db, agency_id, first=day, last=day)) == 1
    assert campaigns.entries(db, agency_id, first=next_day, last=next_day) == ()


def test_cancelled_posts_and_other_agencies_are_not_shown(
    db: Session, cast: Cast, now: datetime
) -> None:
    gone = build.a_draft(db, cast, now=now)
    delivery.cancel(db, gone.id or 0, by=cast.rivera, now=now)
    kept = build.a_draft(db, cast, now=now)
    first, last = NOVEMBER
    ours = campaigns.entries(db, cast.rivera.agency_id, first=first, last=last)
    assert [entry.placement_id for entry in ours] == [kept.id]
    assert campaigns.entries(db, cast.quinn.agency_id, first=first, last=last) == ()


def test_posts_are_found_by_where_they_stand(db: Session, cast: Cast, now: datetime) -> None:
    draft = build.a_draft(db, cast, now=now)
    scheduled = build.a_scheduled(db, cast, now=now)
    agency_id = cast.rivera.agency_id
    found = campaigns.entries_in(db, agency_id, {delivery.State.SCHEDULED})
    assert [(entry.placement_id, entry.digest) for entry in found] == [
        (scheduled.id, scheduled.digest)
    ]
    both = campaigns.entries_in(db, agency_id, {delivery.State.SCHEDULED, delivery.State.DRAFT})
    assert {entry.placement_id for entry in both} == {draft.id, scheduled.id}
    assert campaigns.entries_in(db, cast.quinn.agency_id, set(delivery.State)) == ()


def test_what_went_out_is_listed_from_the_last(db: Session, cast: Cast, now: datetime) -> None:
    gone = [build.a_draft(db, cast, now=now) for _ in range(3)]
    for hours, placement in enumerate(gone):
        placement.published_at = now - timedelta(hours=hours)
        db.add(placement)
    db.flush()
    found = campaigns.published_since(db, cast.rivera.agency_id, now - timedelta(hours=1))
    assert [entry.placement_id for entry in found] == [gone[0].id, gone[1].id]


def test_a_month_is_whole_weeks_from_sunday() -> None:
    month = campaigns.month((), date(2026, 11, 17), today=date(2026, 11, 23))
    assert month.weeks[0][0].on == date(2026, 11, 1)
    assert {week[0].on.strftime("%a") for week in month.weeks} == {"Sun"}
    assert month.weeks[-1][-1].on == date(2026, 12, 5)
    assert [day.on for week in month.weeks for day in week if day.is_today] == [date(2026, 11, 23)]
    assert not month.weeks[-1][-1].in_month
    assert (month.before, month.after) == (date(2026, 10, 1), date(2026, 12, 1))


@given(st.dates(min_value=date(1971, 1, 1), max_value=date(2100, 1, 1)))
def test_the_grid_shows_exactly_the_days_it_asks_for(first: date) -> None:
    month = campaigns.month((), first, today=first)
    days = [day.on for week in month.weeks for day in week]
    assert (days[0], days[-1]) == campaigns.month_span(first)
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert sum(day.in_month for week in month.weeks for day in week) in (28, 29, 30, 31)


@given(st.lists(st.integers(min_value=0, max_value=29 * 24 * 60), max_size=20))
def test_every_post_of_a_month_is_on_the_grid_once(minutes: list[int]) -> None:
    """November 2026 in Denver begins with the night the clocks fall back."""
    start = datetime(2026, 11, 1, 6, tzinfo=UTC)
    found = [an_entry(n, start + timedelta(minutes=m)) for n, m in enumerate(minutes)]
    month = campaigns.month(found, NOVEMBER[0], today=NOVEMBER[0])
    shown = [(day.on, entry) for week in month.weeks for day in week for entry in day.entries]
    assert sorted(entry.placement_id for _, entry in shown) == list(range(len(minutes)))
    assert all(entry.local.date() == on for on, entry in shown)
    for week in month.weeks:
        for day in week:
            assert sorted(day.entries, key=lambda e: e.due_at) == list(day.entries)


def test_an_agenda_shows_the_days_that_have_posts() -> None:
    found = [
        an_entry(n, datetime(2026, 11, day, 18, tzinfo=UTC)) for n, day in enumerate((3, 3, 9))
    ]
    agenda = campaigns.agenda(found, date(2026, 11, 3), date(2026, 11, 8), today=date(2026, 11, 3))
    assert [(day.on.day, len(day.entries), day.is_today) for day in agenda.days] == [(3, 2, True)]


@pytest.mark.parametrize(("last", "days"), [(date(2026, 10, 1), 1), (date(2030, 1, 1), 92)])
def test_an_agenda_has_a_sensible_length(last: date, days: int) -> None:
    agenda = campaigns.agenda((), date(2026, 11, 3), last, today=date(2026, 11, 3))
    assert (agenda.last - agenda.first).days + 1 == days


def test_the_local_day_is_the_zones() -> None:
    assert campaigns.local_day(datetime(2026, 11, 24, 5, tzinfo=UTC), DENVER).day == 23
