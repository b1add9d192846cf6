"""Who waits for whom: workers side by side, and chains that one adds to at a time.

On SQLite a writer is alone already, so none of this changes anything there.
"""

from collections.abc import Iterable
from zlib import crc32

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import Session


def alongside(engine: Engine) -> Engine:
    """The same engine for a worker: its writes wait for people's, and not for other workers'."""
    return engine.execution_options(outreach_alongside=True)


def one_by_one(db: Session, chain: str, keys: Iterable[int]) -> None:
    """Whoever adds to one of these chains waits until those before have committed.

    The keys are taken in their order, so two that take several never wait for each other.
    """
    if _is_alone(db):
        return
    number = crc32(chain.encode()) - 2**31
    for key in sorted(set(keys)):
        db.execute(sa.select(sa.func.pg_advisory_xact_lock(number, key)))


def _is_alone(db: Session) -> bool:
    return db.get_bind().dialect.name == "sqlite"
