"""Pauses as pages show them: what one would stop, what it stops, and what is left to decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from outreach import campaigns, delivery, errors, identity, review
from outreach.campaigns import Entry
from outreach.delivery import Scope, State
from outreach.identity import Action, Actor
from outreach.web import words
from outreach.web.deps import paused

#: Posts that went out this lately may have to be taken down by hand.
LATELY = timedelta(hours=24)
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
class Pending:
    """A post that a pause stopped and a person has to decide on."""

    entry: Entry
    late: bool
    #: The answers offered to this person, as (value, words).
    options: tuple[tuple[str, str], ...]
    #: The answer that is ticked at first.
    proposed: str
    #: Why it cannot simply be kept; nothing when it can.
    why_not: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything about pauses."""

    active: tuple[Standing, ...]
    pending: tuple[Pending, ...]
    lately: tuple[Entry, ...]
    in_flight: tuple[Entry, ...]
    over: tuple[Over, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person chose for one post that was paused."""

    placement_id: int
    choice: str
    local: datetime | None = None


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


def pending(db: Session, *, by: Actor, now: datetime) -> tuple[Pending, ...]:
    """The posts a pause stopped, the soonest first, with the answers this person may give."""
    held = campaigns.entries_in(db, by.agency_id, (State.HELD,))
    answers = review.last_answers(db, "placement", [entry.placement_id for entry in held])
    return tuple(_pending(db, entry, answers, by=by, now=now) for entry in held)


def decide(
    db: Session, decisions: Iterable[Decided], *, by: Actor, now: datetime
) -> dict[str, int]:
    """Carry out every decision, or none. Says how many posts were kept, moved and dropped.

    Refuses with a fault at each post that cannot be decided so.
    """
    done = {"keep": 0, "move": 0, "drop": 0}
    faults = []
    with db.begin_nested():
        for row, decided in enumerate(decisions):
            try:
                _carry_out(db, decided, by=by, now=now)
            except (errors.Conflict, errors.BadInput) as fault:
                faults.append(errors.Fault(f"posts.{row}.choice", str(fault)))
            if decided.choice in done:
                done[decided.choice] += 1
        if faults:
            raise errors.BadInput("Nothing was changed yet.", tuple(faults))
    return done


def local_time(on: date | None, at: time | None) -> datetime | None:
    """A day and a time as one wall-clock time; nothing when either is missing."""
    return datetime.combine(on, at) if on is not None and at is not None else None


def _scope(what: str) -> tuple[Scope, int | None]:
    kind, _, number = what.partition(":")
    if kind not in set(Scope) or (kind == Scope.ALL) == number.isdecimal():
        fault = errors.Fault("what", "Choose what to pause.")
        raise errors.BadInput("Nothing is paused yet.", (fault,))
    return Scope(kind), int(number) if number else None


def _carry_out(db: Session, decided: Decided, *, by: Actor, now: datetime) -> None:
    match decided.choice:
        case "keep":
            delivery.keep(db, decided.placement_id, by=by, now=now)
        case "drop":
            delivery.cancel(db, decided.placement_id, by=by, now=now)
        case "move":
            if decided.local is None:
                raise errors.BadInput("Choose a new day and time, or another answer.")
            delivery.move(db, decided.placement_id, decided.local, by=by, now=now)


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
    return campaigns.entries_in(db, agency_id, (State.SCHEDULED,))


def _pending(
    db: Session,
    entry: Entry,
    answers: dict[tuple[int, str], review.Approval],
    *,
    by: Actor,
    now: datetime,
) -> Pending:
    late = entry.due_at <= now
    answer = answers.get((entry.placement_id, entry.digest))
    covered = delivery.covering(db, delivery.get(db, entry.placement_id, by)) is not None
    why_not = ""
    if covered:
        why_not = "Another pause still covers it."
    elif late:
        why_not = "Its time passed during the pause."
    elif answer is None or answer.decision is not review.Decision.APPROVE:
        why_not = "It has no yes as it is now."
    options = _options(by, may_keep=not why_not)
    drops = late and any(value == "drop" for value, _ in options)
    return Pending(entry, late, options, "drop" if drops else "leave", why_not)


def _options(by: Actor, *, may_keep: bool) -> tuple[tuple[str, str], ...]:
    """Dropping and moving are scheduling; keeping belongs to whoever may lift a pause."""
    offered = (
        ("leave", "Leave paused", True),
        ("keep", "Keep its time", may_keep and by.may(Action.LIFT)),
        ("move", "Move", by.may(Action.SCHEDULE)),
        ("drop", "Drop", by.may(Action.SCHEDULE)),
    )
    return tuple((value, label) for value, label, fits in offered if fits)
