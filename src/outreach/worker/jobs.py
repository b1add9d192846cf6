"""How work is spread over PostgreSQL: the queues, and chunks of claimed posts as jobs.

A job says which claims a worker takes over. The rows say what becomes of them, so a job that is
lost, late or done twice changes nothing.
"""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from psycopg.conninfo import make_conninfo
from sqlalchemy.engine import Engine
from sqlmodel import Session

from outreach import delivery
from outreach.platforms import PlatformName

CHUNK = "chunk"
#: Rounds that ring every second or so, and those that speak to platforms for long.
CLOCK, READ, COUNT, AMEND = "clock", "reconcile", "poll", "amend"
_PUBLISH = "publish."

#: What is handed over and not yet taken in, by queue.
_AHEAD = sa.text(
    "SELECT queue_name, count(*) FROM procrastinate_jobs"
    " WHERE task_name = 'chunk' AND status IN ('todo', 'doing') GROUP BY queue_name"
)
_ALIVE = sa.text(
    "SELECT count(*) FROM procrastinate_workers"
    " WHERE last_heartbeat > now() - make_interval(secs => :lease)"
)


def queue_of(platform: PlatformName) -> str:
    """The queue of a platform's chunks. Those posted by hand share one: nothing is sent there."""
    return f"{_PUBLISH}{'by_hand' if platform.by_hand else platform}"


#: Every queue of posts.
PUBLISH = tuple(sorted({queue_of(platform) for platform in PlatformName}))
#: What each worker process reads: the posts' queues one by one, the clock, and the slow ones.
READERS = len(PUBLISH) + 2
#: Chunks of one platform that a process takes in at a time: the next is there when one is used up.
CHUNKS = 2


def connector(engine: Engine, *, most: int) -> PsycopgConnector:
    """Procrastinate's own connections to the database of this engine."""
    return PsycopgConnector(conninfo=_address(engine), min_size=1, max_size=most)


class Handover:
    """Gives chunks to whoever is free, in the transaction that claimed them."""

    def __init__(self) -> None:
        # Never opened: it only says what is written on the connection it is given.
        self._app = App(connector=SyncPsycopgConnector())

    def give(self, db: Session, chunks: Sequence[delivery.Chunk]) -> None:
        """One job for each chunk, kept if and only if the claims are."""
        connection = db.connection().connection.driver_connection
        for chunk in chunks:
            self._app.configure_task(
                CHUNK, queue=queue_of(chunk.platform), connection=connection
            ).defer(claims=[[claim.placement_id, claim.fence] for claim in chunk.claims])

    def room(self, db: Session, lease_for: timedelta) -> list[PlatformName]:
        """The platforms whose queues hold less than the living workers take in next.

        What waited longer than a lease would have to be claimed anew.
        """
        readers: int = db.scalar(_ALIVE, params={"lease": lease_for.total_seconds()}) or 0
        ahead = CHUNKS * (readers // READERS + 1)
        waiting = {queue: int(chunks) for queue, chunks in db.execute(_AHEAD)}
        return [name for name in PlatformName if waiting.get(queue_of(name), 0) < ahead]


def _address(engine: Engine) -> str:
    _, parts = engine.dialect.create_connect_args(engine.url)
    # SQLAlchemy's own way of adapting values is no part of an address.
    parts.pop("context", None)
    return make_conninfo(**parts)
