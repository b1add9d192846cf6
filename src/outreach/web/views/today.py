"""What matters now: posts that need a person, what goes out next, what waits, what went out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from sqlmodel import Session

from outreach import campaigns, delivery, identity, review, stories
from outreach.campaigns import Entry
from outreach.delivery import ASKS, State
from outreach.identity import Action, Actor
from outreach.web import pauses
from outreach.web.views.standing import Line, Standings, lines, standings

LATELY = timedelta(days=7)
#: A draft that nobody sent for approval is a worry from here on.
SOON = timedelta(hours=24)
MOST = 3

#: Going out by itself, or on its way.
_AHEAD = frozenset(
    {
        State.SCHEDULED,
        State.CLAIMED,
        State.SENDING,
        State.UNKNOWN,
        State.RECONCILING,
        State.DRAFT,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """The one thing to do next: where, and what the button says. `needs` says who may do it."""

    label: str
    path: str
    needs: Action = Action.WRITE


@dataclass(frozen=True, slots=True)
class Trouble:
    """One post that needs a person: what is the matter, and what to do."""

    line: Line
    sentence: str
    step: Step | None


@dataclass(frozen=True, slots=True)
class Paused:
    """One pause that is on."""

    what: str
    by: str
    hold: delivery.Hold


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The first page of the day."""

    on: date
    is_new: bool
    has_accounts: bool
    troubles: tuple[Trouble, ...]
    next_up: tuple[Line, ...]
    #: The first post after tomorrow, for when there is nothing sooner.
    later: Line | None
    to_decide: tuple[Entry, ...]
    to_decide_count: int
    own_waiting: int
    lately: tuple[Entry, ...]
    paused: tuple[Paused, ...]
    #: What came in from outside and nobody has dealt with, the newest first.
    tips: tuple[stories.Tip, ...]
    #: Corrections and take-downs that wait for somebody.
    amendments: int


def today_page(db: Session, zone: ZoneInfo, *, by: Actor, now: datetime) -> TodayPage:
    """Everything the first page of the day shows."""
    on = campaigns.local_day(now, zone)
    entries = campaigns.entries_in(db, by.agency_id, _AHEAD | ASKS | {State.HELD})
    known = standings(db, by.agency_id, entries)
    lately = campaigns.published_since(db, by.agency_id, now - LATELY)
    ahead = lines(_ahead(entries, now), known)
    soon = tuple(line for line in ahead if line.entry.local.date() <= on + timedelta(days=1))
    waiting = [entry for entry in entries if entry.placement_id in known.waiting]
    to_decide = _to_decide(db, waiting, by=by, now=now)
    return TodayPage(
        on=on,
        is_new=not entries and not lately,
        has_accounts=bool(identity.accounts_of(db, by.agency_id)),
        troubles=tuple(_troubles(entries, known, by=by, now=now)),
        next_up=soon,
        later=next((line for line in ahead if line not in soon), None),
        to_decide=tuple(to_decide[:MOST]),
        to_decide_count=len(to_decide),
        own_waiting=len(waiting) - len(to_decide),
        lately=lately[:6],
        paused=_paused(db, by.agency_id),
        tips=tuple(stories.tips_in(db, by.agency_id, stories.TipState.NEW)),
        amendments=len(delivery.amends.amendments_in(db, by.agency_id, delivery.amends.FOR_PEOPLE)),
    )


def _ahead(entries: Iterable[Entry], now: datetime) -> Iterable[Entry]:
    """What still lies ahead, and what is on its way whatever its time was."""
    for entry in entries:
        if entry.state in _AHEAD and (entry.due_at > now or entry.state is not State.DRAFT):
            yield entry


def _to_decide(db: Session, waiting: Iterable[Entry], *, by: Actor, now: datetime) -> list[Entry]:
    """The posts that this person could say yes to now."""
    if not by.may(Action.APPROVE):
        return []
    own = {
        (asked.about_id, asked.digest)
        for asked in review.waiting(db, by.agency_id, "placement")
        if by.person_id in asked.authors
    }
    return [
        entry
        for entry in waiting
        if entry.due_at > now and (entry.placement_id, entry.digest) not in own
    ]


def _troubles(
    entries: Iterable[Entry], known: Standings, *, by: Actor, now: datetime
) -> Iterable[Trouble]:
    for line in lines(entries, known):
        if line.entry.state is State.DRAFT and not by.may(Action.WRITE):
            continue
        found = _trouble(line, known, now)
        if found is not None:
            sentence, step = found
            yield Trouble(line, sentence, step if by.may(step.needs) else None)


def _trouble(line: Line, known: Standings, now: datetime) -> tuple[str, Step] | None:
    """What is the matter with a post and what to do about it; None when all is well."""
    entry, page = line.entry, f"/posts/{line.id}"
    if entry.state is State.DRAFT:
        return _trouble_of_draft(line, known, now)
    if entry.state is State.NEEDS_SIGN_IN:
        sentence = entry.trouble or "The account has to be connected again."
        return sentence, Step("Connect the account", "/settings", Action.CONNECT)
    if entry.state is State.HELD:
        return "It was paused and waits for your decision.", Step(
            "Keep, move or drop", "/holds#review", Action.LIFT
        )
    if entry.state in _STEPS:
        sentence, label, needs = _STEPS[entry.state]
        return entry.trouble or sentence, Step(label, page, needs)
    return None


_STEPS = MappingProxyType(
    {
        State.FAILED: ("The platform refused it.", "See what to change", Action.WRITE),
        State.MISSED: ("Its time passed.", "Choose a new time", Action.SCHEDULE),
        State.NEEDS_PERSON: (
            "Nobody can tell from here whether it went out. Look on the account.",
            "Say what became of it",
            Action.DECIDE,
        ),
        State.HANDED_OFF: ("It is time to post it by hand.", "Post it by hand", Action.SCHEDULE),
    }
)


def _trouble_of_draft(line: Line, known: Standings, now: datetime) -> tuple[str, Step] | None:
    entry, page = line.entry, f"/posts/{line.id}"
    if entry.due_at <= now:
        return "Its time passed before anybody approved it.", Step(
            "Choose a new time", page, Action.SCHEDULE
        )
    answer = known.answer(entry)
    if line.state in ("returned", "refused") and answer is not None:
        return f"A reader wrote: “{answer.comment}”", Step("Change it", page)
    if line.state == "draft" and entry.due_at <= now + SOON:
        return entry.trouble or "It goes nowhere yet: nobody sent it for approval.", Step(
            "Send it for approval", page
        )
    return None


def _paused(db: Session, agency_id: int) -> tuple[Paused, ...]:
    active = delivery.active(db, agency_id)
    names = identity.names_of(db, {hold.by_id for hold in active})
    return tuple(Paused(pauses.what(db, hold), names[hold.by_id], hold) for hold in active)
