"""An account's readings of its windows, as a report shows them."""

from collections.abc import Iterable

from outreach.audience import wording
from outreach.audience.figures import Number, WindowLine
from outreach.audience.models import Window
from outreach.audience.windows import TOTAL
from outreach.platforms import ReadingState, Split


def newest(rows: Iterable[Window]) -> Iterable[WindowLine]:
    """Of each window the newest that was told; if none was, why not."""
    found: dict[tuple[str, int, Split], Window] = {}
    for row in rows:
        key = (row.metric, row.days, row.split)
        if row.state is ReadingState.VALUE or _untold(found.get(key)):
            found[key] = row
    for row in sorted(found.values(), key=_place):
        if row.days != TOTAL and row.metric not in {"followers_gained", "followers_lost"}:
            yield WindowLine(row.days, row.ends_on, number(row))


def number(row: Window) -> Number:
    """What one reading told, as it is shown."""
    return Number(
        metric=row.metric,
        split=row.split,
        state=row.state,
        value=row.value,
        asked_at=row.asked_at,
        why=row.why,
        source=row.source,
        definition=row.definition,
    )


def _untold(row: Window | None) -> bool:
    return row is None or row.state is not ReadingState.VALUE


def _place(row: Window) -> tuple[int, int, int]:
    return wording.place(row.metric), row.days, list(Split).index(row.split)
