"""A drill practises the whole pause, says the figure, and touches nothing real."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from outreach import bootstrap, delivery, records
from outreach import db as database
from outreach.delivery import Drilled, drilling
from outreach.settings import Settings
from people import cast

pytestmark = pytest.mark.process


def test_a_drill_stops_posts_on_their_way(tmp_path: Path) -> None:
    runtime = bootstrap.build(Settings(home=tmp_path))
    drilled = bootstrap.drill(runtime)
    assert drilled.passed, drilled
    assert drilled.sent >= drilling.UNDER_WAY
    assert drilled.stopped > 0
    assert list(tmp_path.glob("*.db*")) == [], "The real database was touched."


def test_a_drill_is_on_record_as_one(engine: Engine, now: datetime) -> None:
    drilled = Drilled(posts=40, sent=9, stopped=31, kept_after=0.02, last_after=0.05)
    with database.writing(engine) as db:
        people = cast(db, now)
        delivery.note_drill(db, drilled, by=people.rivera, now=now)
        agency_id = people.agency.id or 0
    with database.reading(engine) as db:
        [record] = records.of(db, ("agency", agency_id), agency_id=agency_id)
        assert delivery.active(db, agency_id) == []
    assert record.kind == "delivery.hold_drilled"
    assert record.body["last_request_after_ms"] == 50


@pytest.mark.parametrize(
    ("last_after", "stopped", "passed"), [(0.05, 31, True), (0.2, 31, False), (0.05, 30, False)]
)
def test_a_drill_fails_where_something_began_too_late_or_got_lost(
    last_after: float, stopped: int, passed: bool
) -> None:
    drilled = Drilled(40, 9, stopped, kept_after=0.02, last_after=last_after)
    assert drilled.passed is passed
    assert ("too late" in drilled.sentence) is not passed
