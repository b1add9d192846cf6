"""A sender that writes without a rest keeps no person waiting: their pause gets its turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Thread
from time import sleep

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from outreach import db as database
from outreach import delivery
from outreach.delivery import Scope
from people import cast

pytestmark = pytest.mark.process


@contextmanager
def never_at_rest(engine: Engine) -> Iterator[None]:
    """Somebody who takes the write lock again as soon as it is given back."""
    own, over = database.engine(engine.url.render_as_string()), Event()

    def write() -> None:
        while not over.is_set():
            with database.writing(own) as db:
                db.execute(sa.text("UPDATE heartbeat SET note = note"))
                sleep(0.03)

    thread = Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        own.dispose()


def test_a_pause_gets_its_turn_beside_a_busy_sender(engine: Engine, now: datetime) -> None:
    with database.writing(engine) as db:
        people = cast(db, now)
    with never_at_rest(engine):
        for _ in range(10):
            with database.writing(engine) as db:
                delivery.hold(db, Scope.AGENCY, by=people.rivera, now=now)
    with database.reading(engine) as db:
        assert len(delivery.active(db, people.agency.id or 0)) == 10
