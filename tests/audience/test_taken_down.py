"""A post that was taken down: its numbers stay, with a mark, and nobody is asked about it again."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from audience.riverton import Town, X, told
from outreach import audience, delivery
from outreach import db as database
from outreach.delivery import amends

DAY = timedelta(days=1)
PHOENIX = ZoneInfo("America/Phoenix")


@pytest.fixture
def post(town: Town, now: datetime) -> str:
    """A post on X that was shown 1,204 times in its first day, and was then taken down."""
    post = town.publish(X, now - DAY)
    town.platforms[X].numbers[post] = [told("impressions", 1_204, post)]
    town.capture(now)
    take_down(town, post, now)
    return post


def take_down(town: Town, external_id: str, at: datetime) -> None:
    with database.writing(town.engine) as db:
        wanted = select(delivery.Placement).where(delivery.Placement.external_id == external_id)
        placed = db.exec(wanted).one()
        by = town.cast.rivera
        row = amends.take_down(db, placed.id or 0, "Wrong.", at_once=True, by=by, now=at)
        row.state, row.ended_at = amends.AmendState.DONE, at
        db.add(row)


def test_nobody_is_asked_about_it_again(town: Town, now: datetime, post: str) -> None:
    later = now + timedelta(days=6)
    with database.reading(town.engine) as db:
        assert audience.next_due(db, later) is None
    assert town.capture(later).posts == 0


def test_its_numbers_stay_in_the_report_with_a_mark(town: Town, now: datetime, post: str) -> None:
    later = now + timedelta(days=6)
    with database.reading(town.engine) as db:
        about = audience.Subject("November", (now - DAY).date(), later.date())
        report = audience.report(db, town.cast.rivera.agency_id, about, now=later)
    (line,) = report.posts
    assert line.showings.value == 1_204
    assert line.taken_down_at == now
    assert line.named(PHOENIX) == "Coffee with a cop (taken down on Nov 23)"
    assert max(point.at for point in line.growth) <= now


def test_the_files_of_the_report_carry_the_mark(town: Town, now: datetime, post: str) -> None:
    with database.reading(town.engine) as db:
        about = audience.Subject("November", (now - DAY).date(), now.date())
        report = audience.report(db, town.cast.rivera.agency_id, about, now=now)
    rows = audience.csv_file(report).decode("utf-8-sig").splitlines()
    assert rows[0].endswith(",taken_down_at")
    assert rows[1].endswith(now.isoformat())
    assert b'"taken_down_at": "' + now.isoformat().encode() in audience.json_file(report)
