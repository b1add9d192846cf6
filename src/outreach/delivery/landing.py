"""Answers that came back: receipts are kept together, everything else one by one."""

import logging
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlmodel import Session

from outreach import db as database
from outreach import records
from outreach.delivery import grouped, outbox, settling
from outreach.delivery.marking import Ticket
from outreach.delivery.models import PLACEMENT, Outcome
from outreach.delivery.states import State, Who, must
from outreach.platforms import PlatformFault, Receipt

log = logging.getLogger(__name__)

Answer = Receipt | PlatformFault
Landed = Sequence[tuple[Ticket, Answer]]


def keep(db: Session, landed: Landed, *, now: datetime) -> None:
    """Keep every answer. An answer the program stumbles over keeps no other waiting; the sweep asks
    what became of its post.
    """
    proofs = [(ticket, answer) for ticket, answer in landed if isinstance(answer, Receipt)]
    together = _published(db, proofs, now=now)
    for ticket, answer in landed:
        if not (together and isinstance(answer, Receipt)):
            _one(db, ticket, answer, now=now)


def _one(db: Session, ticket: Ticket, answer: Answer, *, now: datetime) -> None:
    try:
        with db.begin_nested():
            settling.settle(db, ticket.claim, answer, now=now)
    except SQLAlchemyError:
        raise
    except Exception:
        log.exception("delivery.settle_broke", extra={"placement": ticket.claim.placement_id})


def _published(db: Session, proofs: Sequence[tuple[Ticket, Receipt]], *, now: datetime) -> bool:
    """Keep these proofs together; False when any of them is not plain, and then none is kept.

    Plain is a post that still stands under the fence it was marked with, and a platform's id that
    stands for no other post. What is not plain has rules of its own, which `settle` knows.
    """
    if not proofs:
        return True
    try:
        with db.begin_nested():
            _write(db, proofs, now)
    except (IntegrityError, _NotPlain):
        return False
    return True


class _NotPlain(Exception):
    """One of the posts no longer stands where it was left."""


def _write(db: Session, proofs: Sequence[tuple[Ticket, Receipt]], now: datetime) -> None:
    must(State.SENDING, State.PUBLISHED, Who.SENDER, fenced=True)
    at = database.plain(db, PLACEMENT.c.published_at, now)
    rows = [
        {
            "number": ticket.claim.placement_id,
            "under": ticket.claim.fence,
            "its_id": receipt.external_id,
            "its_page": receipt.permalink,
            "now": at,
        }
        for ticket, receipt in proofs
    ]
    if database.write_many(db, _PUBLISH, rows) != len(rows):
        raise _NotPlain
    grouped.close_all(
        db, [ticket.claim.placement_id for ticket, _ in proofs], Outcome.PUBLISHED, now=now
    )
    told = [
        records.Entry(
            ticket.agency_id,
            "delivery.published",
            ("placement", ticket.claim.placement_id),
            {
                **ticket.told,
                "external_id": receipt.external_id,
                "permalink": receipt.permalink,
            },
        )
        for ticket, receipt in proofs
    ]
    records.append_many(db, told, at=now)


_PUBLISH = (
    sa.update(PLACEMENT)
    .where(
        PLACEMENT.c.id == sa.bindparam("number"),
        PLACEMENT.c.fence == sa.bindparam("under"),
        PLACEMENT.c.state == outbox.written(State.SENDING),
    )
    .values(
        state=outbox.written(State.PUBLISHED),
        external_id=sa.bindparam("its_id"),
        permalink=sa.bindparam("its_page"),
        published_at=sa.bindparam("now"),
        lease_until=sa.null(),
        not_before=sa.null(),
        trouble=sa.literal_column("''"),
    )
)
