"""Whether the rounds still happen, and how many posts stand where.

The web process may be another one, so the beats stand in the database.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col

from outreach import db as database
from outreach.delivery.models import Heartbeat, Placement
from outreach.delivery.states import State

#: A tick older than this is a stopped tick.
STALE_FOR = timedelta(seconds=5)
#: Beats are written at most this often.
BEAT_EVERY = timedelta(seconds=2)

TICK = "tick"


@dataclass(frozen=True, slots=True)
class Health:
    """What /healthz and `outreach doctor` say of the schedule."""

    ok: bool
    sentence: str


def health(engine: Engine, *, now: datetime) -> Health:
    """Green while the schedule is looked at; red with a sentence when it is not."""
    try:
        with database.reading(engine) as db:
            beat = db.get(Heartbeat, TICK)
    except SQLAlchemyError:
        return Health(
            False,
            "The database cannot be read, so nothing is going out. See that its disk or server is "
            "there; sending goes on by itself.",
        )
    if beat is None:
        return Health(False, "The schedule has never been looked at. Start `outreach serve`.")
    if beat.note:
        return Health(False, beat.note)
    age = now - beat.at
    if abs(age) > STALE_FOR:
        seconds = abs(int(age.total_seconds()))
        return Health(
            False,
            f"The schedule was last looked at {seconds} seconds ago, so nothing is going out. "
            "Restart `outreach serve` or `outreach work`.",
        )
    return Health(True, "The schedule is being looked at.")


def amiss(db: Session) -> str:
    """Why nothing is sent although the schedule is looked at; nothing when all is well."""
    beat = db.get(Heartbeat, TICK)
    return beat.note if beat else ""


def counts(db: Session) -> dict[State, int]:
    """How many posts of all agencies stand in each state; states without any are there too."""
    state = col(Placement.state)
    found = db.execute(sa.select(state, sa.func.count()).group_by(state)).all()
    return dict.fromkeys(State, 0) | {State(where): count for where, count in found}


def beat(engine: Engine, *, now: datetime, last: Heartbeat | None, note: str = "") -> Heartbeat:
    """Write a beat if the last one is old enough or said something else. Returns the newest.

    `note` says why nothing is sent although the schedule is looked at.
    """
    if last is not None and last.note == note and timedelta(0) <= now - last.at < BEAT_EVERY:
        return last
    with database.writing(engine) as db:
        return db.merge(Heartbeat(part=TICK, at=now, note=note))
