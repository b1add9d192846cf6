"""What the calendar shows: a month of days with their posts, or the days ahead that have any."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from outreach import campaigns, delivery, errors
from outreach.platforms import PlatformName
from outreach.web.views.observed import Mark, Observed, observed
from outreach.web.views.standing import Line, Standings, lines, standings

#: An agenda looks this far at once.
AGENDA_FOR = timedelta(weeks=4)
#: The order in which the legend explains what occurs.
LEGEND = (
    "draft", "waiting", "returned", "refused", "scheduled", "held", "claimed", "sending",
    "unknown", "reconciling", "published", "taken_down", "handed_off", "missed", "needs_person",
    "needs_sign_in", "failed",
)  # fmt: skip
YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class Chip:
    """One idea at one time, as it stands on the calendar."""

    id: int
    at: str
    platforms: tuple[PlatformName, ...]
    title: str
    state: str
    #: What the clock change did to its time, if anything.
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day with its posts."""

    on: date
    chips: tuple[Chip, ...]
    is_today: bool
    is_past: bool
    in_month: bool = True
    #: What the clocks do on this day, if anything.
    note: str = ""
    #: Observances, and what they ask of whoever planned a post for this day.
    marks: tuple[Mark, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The month page."""

    first: date
    before: date
    after: date
    weeks: tuple[tuple[Cell, ...], ...]
    legend: tuple[str, ...]
    count: int
    #: Observances that last long, such as a heritage month.
    around: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """The agenda page."""

    first: date
    last: date
    before: date
    after: date
    days: tuple[Cell, ...]
    legend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose calendar, on what day it is looked at, and which campaign if only one."""

    agency_id: int
    zone: ZoneInfo
    today: date
    campaign_id: int | None = None


def month_page(db: Session, asked: Asked, first: date) -> MonthPage:
    """A month with the days of its neighbours that fill up its weeks."""
    begins, ends = campaigns.month_span(first)
    found = _entries(db, asked, begins, ends)
    known = standings(db, asked.agency_id, found)
    grid = campaigns.month(found, first, today=asked.today)
    kept = observed(db, asked.agency_id, begins, ends)
    weeks = tuple(tuple(_cell(day, known, asked, kept) for day in week) for week in grid.weeks)
    own = [cell for week in weeks for cell in week if cell.in_month]
    count = sum(len(cell.chips) for cell in own)
    around = kept.months(own[0].on, own[-1].on)
    return MonthPage(grid.first, grid.before, grid.after, weeks, _legend(own), count, around)


def agenda_page(db: Session, asked: Asked, first: date) -> AgendaPage:
    """Four weeks from `first`, the days without posts left out."""
    last = first + AGENDA_FOR - timedelta(days=1)
    found = _entries(db, asked, first, last)
    known = standings(db, asked.agency_id, found)
    days = campaigns.agenda(found, first, last, today=asked.today).days
    kept = observed(db, asked.agency_id, first, last)
    cells = tuple(_cell(day, known, asked, kept) for day in days)
    return AgendaPage(first, last, first - AGENDA_FOR, first + AGENDA_FOR, cells, _legend(cells))


def month_of(written: str, today: date) -> date:
    """The first day of a month written as 2026-11; nothing written is the month it is."""
    if not written:
        return today.replace(day=1)
    try:
        first = datetime.strptime(written, "%Y-%m").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        first = None
    if first is None or first.year not in YEARS:
        raise errors.BadInput(f"“{written}” is not a month. Write it as {today:%Y-%m}.")
    return first


def day_of(written: str, today: date) -> date:
    """A day written as 2026-11-23; nothing written is today."""
    if not written:
        return today
    try:
        on = date.fromisoformat(written)
    except ValueError:
        on = None
    if on is None or on.year not in YEARS:
        raise errors.BadInput(f"“{written}” is not a day. Write it as {today}.")
    return on


def _entries(db: Session, asked: Asked, first: date, last: date) -> tuple[campaigns.Entry, ...]:
    return campaigns.entries(
        db, asked.agency_id, first=first, last=last, campaign_id=asked.campaign_id
    )


def _cell(day: campaigns.Day, known: Standings, asked: Asked, kept: Observed) -> Cell:
    with_posts = bool(day.entries)
    return Cell(
        on=day.on,
        chips=tuple(_chip(line) for line in lines(day.entries, known)),
        is_today=day.is_today,
        is_past=day.on < asked.today,
        in_month=day.in_month,
        note=clock_change(day.on, asked.zone),
        marks=kept.marks(day.on, with_posts=with_posts),
        cautions=kept.notes(day.on, with_posts=with_posts and day.on >= asked.today),
    )


def _chip(line: Line) -> Chip:
    at = line.entry.local
    minutes = f":{at.minute:02}" if at.minute else ""
    written = f"{at.hour % 12 or 12}{minutes} {'AM' if at.hour < 12 else 'PM'}"
    return Chip(line.id, written, line.platforms, line.title, line.state, _SHIFTS[line.entry.shift])


_SHIFTS = {
    delivery.Shift.NONE: "",
    delivery.Shift.GAP: "Moved: the chosen time does not exist on this day.",
    delivery.Shift.FOLD: "The first of two: this time happens twice on this day.",
}


def clock_change(on: date, zone: ZoneInfo) -> str:
    """What the clocks of the zone do on this day; nothing on most days."""
    begins = datetime.combine(on, time.min, zone).utcoffset()
    ends = datetime.combine(on + timedelta(days=1), time.min, zone).utcoffset()
    if begins is None or ends is None or begins == ends:
        return ""
    return "Clocks go forward" if ends > begins else "Clocks go back"


def _legend(cells: Iterable[Cell]) -> tuple[str, ...]:
    present = {chip.state for cell in cells for chip in cell.chips}
    return tuple(state for state in LEGEND if state in present)
