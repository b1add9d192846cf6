"""Keeping what was told: each number once, and only a failure is ever written over."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from outreach.audience.models import Snapshot, Window
from outreach.platforms import Reading, ReadingState

_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_TOLD = ("asked_at", "state", "value", "source", "definition", "why")


def row(reading: Reading, asked_at: datetime, **key: object) -> dict[str, object]:
    """A reading as a row, under the key of the table it goes to."""
    return {
        **key,
        "asked_at": asked_at,
        "metric": reading.metric,
        "split": reading.split,
        "state": reading.state,
        "value": reading.value if reading.state is ReadingState.VALUE else None,
        "source": reading.source,
        "definition": reading.definition,
        "why": reading.why[:300],
    }


def keep(db: Session, table: type[Snapshot | Window], rows: Sequence[dict[str, object]]) -> int:
    """Write the rows that are new or that mend a failure, and say how many."""
    if not rows:
        return 0
    upsert = _upsert(db.get_bind().dialect.name, table)
    told = db.execute(upsert, list(rows), execution_options={"preserve_rowcount": True})
    return cast("sa.CursorResult[Any]", told).rowcount


@cache
def _upsert(dialect: str, table: type[Snapshot | Window]) -> sa.Insert:
    """One row at a time, because one statement may not touch the same number twice."""
    statement: Any = _INSERTS[dialect](table.__table__)  # type: ignore[union-attr]
    upsert: sa.Insert = statement.on_conflict_do_update(
        index_elements=_key(table),
        set_={name: statement.excluded[name] for name in _TOLD},
        where=col(table.state) == ReadingState.FAILED,
    )
    return upsert


def _key(table: type[Snapshot | Window]) -> list[str]:
    unique = next(
        constraint
        for constraint in table.__table__.constraints  # type: ignore[union-attr]
        if isinstance(constraint, sa.UniqueConstraint)
    )
    return [column.name for column in unique.columns]
