"""The rows against the witness, once everything has come to rest."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from delivery.simulation.play import Play
from outreach import db as database
from outreach import delivery, records
from outreach.delivery import Outcome, Placement, State
from outreach.delivery.states import WAYS, Who

#: Which of the table's actors each part of a worker stands for.
ACTORS = {
    "round": {Who.DISPATCHER, Who.SENDER},
    "send": set[Who](),
    "sweep": {Who.SWEEPER},
    "reconcile": {Who.RECONCILER},
    "person": {Who.PERSON},
}


def verdict(play: Play) -> list[str]:
    """Everything that is not as it has to be, in sentences."""
    with database.reading(play.scene.engine) as db:
        rows = db.exec(select(Placement).order_by(col(Placement.id))).all()
        found = [line for row in rows for line in _of_one(play, db, row)]
        _, broken = records.verify(db, play.scene.cast.agency.id or 0)
    chain = [f"The record is broken: {broken}"] if broken else []
    return [*play.wrong, *found, *chain, *_off_the_table(play)]


def _of_one(play: Play, db: Session, row: Placement) -> Iterator[str]:
    taken = play.networks[row.platform].of(row.key)
    by_hand = row.platform.by_hand
    if len(taken) > 1:
        yield f"Post {row.id} is on the platform {len(taken)} times."
    if row.state is State.PUBLISHED and not by_hand:
        if [post.external_id for post in taken] != [row.external_id]:
            yield f"Post {row.id} is published as {row.external_id}, and the platform has {taken}."
    elif taken and row.state is not State.NEEDS_PERSON:
        yield f"Post {row.id} is {row.state}, and is on the platform."
    told = records.of(db, ("placement", row.id or 0), agency_id=row.agency_id)
    published = sum(record.kind == "delivery.published" for record in told)
    if published != (row.state is State.PUBLISHED):
        yield f"Post {row.id} is {row.state}, and its record says {published} times that it is out."
    for attempt in delivery.attempts_of(db, row.id or 0):
        if attempt.outcome is Outcome.OPEN:
            yield f"Post {row.id} is at rest, and its attempt {attempt.fence} is open."


def _off_the_table(play: Play) -> Iterator[str]:
    table = {(way.origin.value, way.goal.value, way.who) for way in WAYS}
    for origin, goal, part in play.moves:
        if not any((origin, goal, who) in table for who in ACTORS[part]):
            yield f"A {part} took a post from {origin} to {goal}, which is no way."
