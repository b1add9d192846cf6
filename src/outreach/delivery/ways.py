"""What every act of a person on the calendar begins and ends with: find the post, take a way."""

from typing import Any

from sqlmodel import Session

from outreach import errors, identity
from outreach.delivery import outbox
from outreach.delivery.models import Placement
from outreach.delivery.states import State, Who, origins
from outreach.identity import Actor


def get(db: Session, placement_id: int, by: Actor) -> Placement:
    """One placement of the person's agency."""
    placement = db.get(Placement, placement_id)
    if placement is None or placement.agency_id != by.agency_id:
        raise errors.NotFound("There is no such post.")
    return placement


def is_practice(db: Session, placement: Placement) -> bool:
    """Whether nobody outside sees what goes out by its account."""
    return identity.account_of(db, placement.account_id, placement.agency_id).practice


def must_be(placement: Placement, states: tuple[State, ...], verb: str) -> None:
    """Refuse what stands elsewhere by now."""
    if placement.state not in states:
        raise errors.Conflict(
            f"This post is “{placement.state.words}” now, so it cannot be {verb}. "
            "Look at it as it is now."
        )


def go(db: Session, placement: Placement, goal: State, **values: Any) -> None:
    """Take a person's way from where the post is now; refuses when there is none, or it just
    moved.
    """
    from_here = (placement.state,)
    if placement.state not in origins(goal, Who.PERSON) or not outbox.take(
        db, placement, from_here, goal, Who.PERSON, **values
    ):
        raise errors.Conflict(
            f"This post is “{placement.state.words}” now, so that cannot be done. "
            "Look at it as it is now."
        )
