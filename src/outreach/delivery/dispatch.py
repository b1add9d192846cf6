"""The send: claim, mark, send, settle.

1. Claim: what is due is taken, with a fence and a lease, and committed.
2. Mark: hold, approval, fence and lease are read and the row goes to `sending`, committed before
   the first byte. Anything but a clear yes closes the attempt unsent.
3. Send: a thread speaks to the platform. Before the call that publishes, it proves once more that
   the row is still its own, that its time is not up, and that no hold has come.
4. Settle: the answer is kept with its record. Without a clear answer the row goes to `unknown`; it
   is never sent again before the account was read.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future

from outreach import db as database
from outreach import errors
from outreach.delivery import backoff, landing, marking, outbox, settling
from outreach.delivery.journal import GateJournal
from outreach.delivery.landing import Answer
from outreach.delivery.lookout import Lookout
from outreach.delivery.means import Means
from outreach.delivery.models import Outcome, Placement
from outreach.delivery.states import State, Who
from outreach.platforms import PlatformFault

log = logging.getLogger(__name__)

#: Where claimed posts come from: at most so many at a time. Unsaid, they are claimed here.
Supply = Callable[[int], list[outbox.Claim]]


class Dispatcher:
    """Sends what is due. It keeps no state that a crash could lose: the rows are the queue."""

    def __init__(
        self,
        means: Means,
        executor: Executor,
        *,
        wake: Callable[[], None],
        supply: Supply | None = None,
    ) -> None:
        self._means = means
        self._supply = supply or self._claim
        self._executor = executor
        self._lookout = Lookout(means.engine)
        self._wake = wake
        self._flying: dict[Future[Answer], marking.Ticket] = {}
        self._stopping = False

    def round(self, *, claim: bool = True) -> int:
        """Settle what came back, then claim, mark and start what is due. Returns how much was
        done. Without `claim` nothing new is begun, for this round only.
        """
        done = self._settle()
        free = self._means.senders - len(self._flying)
        if self._stopping or not claim or free <= 0:
            return done
        claims = self._supply(free)
        for ticket in self._mark(claims):
            flight = self._executor.submit(self._send, ticket)
            self._flying[flight] = ticket
            flight.add_done_callback(lambda _: self._wake())
        return done + len(claims)

    @property
    def in_flight(self) -> tuple[Future[Answer], ...]:
        """The posts on their way."""
        return tuple(self._flying)

    def stop(self) -> None:
        """Claim nothing new from now on. What is marked is finished by further rounds."""
        self._stopping = True

    def _claim(self, most: int) -> list[outbox.Claim]:
        means = self._means
        with database.reading(means.engine) as db:
            if not outbox.is_any_due(db, now=means.clock.now()):
                return []
        now = means.clock.now()
        with database.writing(means.engine) as db:
            return outbox.claim(db, now=now, lease_for=means.timings.lease_for, most=most)

    def _mark(self, claims: list[outbox.Claim]) -> list[marking.Ticket]:
        if not claims:
            return []
        try:
            with database.writing(self._means.engine) as db:
                return marking.mark(db, self._means, claims)
        except errors.NotReady as fault:
            log.error("delivery.stopped", extra={"why": str(fault)})
            self._release(claims, str(fault))
            return []

    def _release(self, claims: list[outbox.Claim], why: str) -> None:
        """Give claimed rows back for a while: they surely were not sent, and would be claimed again
        at once.
        """
        now = self._means.clock.now()
        with database.writing(self._means.engine) as db:
            for claim in claims:
                outbox.take(
                    db,
                    db.get_one(Placement, claim.placement_id),
                    (State.CLAIMED,),
                    State.SCHEDULED,
                    Who.DISPATCHER,
                    under=claim.fence,
                    lease_until=None,
                    not_before=now + backoff.WAITS[0],
                    trouble=why,
                )
                outbox.close(db, claim, Outcome.UNSENT, now=now, detail=why)

    def _send(self, ticket: marking.Ticket) -> Answer:
        """Runs in a sender thread. Every way out is an answer; an unforeseen one counts as
        unknown.
        """
        journal = GateJournal(self._means, self._lookout, ticket)
        try:
            journal.check()
            platform = self._means.platforms[ticket.platform]
            return platform.publish(ticket.connection, ticket.outgoing, journal)
        except PlatformFault as fault:
            return fault

    def _settle(self) -> int:
        """Keep what came back, in one transaction. If it cannot be kept now, the next round tries
        again.
        """
        landed = [flight for flight in self._flying if flight.done()]
        if not landed:
            return 0
        answers = [(self._flying[flight], _answer(flight)) for flight in landed]
        with database.writing(self._means.engine) as db:
            landing.keep(db, answers, now=self._means.clock.now())
        for flight in landed:
            del self._flying[flight]
        return len(landed)


def _answer(flight: Future[Answer]) -> Answer:
    """The thread's answer. A bug in an adapter proves nothing, so it counts as unknown."""
    fault = flight.exception()
    if fault is None:
        return flight.result()
    log.error("delivery.sender_broke", exc_info=fault)
    return settling.broke(fault)
