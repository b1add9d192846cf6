"""The mark: everything that must be true is read in one transaction, and only then the rows say
`sending`. A whole group is read together, and decided one by one.
"""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from outreach import brand, errors, identity, posts, review
from outreach import db as database
from outreach.delivery import asking, contents, grouped, holds, settling, stopping
from outreach.delivery.decisions import Facts, Send, Stop, decide
from outreach.delivery.grouped import Claim
from outreach.delivery.means import Means
from outreach.delivery.models import PLACEMENT, HoldGate, Placement
from outreach.delivery.states import State, Who
from outreach.lib import digest
from outreach.platforms import Connection, Outgoing, PlatformName

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ticket:
    """One marked post on its way: everything the sending thread and its record may need."""

    claim: Claim
    platform: PlatformName
    connection: Connection = field(repr=False)
    outgoing: Outgoing = field(repr=False)
    #: What an earlier attempt noted.
    journal: str | None
    #: Monotonic seconds after which no publishing call may begin.
    deadline: float
    #: How often the gate of holds was turned by then.
    turns: int
    agency_id: int
    #: What leaves, as its record tells it.
    told: dict[str, digest.Plain] = field(repr=False)


def mark(db: Session, means: Means, claims: Sequence[Claim]) -> list[Ticket]:
    """Mark these claimed posts for sending, and stop those that have to stop.

    Raises NotReady when holds cannot be read; then nothing of this transaction is kept. A post that
    the program stumbles over stops by itself and keeps no other waiting.
    """
    try:
        with db.begin_nested():
            return _together(db, means, claims)
    except (errors.NotReady, SQLAlchemyError):
        raise
    except Exception as fault:
        if len(claims) > 1:
            return [ticket for claim in claims for ticket in mark(db, means, (claim,))]
        log.exception("delivery.mark_broke", extra={"placement": claims[0].placement_id})
        placement = db.get_one(Placement, claims[0].placement_id, populate_existing=True)
        settling.stop(db, placement, State.FAILED, _broke(fault), now=means.clock.now())
        return []


def _together(db: Session, means: Means, claims: Sequence[Claim]) -> list[Ticket]:
    group = _Group(db, means, claims)
    sends: list[Ticket] = []
    stops: list[stopping.Stopped] = []
    for row in group.rows:
        outcome = _outcome(group, row)
        if isinstance(outcome, Ticket):
            sends.append(outcome)
        else:
            stops.append(stopping.Stopped(_claim(row), outcome.goal, outcome.why, _about(row)))
    stopping.stop_all(db, stops, now=group.now)
    return list(_marked(db, means, sends, group.now))


class _Group:
    """What is known of the claimed posts at the mark, read together."""

    def __init__(self, db: Session, means: Means, claims: Sequence[Claim]) -> None:
        self.now = means.clock.now()
        self.means = means
        self.db = db
        self.rows = _rows(db, claims)
        #: The gate is taken before the holds are read, and kept until the commit.
        self.turns = _turns(db)
        self.held = holds.covering_of(db, {row.id: row.agency_id for row in self.rows})
        self.leaving = posts.Leaving(db, {row.variant_id for row in self.rows}, at=self.now)
        self.yeses = review.yeses(db, "placement", [row.id for row in self.rows])
        self.deadline = means.monotonic() + _room(means)
        #: Kept here so that each picture asked for is at hand already.
        self.assets = _assets(db, {row.asset_id for row in self.rows if row.asset_id})


def _outcome(group: _Group, row: Any) -> Ticket | Stop:
    try:
        return _decide(group, row)
    except (errors.NotReady, SQLAlchemyError):
        raise
    except Exception as fault:
        log.exception("delivery.mark_broke", extra={"placement": row.id})
        return Stop(State.FAILED, _broke(fault))


def _broke(fault: Exception) -> str:
    return f"The program failed while preparing it ({type(fault).__name__}). Place it again."


def _decide(group: _Group, row: Any) -> Ticket | Stop:
    practice = row.practice_url is not None
    content = group.leaving.content(row.variant_id)
    outgoing = _outgoing(group, content, row)
    connection = _connection(row, group.means.vault)
    cleared = group.leaving.clearance(row.variant_id, practice=practice)
    decision = decide(
        Facts(
            now=group.now,
            due_at=row.due_at,
            window_for=timedelta(minutes=row.window_minutes),
            hold=holds.SENTENCE if row.id in group.held else None,
            account_ready=connection is not None,
            by_hand=row.platform.by_hand,
            unapproved=_unapproved(group.yeses, row, content, cleared.needs),
            blocked=" ".join(cleared.stops) or None,
            damaged=outgoing if isinstance(outgoing, str) else None,
        )
    )
    if isinstance(decision, Send):
        assert isinstance(outgoing, Outgoing)  # noqa: S101 - or it had been damaged
        assert connection is not None  # noqa: S101 - or the account had not been ready
        return _ticket(group, row, content, connection, outgoing)
    return decision


def _ticket(
    group: _Group, row: Any, content: posts.Content, connection: Connection, outgoing: Outgoing
) -> Ticket:
    told: dict[str, digest.Plain] = {
        **_about(row).body,
        "text": content.text,
        "alt": content.alt,
        "image": content.asset_sha256,
        "due": row.due_at.isoformat(),
    }
    return Ticket(
        _claim(row),
        row.platform,
        connection,
        outgoing,
        row.journal,
        group.deadline,
        group.turns,
        row.agency_id,
        told,
    )


def _marked(
    db: Session, means: Means, tickets: Sequence[Ticket], now: datetime
) -> Iterator[Ticket]:
    """Write the mark, and give those that were still ours."""
    if not tickets:
        return
    marked = grouped.take_all(
        db,
        [ticket.claim for ticket in tickets],
        State.CLAIMED,
        State.SENDING,
        Who.DISPATCHER,
        marked_at=now,
        lease_until=now + means.timings.lease_for,
        not_before=None,
        trouble="",
    )
    ours = [ticket for ticket in tickets if ticket.claim.placement_id in marked]
    grouped.note_marks(db, marked, now=now)
    yield from ours


def _rows(db: Session, claims: Sequence[Claim]) -> list[Any]:
    """The claimed posts that are still ours, each with its account, in the order they were due."""
    fences = {claim.placement_id: claim.fence for claim in claims}
    kind = database.kind(db)
    rows = db.execute(_claimed(kind), {"these": database.listed(kind, fences)}).all()
    return [row for row in rows if fences[row.id] == row.fence]


@cache
def _claimed(kind: str) -> sa.Select[Any]:
    account, variant = (database.metadata.tables[name] for name in ("account", "variant"))
    return (
        sa.select(
            *(PLACEMENT.c[name] for name in _OF_PLACEMENT),
            account.c.stable_id,
            account.c.handle,
            account.c.state.label("account_state"),
            account.c.practice_url,
            account.c.sealed,
            variant.c.asset_id,
        )
        .join(account, account.c.id == PLACEMENT.c.account_id)
        .join(variant, variant.c.id == PLACEMENT.c.variant_id)
        .where(database.among(kind, PLACEMENT.c.id, "these"), PLACEMENT.c.state == State.CLAIMED)
        .order_by(PLACEMENT.c.due_at, PLACEMENT.c.id)
    )


def _turns(db: Session) -> int:
    turns = db.scalar(sa.select(col(HoldGate.turns)).with_for_update(read=True))
    if turns is None:
        raise errors.NotReady("The state of holds cannot be read, so nothing is sent.")
    return int(turns)


def _assets(db: Session, asset_ids: Collection[int]) -> Sequence[brand.Asset]:
    if not asset_ids:
        return ()
    return db.exec(select(brand.Asset).where(col(brand.Asset.id).in_(asset_ids))).all()


def _unapproved(
    yeses: Mapping[review.Bytes, Collection[identity.Step]],
    row: Any,
    content: posts.Content,
    needs: review.Needs,
) -> str | None:
    now = contents.placement_digest(content, row.account_id, row.due_at)
    if now != row.digest:
        return asking.CHANGED
    return asking.lacking(yeses.get((row.id, now), ()), needs)


def _outgoing(group: _Group, content: posts.Content, row: Any) -> Outgoing | str:
    """What the adapter is given, or why it cannot be made."""
    try:
        return contents.outgoing(group.db, content, row.key, group.means.media)
    except errors.OutreachError as fault:
        return str(fault)


def _connection(row: Any, vault: identity.Vault) -> Connection | None:
    """The account with its credentials opened; None when a person has to connect it again."""
    if row.account_state is not identity.AccountState.CONNECTED:
        return None
    try:
        secrets = _secrets(vault, row.sealed)
    except errors.NotReady:
        return None
    return Connection(row.platform, row.stable_id, row.handle, secrets, row.practice_url)


@lru_cache(maxsize=2_000)
def _secrets(vault: identity.Vault, sealed: bytes) -> Mapping[str, str]:
    """Kept for a while: opening costs more than all else a send needs, and who sent lately will
    send again. They stay where the key that opens them is in memory too.
    """
    return vault.open(sealed)


def _room(means: Means) -> float:
    """Seconds from the mark within which a last call may begin and still end within the lease."""
    return (means.timings.lease_for - means.timings.timeout_for).total_seconds()


def _claim(row: Any) -> Claim:
    return Claim(row.id, row.fence)


def _about(row: Any) -> stopping.About:
    body: dict[str, digest.Plain] = {
        "post": row.post_id,
        "account": row.account_id,
        "digest": row.digest,
    }
    return stopping.About(row.agency_id, body)


_OF_PLACEMENT = (
    "id", "fence", "agency_id", "post_id", "variant_id", "account_id", "platform", "due_at",
    "window_minutes", "digest", "key", "journal",
)  # fmt: skip
