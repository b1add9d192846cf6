"""Daily windows and follower totals of each account: asked once a day, backwards when it is new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from outreach import db as database
from outreach import identity
from outreach.audience import days, keeping
from outreach.audience.asking import Untold, ask
from outreach.audience.models import Window
from outreach.platforms import BY_HAND, Platform, PlatformName, Reading, ReadingState

#: A total that stands at the end of a day, such as followers, covers no days.
TOTAL = 0


@dataclass(frozen=True, slots=True)
class DaysDue:
    """An account, the newest day that is over where its agency is, and the days to ask for."""

    account: identity.Account
    newest: date
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class CapturedWindows:
    """What one pass did: days asked, numbers kept, accounts that told nothing."""

    days: int = 0
    kept: int = 0
    untold: int = 0


def windows_due(db: Session, now: datetime) -> tuple[DaysDue, ...]:
    """Every account that is to be asked now, and for which days."""
    rows = db.exec(
        select(identity.Account, identity.Agency.time_zone)
        .join(identity.Agency, col(identity.Agency.id) == col(identity.Account.agency_id))
        .where(
            col(identity.Account.platform).not_in(BY_HAND),
            identity.Account.state != identity.AccountState.DISCONNECTED,
        )
        .order_by(col(identity.Account.id))
    )
    found = []
    for account, time_zone in rows.all():
        newest = days.last_full_day(now.astimezone(ZoneInfo(time_zone)).date())
        missing = days.to_ask(_known(db, account, newest), newest, now)
        if missing:
            found.append(DaysDue(account, newest, missing))
    return tuple(found)


def capture_windows(
    engine: Engine,
    platforms: Mapping[PlatformName, Platform],
    vault: identity.Vault,
    *,
    now: datetime,
) -> CapturedWindows:
    """Ask every account for the days it is missing, newest first, and keep what it tells.

    An account that tells no window is left until the next pass; the others are asked all the same.
    """
    with database.reading(engine) as db:
        due = windows_due(db, now)
    asked = kept = untold = 0
    for one in due:
        for on in one.days:
            asked += 1
            readings, told = _ask(one, on, platforms=platforms, vault=vault, now=now)
            with database.writing(engine) as db:
                kept += keep_day(db, one, on, readings, now=now)
            untold += not told
            if not any(_is_window(reading) for reading in readings):
                break
    return CapturedWindows(asked, kept, untold)


def keep_day(
    db: Session, one: DaysDue, on: date, readings: Iterable[Reading], *, now: datetime
) -> int:
    """Keep what was told of one day.

    A total is what stands now, so it is kept for the newest day only and never as one of the past.
    """
    told = [reading for reading in readings if on == one.newest or (reading.days or TOTAL) != TOTAL]
    return keeping.keep(
        db,
        Window,
        [
            keeping.row(
                reading,
                now,
                account_id=one.account.id,
                ends_on=on,
                days=reading.days or TOTAL,
            )
            for reading in told or [_nothing()]
        ],
    )


def _ask(
    one: DaysDue,
    on: date,
    *,
    platforms: Mapping[PlatformName, Platform],
    vault: identity.Vault,
    now: datetime,
) -> tuple[list[Reading], bool]:
    """What the account's platform says of one day, and whether it said anything."""
    try:
        told = ask(
            one.account,
            lambda platform, account: platform.measure_account(account, ends_on=on, now=now),
            platforms=platforms,
            vault=vault,
        )
    except Untold as reason:
        return [_failed(str(reason))], False
    return told, True


def _is_window(reading: Reading) -> bool:
    return reading.state is ReadingState.VALUE and (reading.days or TOTAL) != TOTAL


def _failed(why: str) -> Reading:
    return Reading("reach", ReadingState.FAILED, None, "", "", days=1, why=why)


def _nothing() -> Reading:
    why = "The platform told nothing about a day this long ago."
    return Reading("reach", ReadingState.NOT_OFFERED, None, "", "", days=1, why=why)


def _known(db: Session, account: identity.Account, newest: date) -> dict[date, days.Day]:
    failed = sa.func.count().filter(col(Window.state) == ReadingState.FAILED)
    something = sa.func.count().filter(
        col(Window.state) == ReadingState.VALUE, col(Window.days) != TOTAL
    )
    rows = db.execute(
        sa.select(
            col(Window.ends_on),
            sa.func.max(col(Window.asked_at), type_=database.Utc()),
            failed,
            something,
        )
        .where(
            col(Window.account_id) == account.id,
            col(Window.ends_on) > newest - timedelta(days=days.KEPT_FOR_DAYS),
        )
        .group_by(col(Window.ends_on))
    )
    return {
        on: days.Day(_told(failures, values), asked_at) for on, asked_at, failures, values in rows
    }


def _told(failures: int, values: int) -> days.Told:
    if failures:
        return days.Told.FAILED
    return days.Told.SOMETHING if values else days.Told.NOTHING
