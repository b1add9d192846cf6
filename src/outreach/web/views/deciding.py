"""The posts that a pause stopped: what may become of each, and what a person decided."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session

from outreach import campaigns, delivery, errors, review
from outreach.campaigns import Entry
from outreach.delivery import State
from outreach.identity import Action, Actor
from outreach.web import pauses, words
from outreach.web.views.made import SHIFTS

LATE = "Its time passed during the pause."
NO_YES = "It has no yes as it is now."


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
class Decided:
    """What a person chose for one post that was paused."""

    placement_id: int
    choice: str
    local: datetime | None = None


def pending(db: Session, *, by: Actor, now: datetime) -> tuple[Pending, ...]:
    """The posts a pause stopped, the soonest first, with the answers this person may give."""
    held = campaigns.entries_in(db, by.agency_id, (State.HELD,))
    answers = review.last_answers(db, "placement", [entry.placement_id for entry in held])
    return tuple(_pending(db, entry, answers, by=by, now=now) for entry in held)


def decide(db: Session, decisions: Iterable[Decided], *, by: Actor, now: datetime) -> str:
    """Carry out every decision, or none, and say what was done.

    Refuses with a fault at each post that cannot be decided so.
    """
    done: Counter[str] = Counter()
    shifts: dict[str, None] = {}
    faults = []
    with db.begin_nested():
        for row, decided in enumerate(decisions):
            try:
                shifts[SHIFTS[_carry_out(db, decided, by=by, now=now)]] = None
            except (errors.Conflict, errors.BadInput) as fault:
                faults.append(errors.Fault(f"posts.{row}.choice", str(fault)))
            done[decided.choice] += 1
        if faults:
            raise errors.BadInput("Nothing was changed yet.", tuple(faults))
    return " ".join(filter(None, (*_done(done), *shifts)))


def keep_all(db: Session, *, by: Actor, now: datetime) -> str:
    """Keep every post that is approved, in time and under no pause; say which stay, and why."""
    found = pending(db, by=by, now=now)
    kept = [one for one in found if not one.why_not]
    for one in kept:
        delivery.keep(db, one.entry.placement_id, by=by, now=now)
    reasons = Counter(one.why_not for one in found if one.why_not)
    left = (f"{words.plural(count, 'post')} not kept: {why}" for why, count in reasons.items())
    return " ".join((*_done(Counter(keep=len(kept))), *left)) or "No post is paused."


def drop_past(db: Session, *, by: Actor, now: datetime) -> str:
    """Drop every post whose time passed during the pause; the others stay as they are."""
    late = [one for one in pending(db, by=by, now=now) if one.late]
    for one in late:
        delivery.cancel(db, one.entry.placement_id, by=by, now=now)
    return " ".join(_done(Counter(drop=len(late)))) or "No paused post's time has passed."


def local_time(on: date | None, at: time | None) -> datetime | None:
    """A day and a time as one wall-clock time; nothing when either is missing."""
    return datetime.combine(on, at) if on is not None and at is not None else None


def _done(done: Counter[str]) -> Iterable[str]:
    """What became of the posts, in sentences."""
    said = {
        "keep": "kept: out at the planned time.",
        "move": "moved: send for approval at the new time.",
        "drop": "dropped.",
    }
    for choice, sentence in said.items():
        if done[choice]:
            yield f"{words.plural(done[choice], 'post')} {sentence}"


def _carry_out(db: Session, decided: Decided, *, by: Actor, now: datetime) -> delivery.Shift:
    """Do it, and say what the clock change made of the time that was chosen, if one was."""
    match decided.choice:
        case "keep":
            delivery.keep(db, decided.placement_id, by=by, now=now)
        case "drop":
            delivery.cancel(db, decided.placement_id, by=by, now=now)
        case "move":
            if decided.local is None:
                raise errors.BadInput("Choose a new day and time, or another answer.")
            return delivery.move(db, decided.placement_id, decided.local, by=by, now=now).shift
    return delivery.Shift.NONE


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
    hold = delivery.covering(db, delivery.get(db, entry.placement_id, by))
    why_not = ""
    if hold is not None:
        why_not = f"{pauses.what(db, hold)} is paused now. Lift that pause first."
    elif late:
        why_not = LATE
    elif answer is None or answer.decision is not review.Decision.APPROVE:
        why_not = NO_YES
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
