"""Pauses as pages show them: what one would stop, what it stops, and those that were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from outreach import campaigns, delivery, errors, identity
from outreach.campaigns import Entry
from outreach.delivery import Scope, State
from outreach.identity import Actor
from outreach.web import words
from outreach.web.deps import paused
from outreach.web.views.deciding import Pending, pending

#: Posts that went out this lately may have to be taken down by hand.
LATELY = timedelta(hours=24)
#: What a pause stops: nothing of these has left yet.
STOPPABLE = (State.SCHEDULED, State.CLAIMED)
#: A pause comes too late for these, or may.
IN_FLIGHT = (State.SENDING, State.UNKNOWN, State.RECONCILING)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be paused, and how many posts that would stop."""

    value: str
    label: str
    stops: int


@dataclass(frozen=True, slots=True)
class Before:
    """What to know before pausing."""

    choices: tuple[Choice, ...]
    waiting: tuple[Entry, ...]
    in_flight: tuple[Entry, ...]


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


def before(db: Session, agency_id: int) -> Before:
    """Everything that could be paused, with what each would stop."""
    waiting = _waiting(db, agency_id)
    return Before(
        choices=tuple(_choices(db, agency_id, waiting)),
        waiting=waiting,
        in_flight=campaigns.entries_in(db, agency_id, IN_FLIGHT),
    )


def start(db: Session, what: str, reason: str, *, by: Actor, now: datetime) -> delivery.Hold:
    """Pause "all", "account:3" or "campaign:2". Pausing what is paused already is pausing once.

    Refuses what is not of the person's agency.
    """
    scope, about = _scope(what)
    if scope is Scope.ACCOUNT:
        identity.account_of(db, about or 0, by.agency_id)
    if scope is Scope.CAMPAIGN:
        campaigns.get(db, about or 0, by.agency_id)
    for hold in delivery.active(db, by.agency_id):
        if (hold.scope, hold.about_id) == (scope, about):
            return hold
    return delivery.hold(db, scope, about, reason=reason, by=by, now=now)


def overview(db: Session, *, by: Actor, now: datetime) -> Overview:
    """What is paused, what waits for a decision, what just went out, and what was paused before."""
    active = delivery.active(db, by.agency_id)
    over = delivery.lifted(db, by.agency_id)
    ids = {id_ for hold in (*active, *over) for id_ in (hold.by_id, hold.lifted_by or hold.by_id)}
    names = identity.names_of(db, ids)
    return Overview(
        active=tuple(_standing(db, hold, names) for hold in active),
        pending=pending(db, by=by, now=now),
        lately=campaigns.published_since(db, by.agency_id, now - LATELY),
        in_flight=campaigns.entries_in(db, by.agency_id, IN_FLIGHT),
        over=tuple(
            Over(hold, paused(db, hold), names[hold.by_id], names[hold.lifted_by or hold.by_id])
            for hold in over
        ),
    )


def standing(db: Session, hold_id: int, agency_id: int) -> Standing:
    """One pause that is on. Refuses one that was lifted."""
    hold = delivery.named(db, hold_id, agency_id)
    if hold.lifted_at is not None:
        raise errors.Conflict("This pause was already lifted.")
    return _standing(db, hold, identity.names_of(db, {hold.by_id}))


def left_by_lifting(db: Session, one: Standing) -> tuple[Entry, ...]:
    """What a person has to decide on once the pause is lifted: what it stops, and what is held."""
    held = campaigns.entries_in(db, one.hold.agency_id, (State.HELD,))
    return tuple(sorted((*one.stopped, *held), key=lambda entry: entry.due_at))


def _scope(what: str) -> tuple[Scope, int | None]:
    kind, _, number = what.partition(":")
    if kind not in set(Scope) or (kind == Scope.ALL) == number.isdecimal():
        fault = errors.Fault("what", "Choose what to pause.")
        raise errors.BadInput("Nothing is paused yet.", (fault,))
    return Scope(kind), int(number) if number else None


def _choices(db: Session, agency_id: int, waiting: tuple[Entry, ...]) -> Iterable[Choice]:
    yield Choice(Scope.ALL.value, "Everything", len(waiting))
    for account in identity.accounts_of(db, agency_id):
        if account.state is identity.AccountState.DISCONNECTED:
            continue
        stops = sum(entry.account_id == account.id for entry in waiting)
        label = f"Only the {words.account(account.platform, account.handle)}"
        yield Choice(f"{Scope.ACCOUNT}:{account.id}", label, stops)
    for campaign in campaigns.listing(db, agency_id):
        stops = sum(entry.campaign_id == campaign.id for entry in waiting)
        yield Choice(f"{Scope.CAMPAIGN}:{campaign.id}", f"Only “{campaign.title}”", stops)


def _standing(db: Session, hold: delivery.Hold, names: dict[int, str]) -> Standing:
    ids = {placement.id for placement in delivery.stopped_by(db, hold)}
    waiting = _waiting(db, hold.agency_id)
    stopped = tuple(entry for entry in waiting if entry.placement_id in ids)
    return Standing(hold, paused(db, hold), names[hold.by_id], stopped)


def _waiting(db: Session, agency_id: int) -> tuple[Entry, ...]:
    return campaigns.entries_in(db, agency_id, STOPPABLE)
