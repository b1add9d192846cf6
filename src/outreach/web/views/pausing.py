"""The question before a pause: what could stop, and how many posts each answer would stop."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from outreach import campaigns, delivery, errors, identity
from outreach.campaigns import Entry
from outreach.delivery import Order, Scope, State, Subject
from outreach.identity import Actor
from outreach.web import pauses

#: What a pause stops: nothing of these has left yet.
STOPPABLE = (State.SCHEDULED, State.CLAIMED)
#: What may go out one day: a pause can be of any of it.
AHEAD = (State.DRAFT, *STOPPABLE, State.HELD, State.NEEDS_SIGN_IN)
#: A pause comes too late for these, or may.
IN_FLIGHT = (State.SENDING, State.UNKNOWN, State.RECONCILING)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be paused, and how many posts that would stop."""

    value: str
    label: str
    stops: int


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of one sort."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What to know before pausing."""

    everything: tuple[Choice, ...]
    parts: tuple[Group, ...]
    waiting: tuple[Entry, ...]
    in_flight: tuple[Entry, ...]


def before(db: Session, *, by: Actor) -> Before:
    """Everything that could be paused, with what each would stop."""
    waiting = campaigns.entries_in(db, by.agency_id, STOPPABLE)
    posts = tuple(delivery.subjects(db, [entry.placement_id for entry in waiting]).values())
    ahead = campaigns.entries_in(db, by.agency_id, AHEAD)
    known = delivery.subjects(db, [entry.placement_id for entry in ahead]).values()
    parts = (
        ("Accounts", Scope.ACCOUNT, _accounts(db, by)),
        ("Platforms", Scope.PLATFORM, _several({post.platform for post in known})),
        (
            "Campaigns",
            Scope.CAMPAIGN,
            [str(each.id) for each in campaigns.listing(db, by.agency_id)],
        ),
        ("Languages", Scope.LANGUAGE, _several({post.language for post in known})),
        ("Kinds of post", Scope.TOPIC, _several({f"kind:{post.kind}" for post in known})),
        (
            "Stories",
            Scope.TOPIC,
            sorted({f"story:{post.story_id}" for post in known if post.story_id}),
        ),
    )
    return Before(
        everything=tuple(_whole(db, posts, by)),
        parts=tuple(
            Group(label, tuple(_choices(db, [(scope, about) for about in abouts], posts, by)))
            for label, scope, abouts in parts
            if abouts
        ),
        waiting=waiting,
        in_flight=campaigns.entries_in(db, by.agency_id, IN_FLIGHT),
    )


def start(db: Session, chosen: str, reason: str, *, by: Actor, now: datetime) -> delivery.Hold:
    """Pause "agency", "account:3" or "topic:kind:event". Pausing what is paused already is pausing
    once.

    Refuses what is not of the person's agency.
    """
    scope, about = read(chosen)
    for hold in delivery.active(db, by.agency_id):
        same_agency = hold.agency_id == by.agency_id or scope is Scope.ALL
        if same_agency and (hold.scope, hold.about) == (scope, about):
            return hold
    return delivery.hold(db, scope, about, reason=reason, by=by, now=now)


def read(chosen: str) -> tuple[Scope, str]:
    """A choice as a scope and its subject. Refuses what is none."""
    scope, _, about = chosen.partition(":")
    if scope not in set(Scope) or Scope(scope).needs_subject != bool(about):
        fault = errors.Fault("what", "Choose what to pause.")
        raise errors.BadInput("Nothing is paused yet.", (fault,))
    return Scope(scope), about


def _whole(db: Session, posts: tuple[Subject, ...], by: Actor) -> Iterable[Choice]:
    """Every agency is offered to who looks after several, with the posts of them all."""
    yield from _choices(db, [(Scope.AGENCY, "")], posts, by)
    if by.national and len(identity.agencies(db)) > 1:
        counts = delivery.counts(db)
        label = pauses.named(db, Order(0, by.agency_id, Scope.ALL))
        yield Choice(Scope.ALL.value, label, sum(counts[state] for state in STOPPABLE))


def _choices(
    db: Session, wanted: Iterable[tuple[Scope, str]], posts: tuple[Subject, ...], by: Actor
) -> Iterable[Choice]:
    for scope, about in wanted:
        order = Order(0, by.agency_id, scope, about)
        stops = sum(delivery.stops(order, post) for post in posts)
        yield Choice(f"{scope}:{about}".rstrip(":"), pauses.named(db, order), stops)


def _accounts(db: Session, by: Actor) -> list[str]:
    return [
        str(account.id)
        for account in identity.accounts_of(db, by.agency_id)
        if account.state is not identity.AccountState.DISCONNECTED
    ]


def _several(abouts: set[str]) -> list[str]:
    """Where all posts are alike, pausing the like of them is pausing everything."""
    return sorted(abouts) if len(abouts) > 1 else []
