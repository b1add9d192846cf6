"""The round of corrections and take-downs: mark, ask the platform, read the post back.

It goes apart from the send, so that neither waits for the other.
"""

import logging

from sqlalchemy.exc import SQLAlchemyError

from outreach import db as database
from outreach import errors
from outreach.delivery import holds
from outreach.delivery.amends import settling, tickets
from outreach.delivery.amends.models import Amendment, Told
from outreach.delivery.amends.settling import Answer, HoldCame
from outreach.delivery.amends.states import AmendKind, AmendState
from outreach.delivery.amends.tickets import Ticket
from outreach.delivery.means import Means
from outreach.delivery.models import Placement
from outreach.platforms import (
    OutcomeUnknown,
    Platform,
    PlatformFault,
    Standing,
    Stands,
    TryLater,
)

log = logging.getLogger(__name__)

LATE = "The worker was held up too long, so nothing was asked."
UNREADABLE = "The state of pauses could not be read, so nothing was asked."


def amend(means: Means, *, most: int = 20) -> int:
    """Do what is ordered and read back what was done, one after the other. Returns how many calls
    were answered.
    """
    with database.writing(means.engine) as db:
        tickets.sweep(db, means)
    done = 0
    while done < most and (_do_next(means) or _read_next(means)):
        done += 1
    return done


def _do_next(means: Means) -> bool:
    with database.writing(means.engine) as db:
        ticket = tickets.next_to_do(db, means)
    if ticket is None:
        return False
    answer = _ask(means, ticket)
    with database.writing(means.engine) as db:
        row = db.get_one(Amendment, ticket.amendment_id)
        if row.state is AmendState.DOING and row.fence == ticket.fence:
            grace, now = means.timings.grace_for, means.clock.now()
            settling.keep_answer(db, row, answer, grace=grace, now=now)
    return True


def _read_next(means: Means) -> bool:
    with database.writing(means.engine) as db:
        ticket = tickets.next_to_read(db, means)
    if ticket is None:
        return False
    seen = _look(means.platforms[ticket.platform], ticket)
    with database.writing(means.engine) as db:
        row = db.get_one(Amendment, ticket.amendment_id)
        if row.state is AmendState.LOOKING and row.fence == ticket.fence:
            grace, now = means.timings.grace_for, means.clock.now()
            settling.keep_sight(db, row, seen, grace=grace, now=now)
    return True


def _ask(means: Means, ticket: Ticket) -> Answer:
    """Read what stands, for the record, then change it. Every way out is an answer; an unforeseen
    one counts as unknown.
    """
    platform = means.platforms[ticket.platform]
    before = _look(platform, ticket)
    stood = before.text if isinstance(before, Stands) else None
    try:
        _gate(means, ticket)
        return Answer(_change(platform, ticket), stood)
    except PlatformFault as fault:
        return Answer(fault, stood)
    except Exception as fault:
        log.exception("delivery.amender_broke", extra={"amendment": ticket.amendment_id})
        why = f"The program failed while asking ({type(fault).__name__})."
        return Answer(OutcomeUnknown(why), stood)


def _change(platform: Platform, ticket: Ticket) -> Told:
    if ticket.kind is AmendKind.CORRECT:
        platform.reword(ticket.connection, ticket.external_id, ticket.text)
        return Told.DONE
    there = platform.remove(ticket.connection, ticket.external_id)
    return Told.DONE if there else Told.GONE


def _look(platform: Platform, ticket: Ticket) -> Standing | PlatformFault:
    try:
        return platform.look(ticket.connection, ticket.external_id)
    except PlatformFault as fault:
        return fault
    except Exception as fault:
        log.exception("delivery.reader_broke", extra={"amendment": ticket.amendment_id})
        return TryLater(f"The program failed while reading ({type(fault).__name__}).")


def _gate(means: Means, ticket: Ticket) -> None:
    """The last look before the call that changes the post. A take-down passes every hold."""
    try:
        with database.reading(means.engine) as db:
            row = db.get_one(Amendment, ticket.amendment_id)
            if row.state is not AmendState.DOING or row.fence != ticket.fence:
                raise TryLater("Another worker has taken this over.", counts=False)
            if ticket.kind is AmendKind.CORRECT:
                placement = db.get_one(Placement, row.placement_id)
                if holds.covering(db, placement) is not None:
                    raise HoldCame("It is paused. Go on with it, or leave the post as it is.")
    except (errors.OutreachError, SQLAlchemyError):
        raise TryLater(UNREADABLE, counts=False) from None
    # Last, for the database may have kept us waiting.
    if means.monotonic() > ticket.deadline:
        raise TryLater(LATE, counts=False)
