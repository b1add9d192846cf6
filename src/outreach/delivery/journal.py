"""The last gate before the call that publishes, and what the attempts of one post remember."""

from sqlalchemy.exc import SQLAlchemyError

from outreach import db as database
from outreach import errors
from outreach.delivery import holds
from outreach.delivery.marking import Ticket
from outreach.delivery.means import Means
from outreach.delivery.models import Placement
from outreach.delivery.settling import HeldUp, HoldCame
from outreach.delivery.states import State


class GateJournal:
    """Given to the adapter: `note` keeps a step durably, or refuses when publishing is no longer
    allowed.
    """

    def __init__(self, means: Means, ticket: Ticket) -> None:
        self._means = means
        self._ticket = ticket
        self._noted = ticket.journal

    def noted(self) -> str | None:
        """What an earlier attempt, or an earlier call of this one, left here."""
        return self._noted

    def note(self, step: str) -> None:
        """Keep `step`; raises HeldUp when time is up or the row was taken over, HoldCame when a
        hold came.
        """
        self._pass(step)
        self._noted = step

    def check(self) -> None:
        """The same gate without anything to keep."""
        self._pass(None)

    def _pass(self, step: str | None) -> None:
        open_session = database.reading if step is None else database.writing
        try:
            with open_session(self._means.engine) as db:
                placement = db.get_one(Placement, self._ticket.claim.placement_id)
                self._prove_ours(placement)
                if holds.covering(db, placement) is not None:
                    raise HoldCame(holds.SENTENCE, counts=False)
                if step is not None:
                    placement.journal = step[:200]
                    db.add(placement)
        except (errors.OutreachError, SQLAlchemyError):
            raise HeldUp("The state of pauses could not be read, so it was not sent.") from None
        # Last, for the database may have kept us waiting.
        if self._means.monotonic() > self._ticket.deadline:
            raise HeldUp("The worker was held up too long, so it did not send.")

    def _prove_ours(self, placement: Placement) -> None:
        claim = self._ticket.claim
        if placement.state is not State.SENDING or placement.fence != claim.fence:
            raise HeldUp("Another worker has taken this post over.")
