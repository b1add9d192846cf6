"""One post as its row is at this instant, seen by a connection that stays open for nothing else."""

import weakref
from collections.abc import Callable
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import col

from outreach.delivery.models import PLACEMENT, HoldGate

#: The state, the fence, and how often the gate was turned: one statement, so one moment.
_LOOK = sa.select(
    PLACEMENT.c.state, PLACEMENT.c.fence, sa.select(col(HoldGate.turns)).scalar_subquery()
).where(PLACEMENT.c.id == sa.bindparam("number"))

Sight = tuple[str, int, int | None]


class Lookout:
    """Shared by all senders. It speaks to the driver itself: this stands right before every send,
    and a session would cost ten times as much.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._connection: Any = None
        self._give_up: Callable[[], object] = _nothing
        said = _LOOK.compile(dialect=engine.dialect)
        self._words, self._by_position = str(said), bool(said.positional)

    def look(self, placement_id: int) -> Sight | None:
        """The post's state and fence and the gate's turns; None when there is no such row.

        Raises what the driver raises when the database cannot be read; the next look begins anew.
        """
        given: Any = (placement_id,) if self._by_position else {"number": placement_id}
        with self._lock:
            try:
                cursor = self._opened().cursor()
                cursor.execute(self._words, given)
                found: Sight | None = cursor.fetchone()
                cursor.close()
            except Exception:
                self._close()
                raise
            return found

    def close(self) -> None:
        """Give the connection up; a later look opens another."""
        with self._lock:
            self._close()

    def _opened(self) -> Any:
        if self._connection is None:
            pooled = self._engine.raw_connection()
            driver: Any = pooled.driver_connection
            # It leaves the pool, since it is not for transactions: every look sees the newest.
            pooled.detach()
            self._engine.dialect.set_isolation_level(driver, "AUTOCOMMIT")
            self._connection = driver
            # Nobody else knows of it, so it is closed with the last who could look through it.
            self._give_up = weakref.finalize(self, driver.close)
        return self._connection

    def _close(self) -> None:
        self._connection = None
        self._give_up()


def _nothing() -> None:
    """There is no connection to give up yet."""
