"""A home with the cast in it, commands typed there, and posts in it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlmodel import Session

import build
from outreach import bootstrap, delivery, identity
from outreach import db as database
from outreach.delivery import State
from outreach.settings import Settings
from people import Cast

Run = Callable[..., tuple[int, str, str]]


def scheduled(home: Path, *, time_zone: str | None = None) -> int:
    """A post due tomorrow, written by Rivera and approved by Lang."""
    runtime = bootstrap.build(Settings(home=home))
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        people = people_of(db)
        if time_zone is not None:
            people.agency.time_zone = time_zone
        number = build.a_scheduled(db, people, now=now, due_in=timedelta(days=1)).id or 0
    runtime.engine.dispose()
    return number


def state(home: Path, number: int) -> State:
    """Where the post stands now."""
    runtime = bootstrap.build(Settings(home=home))
    with database.reading(runtime.engine) as db:
        found = db.get_one(delivery.Placement, number).state
    runtime.engine.dispose()
    return found


def people_of(db: Session) -> Cast:
    """The cast as it stands in the database."""

    def actor(name: str) -> identity.Actor:
        person = identity.person_by_email(db, f"{name}@example.org")
        assert person is not None
        agency = identity.agencies_of(db, person.id or 0)[0]
        return identity.actor(db, person.id or 0, agency.id or 0)

    names = ("admin", "rivera", "okafor", "lang", "clerk", "quinn")
    actors = {name: actor(name) for name in names}
    ours = identity.agency(db, actors["rivera"].agency_id)
    theirs = identity.agency(db, actors["quinn"].agency_id)
    return Cast(ours, theirs, **actors)
