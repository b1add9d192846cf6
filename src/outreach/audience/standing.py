"""Where an account stands: its followers over the days of a report, and its newest windows."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlmodel import Session, col, select

from outreach import identity
from outreach.audience import wording
from outreach.audience.figures import (
    AccountLine,
    Change,
    DayPoint,
    Number,
    Standing,
    WindowLine,
    shared_state,
)
from outreach.audience.models import Window
from outreach.audience.windows import TOTAL
from outreach.platforms import ReadingState, Split


def account_line(
    db: Session, account: identity.Account, starts_on: date, ends_on: date
) -> AccountLine:
    """The account from the evening before the first day to the last day that was told."""
    assert account.id is not None  # noqa: S101 - read from the database
    before = starts_on - timedelta(days=1)
    rows = db.exec(
        select(Window)
        .where(Window.account_id == account.id, col(Window.ends_on).between(before, ends_on))
        .order_by(col(Window.ends_on))
    ).all()
    totals = {row.ends_on: row.value for row in rows if _is_followers(row)}
    told = [Standing(on, value) for on, value in totals.items() if value is not None]
    days = _days(starts_on, max((row.ends_on for row in rows), default=before))
    return AccountLine(
        account_id=account.id,
        platform=account.platform,
        handle=account.handle,
        name=account.name,
        practice=account.practice,
        start=told[0] if told else None,
        end=told[-1] if told else None,
        state=shared_state(_number(row) for row in rows if _is_followers(row)),
        gained=_change(rows, "followers_gained", days or [starts_on]),
        lost=_change(rows, "followers_lost", days or [starts_on]),
        followers=tuple(DayPoint(on, totals.get(on)) for on in (before, *days))
        if len(told) > 1
        else (),
        windows=tuple(_newest(rows)),
    )


def _is_followers(row: Window) -> bool:
    return row.metric == "followers" and row.days == TOTAL and row.split is Split.ALL


def _change(rows: Iterable[Window], metric: str, days: list[date]) -> Change:
    """What each day told, added up: a follow is an act, and its day is its own."""
    daily = [row for row in rows if row.metric == metric and row.days == 1 and row.ends_on in days]
    told = [row.value for row in daily if row.value is not None]
    why = next((row.why for row in reversed(daily) if row.value is None), "")
    return Change(
        value=sum(told) if told else None,
        told=len(told),
        first=days[0],
        last=days[-1],
        state=shared_state(map(_number, daily)),
        why=why,
    )


def _newest(rows: Iterable[Window]) -> Iterable[WindowLine]:
    """Of each window the newest that was told; if none was, why not."""
    newest: dict[tuple[str, int, Split], Window] = {}
    for row in rows:
        key = (row.metric, row.days, row.split)
        if row.state is ReadingState.VALUE or _untold(newest.get(key)):
            newest[key] = row
    for row in sorted(newest.values(), key=_place):
        if row.days != TOTAL and row.metric not in {"followers_gained", "followers_lost"}:
            yield WindowLine(row.days, row.ends_on, _number(row))


def _untold(row: Window | None) -> bool:
    return row is None or row.state is not ReadingState.VALUE


def _number(row: Window) -> Number:
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


def _place(row: Window) -> tuple[int, int, int]:
    return wording.place(row.metric), row.days, list(Split).index(row.split)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]
