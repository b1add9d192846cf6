"""The last gate: what an adapter notes, and the proof that it may still publish."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from outreach import db as database
from outreach.delivery import holds
from outreach.delivery.lookout import Lookout
from outreach.delivery.marking import Ticket
from outreach.delivery.means import Means
from outreach.delivery.models import PLACEMENT, HoldGate, Placement
from outreach.delivery.settling import HeldUp, HoldCame
from outreach.delivery.states import State


class GateJournal:
    """Given to the adapter: `note` keeps a step durably, or refuses when publishing is no longer
    allowed.

    While the gate was not turned since the mark no hold can have come, and one row tells it all.
    """

    def __init__(self, means: Means, lookout: Lookout, ticket: Ticket) -> None:
        self._means = means
        self._lookout = lookout
        self._ticket = ticket
        self._noted = ticket.journal

    def noted(self) -> str | None:
        """What an earlier attempt, or an earlier call of this one, left here."""
        return self._noted

    def note(self, step: str) -> None:
        """Keep `step`; raises HeldUp when time is up or the row was taken over, HoldCame when a
        hold came.
        """
        try:
            with database.writing(self._means.engine) as db:
                if not self._write(db, step, sa.literal(self._ticket.turns) == _TURNS):
                    self._prove(db)
                    self._write(db, step)
        except (HeldUp, HoldCame):
            raise
        except Exception:
            raise HeldUp(UNREADABLE) from None
        self._in_time()
        self._noted = step

    def check(self) -> None:
        """The same gate without anything to keep."""
        ticket = self._ticket
        try:
            seen = self._lookout.look(ticket.claim.placement_id)
            if seen != (State.SENDING.value, ticket.claim.fence, ticket.turns):
                with database.reading(self._means.engine) as db:
                    self._prove(db)
        except (HeldUp, HoldCame):
            raise
        except Exception:
            raise HeldUp(UNREADABLE) from None
        self._in_time()

    def _write(self, db: Session, step: str, *more: sa.ColumnElement[bool]) -> bool:
        claim = self._ticket.claim
        kept: Any = db.execute(
            sa.update(PLACEMENT)
            .where(
                PLACEMENT.c.id == claim.placement_id,
                PLACEMENT.c.fence == claim.fence,
                PLACEMENT.c.state == State.SENDING,
                *more,
            )
            .values(journal=step[:200])
        )
        return bool(kept.rowcount == 1)

    def _prove(self, db: Session) -> None:
        """The long way, where the short one found anything changed: whose it is, and every hold."""
        claim = self._ticket.claim
        placement = db.get_one(Placement, claim.placement_id)
        if placement.state is not State.SENDING or placement.fence != claim.fence:
            raise HeldUp("Another worker has taken this post over.")
        if holds.covering(db, placement) is not None:
            raise HoldCame(holds.SENTENCE, counts=False)

    def _in_time(self) -> None:
        """Asked last, for the database may have kept us waiting."""
        if self._means.monotonic() > self._ticket.deadline:
            raise HeldUp("The worker was held up too long, so it did not send.")


UNREADABLE = "The state of pauses could not be read, so it was not sent."

_TURNS = sa.select(col(HoldGate.turns)).scalar_subquery()
