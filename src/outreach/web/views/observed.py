"""How observances stand on the calendar: quietly, each with its tone in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from outreach import almanac
from outreach.almanac import Occurrence, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """One observance on a day."""

    name: str
    #: Solemn, celebratory or informational; and whether its date is only expected.
    tone: str
    #: Until when, where it goes on.
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """Everything that falls in the days of a page."""

    found: tuple[Occurrence, ...]

    def marks(self, on: date, *, with_posts: bool) -> tuple[Mark, ...]:
        """What to show on a day: what begins on it, and on a day with posts all it lies in."""
        return tuple(
            _mark(each, on) for each in self._short(on) if with_posts or each.span.first == on
        )

    def notes(self, on: date, *, with_posts: bool) -> tuple[str, ...]:
        """What whoever planned a post for that day should hear."""
        return almanac.notes(self._short(on)) if with_posts else ()

    def months(self, first: date, last: date) -> tuple[Mark, ...]:
        """What colours all of these days or many of them, such as a heritage month."""
        span = Span(first, last)
        return tuple(
            _mark(each, first) for each in self.found if not each.is_short and each.span.meets(span)
        )

    def _short(self, on: date) -> Sequence[Occurrence]:
        return [each for each in self.found if each.is_short and on in each.span]


def observed(db: Session, agency_id: int, first: date, last: date) -> Observed:
    """What the agency observes from one day through another."""
    here = almanac.here(db, agency_id)
    return Observed(almanac.during(Span(first, last), here))


def _mark(each: Occurrence, on: date) -> Mark:
    sure = ", date not confirmed" if each.estimated else ""
    until = each.span.last if each.span.last > on else None
    return Mark(each.observance.name, f"{each.observance.tone}{sure}", until)
