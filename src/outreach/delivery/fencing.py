"""A fence around a SQLite database that is being left: nothing is claimed any more.

The database itself keeps it, so a worker that was started before obeys as well: what it wants to
claim is simply not there. What it has in hand, it finishes.
"""

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import Session, col

from outreach.delivery.models import Placement
from outreach.delivery.states import State

#: States in which a worker has a post in its hands.
IN_HAND = (State.CLAIMED, State.SENDING, State.RECONCILING)

_FENCE = """
CREATE TRIGGER IF NOT EXISTS fence BEFORE UPDATE OF state ON placement
WHEN NEW.state = 'claimed'
BEGIN SELECT RAISE(IGNORE); END
"""


def fence(connection: Connection) -> None:
    """From this commit on nothing is claimed."""
    connection.exec_driver_sql(_FENCE)


def unfence(connection: Connection) -> None:
    """Let workers go on."""
    connection.exec_driver_sql("DROP TRIGGER IF EXISTS fence")


def in_hand(db: Session) -> int:
    """How many posts a worker holds just now."""
    held = sa.select(sa.func.count()).where(col(Placement.state).in_(IN_HAND))
    return db.scalar(held) or 0
