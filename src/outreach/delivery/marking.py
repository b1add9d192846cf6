"""The mark: everything that must be true is read in one transaction, and only then the row says
`sending`.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlmodel import Session

from outreach import errors, identity, posts
from outreach.delivery import asking, contents, holds, outbox, settling
from outreach.delivery.decisions import Facts, Send, Stop, decide
from outreach.delivery.means import Means
from outreach.delivery.models import Placement
from outreach.delivery.states import State, Who
from outreach.platforms import Connection, Outgoing, PlatformName


@dataclass(frozen=True, slots=True)
class Ticket:
    """One marked post on its way: everything the sending thread may know."""

    claim: outbox.Claim
    platform: PlatformName
    connection: Connection = field(repr=False)
    outgoing: Outgoing = field(repr=False)
    #: What an earlier attempt noted.
    journal: str | None
    #: Monotonic seconds after which no publishing call may begin.
    deadline: float


def mark(db: Session, means: Means, claim: outbox.Claim) -> Ticket | None:
    """Mark one claimed post for sending, or stop it where it has to stop.

    Raises NotReady when holds cannot be read; then nothing of this transaction is kept.
    """
    placement = db.get_one(Placement, claim.placement_id)
    if placement.state is not State.CLAIMED or placement.fence != claim.fence:
        return None
    now = means.clock.now()
    account = identity.account_of(db, placement.account_id, placement.agency_id)
    content = posts.content(db, placement.variant_id)
    outgoing = _outgoing(db, content, placement, means)
    connection = _connection(account, means)
    cleared = posts.clearance_of(db, placement.variant_id, practice=account.practice, at=now)
    decision = decide(
        Facts(
            now=now,
            due_at=placement.due_at,
            window_for=timedelta(minutes=placement.window_minutes),
            hold=holds.SENTENCE if holds.covering(db, placement) else None,
            account_ready=connection is not None,
            by_hand=placement.platform.by_hand,
            unapproved=asking.unapproved(db, placement, content, cleared.needs),
            blocked=" ".join(cleared.stops) or None,
            damaged=outgoing if isinstance(outgoing, str) else None,
        )
    )
    match decision, outgoing, connection:
        case Stop(goal, why), _, _:
            settling.stop(db, placement, goal, why, now=now)
        case Send(), Outgoing(), Connection():
            return _mark(db, placement, means, connection, outgoing)
    return None


def _mark(
    db: Session, placement: Placement, means: Means, connection: Connection, outgoing: Outgoing
) -> Ticket | None:
    now, timings = means.clock.now(), means.timings
    ticket = Ticket(
        outbox.Claim(placement.id or 0, placement.fence),
        placement.platform,
        connection,
        outgoing,
        placement.journal,
        means.monotonic() + (timings.lease_for - timings.timeout_for).total_seconds(),
    )
    marked = outbox.take(
        db,
        placement,
        (State.CLAIMED,),
        State.SENDING,
        Who.DISPATCHER,
        under=placement.fence,
        marked_at=now,
        lease_until=now + timings.lease_for,
        not_before=None,
        trouble="",
    )
    if not marked:
        return None
    outbox.note_mark(db, ticket.claim, now=now)
    return ticket


def _outgoing(
    db: Session, content: posts.Content, placement: Placement, means: Means
) -> Outgoing | str:
    """What the adapter is given, or why it cannot be made."""
    try:
        return contents.outgoing(db, content, placement.key, means.media)
    except errors.OutreachError as fault:
        return str(fault)


def _connection(account: identity.Account, means: Means) -> Connection | None:
    """The account with its credentials opened; None when a person has to connect it again."""
    if account.state is not identity.AccountState.CONNECTED:
        return None
    try:
        return identity.connection(account, means.vault)
    except errors.NotReady:
        return None
