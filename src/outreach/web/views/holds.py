"""Pauses as pages show them: what each stops, and those that were."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from outreach import campaigns, delivery, errors, identity
from outreach.campaigns import Entry
from outreach.delivery import State
from outreach.identity import Actor
from outreach.web import pauses
from outreach.web.views.acts import Act, last_drill, lately
from outreach.web.views.deciding import Pending, pending
from outreach.web.views.pausing import IN_FLIGHT, STOPPABLE

#: Posts that went out this lately may have to be taken down by hand.
LATELY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Standing:
    """A pause that is on, and the posts it stops."""

    hold: delivery.Hold
    what: str
    by: str
    stopped: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Over:
    """A pause that was lifted."""

    hold: delivery.Hold
    what: str
    by: str
    lifted_by: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything about pauses."""

    active: tuple[Standing, ...]
    pending: tuple[Pending, ...]
    lately: tuple[Entry, ...]
    in_flight: tuple[Entry, ...]
    over: tuple[Over, ...]
    acts: tuple[Act, ...]
    drill: Act | None


def overview(db: Session, *, by: Actor, now: datetime) -> Overview:
    """What is paused, what waits for a decision, what just went out, and what was paused before."""
    active = delivery.active(db, by.agency_id)
    over = delivery.lifted(db, by.agency_id)
    ids = {id_ for hold in (*active, *over) for id_ in (hold.by_id, hold.lifted_by or hold.by_id)}
    names = identity.names_of(db, ids)
    return Overview(
        active=tuple(_standing(db, hold, by.agency_id, names) for hold in active),
        pending=pending(db, by=by, now=now),
        lately=campaigns.published_since(db, by.agency_id, now - LATELY),
        in_flight=campaigns.entries_in(db, by.agency_id, IN_FLIGHT),
        over=tuple(
            Over(
                hold, pauses.what(db, hold), names[hold.by_id], names[hold.lifted_by or hold.by_id]
            )
            for hold in over
        ),
        acts=lately(db, by.agency_id),
        drill=last_drill(db, by.agency_id),
    )


def standing(db: Session, hold_id: int, agency_id: int) -> Standing:
    """One pause that is on. Refuses one that was lifted."""
    hold = delivery.named(db, hold_id, agency_id)
    if hold.lifted_at is not None:
        raise errors.Conflict("This pause was already lifted.")
    return _standing(db, hold, agency_id, identity.names_of(db, {hold.by_id}))


def left_by_lifting(db: Session, one: Standing, agency_id: int) -> tuple[Entry, ...]:
    """What a person has to decide on once the pause is lifted: what it stops, and what is held."""
    held = campaigns.entries_in(db, agency_id, (State.HELD,))
    return tuple(sorted((*one.stopped, *held), key=lambda entry: entry.due_at))


def _standing(db: Session, hold: delivery.Hold, agency_id: int, names: dict[int, str]) -> Standing:
    ids = {placement.id for placement in delivery.stopped_by(db, hold, agency_id)}
    waiting = campaigns.entries_in(db, agency_id, STOPPABLE)
    stopped = tuple(entry for entry in waiting if entry.placement_id in ids)
    return Standing(hold, pauses.what(db, hold), names[hold.by_id], stopped)
