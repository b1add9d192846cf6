"""The numbers of posts as last told, and how they grew, read in one go."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach.audience import wording
from outreach.audience.figures import Number
from outreach.audience.models import Snapshot
from outreach.platforms import ReadingState, Split


@dataclass(frozen=True, slots=True)
class Told:
    """One number of one post at one age."""

    asked_at: datetime
    value: int | None
    why: str


def numbers(db: Session, placement_ids: sa.Select[Any]) -> defaultdict[int, list[Number]]:
    """Each number of each post as last told, with the reason if a later asking failed."""
    found: defaultdict[int, dict[tuple[str, Split], list[Snapshot]]]
    found = defaultdict(lambda: defaultdict(list))
    for snapshot in db.exec(_last(placement_ids)):
        found[snapshot.placement_id][snapshot.metric, snapshot.split].append(snapshot)
    made: defaultdict[int, list[Number]] = defaultdict(list)
    for placement_id, by_metric in found.items():
        made[placement_id] = sorted((_number(rows) for rows in by_metric.values()), key=_place)
    return made


def growth(db: Session, placement_ids: sa.Select[Any]) -> defaultdict[int, dict[int, Told]]:
    """How often each post had been shown at each age it was asked at."""
    rows = db.exec(
        select(Snapshot).where(
            col(Snapshot.placement_id).in_(placement_ids),
            col(Snapshot.metric).in_(set(wording.SHOWN_BY.values())),
            Snapshot.split == Split.ALL,
        )
    )
    made: defaultdict[int, dict[int, Told]] = defaultdict(dict)
    for row in rows:
        made[row.placement_id][row.age_minutes] = Told(row.asked_at, row.value, row.why)
    return made


def _last(placement_ids: sa.Select[Any]) -> Any:
    """Of every number the newest row, and the newest that has a value."""
    told = col(Snapshot.state) == ReadingState.VALUE
    same = (col(Snapshot.placement_id), col(Snapshot.metric), col(Snapshot.split))
    newest = col(Snapshot.age_minutes).desc()
    ranked = (
        sa.select(
            col(Snapshot.id).label("id"),
            sa.func.row_number().over(partition_by=same, order_by=newest).label("newest"),
            sa.func.row_number()
            .over(partition_by=same, order_by=(told.desc(), newest))
            .label("told"),
        )
        .where(col(Snapshot.placement_id).in_(placement_ids))
        .subquery()
    )
    wanted = sa.select(ranked.c.id).where(sa.or_(ranked.c.newest == 1, ranked.c.told == 1))
    return select(Snapshot).where(col(Snapshot.id).in_(wanted)).order_by(col(Snapshot.age_minutes))


def _number(rows: Iterable[Snapshot]) -> Number:
    ordered = list(rows)
    last = ordered[-1]
    best = next((row for row in reversed(ordered) if row.state is ReadingState.VALUE), last)
    return Number(
        metric=best.metric,
        split=best.split,
        state=best.state,
        value=best.value,
        asked_at=best.asked_at,
        why=last.why if last is not best else best.why,
        source=best.source,
        definition=best.definition,
    )


def _place(number: Number) -> tuple[int, int]:
    return wording.place(number.metric), list(Split).index(number.split)
