"""Where an account stands: its followers over the days of a report."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlmodel import Session, col, select

from outreach import identity
from outreach.audience import window_lines
from outreach.audience.figures import AccountLine, Change, DayPoint, Standing, shared_state
from outreach.audience.models import Window
from outreach.audience.windows import TOTAL
from outreach.platforms import Split


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
        state=shared_state(window_lines.number(row) for row in rows if _is_followers(row)),
        gained=_change(rows, "followers_gained", days or [starts_on]),
        lost=_change(rows, "followers_lost", days or [starts_on]),
        followers=tuple(DayPoint(on, totals.get(on)) for on in (before, *days))
        if len(told) > 1
        else (),
        windows=tuple(window_lines.newest(rows)),
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
        state=shared_state(map(window_lines.number, daily)),
        why=why,
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]
