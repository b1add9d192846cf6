"""What an agency has made its own of the observances: dates it confirmed, variants it chose."""

from collections import defaultdict
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach import errors, identity, records
from outreach.almanac import listing, observances
from outreach.almanac.models import ObservanceChoice, ObservanceDate
from outreach.almanac.observances import NEAR, Here, Observance
from outreach.almanac.spans import Span
from outreach.identity import Action, Actor

#: No observance that is confirmed by its days lasts longer.
LONGEST = 31


def here(db: Session, agency_id: int) -> Here:
    """The agency's state, its choices and the dates it confirmed."""
    confirmed: defaultdict[str, list[Span]] = defaultdict(list)
    chosen = set()
    for observance, first, last in db.execute(_kept(agency_id)):
        if first is None or last is None:
            chosen.add(observance)
        else:
            confirmed[observance].append(Span(first, last))
    return Here(
        state=identity.agency(db, agency_id).state,
        chosen=frozenset(chosen),
        confirmed=dict(confirmed),
    )


def _kept(agency_id: int) -> sa.CompoundSelect[tuple[str, date | None, date | None]]:
    """Both at one stroke, since every look at a post asks for them; a choice has no days."""
    nothing = sa.null().cast(sa.Date)
    choice, day = ObservanceChoice, ObservanceDate
    chosen = sa.select(col(choice.observance), nothing, nothing.label("last"))
    dates = sa.select(col(day.observance), col(day.first_on), col(day.last_on))
    return sa.union_all(
        chosen.where(col(choice.agency_id) == agency_id),
        dates.where(col(day.agency_id) == agency_id),
    )


def confirm(
    db: Session,
    observance_id: str,
    first: date,
    *,
    last: date | None = None,
    by: Actor,
    now: datetime,
) -> Span:
    """Note the days that an observance has, in place of its estimate or of an earlier note.

    Refuses one whose rule leaves no doubt, and days that are turned round or far too many.
    """
    by.must(Action.WRITE)
    observance = listing.find(observance_id)
    if not observance.confirm_yearly:
        raise errors.BadInput(
            f"{observance.name} needs no confirming: it is the {observance.told} in every year."
        )
    span = _span(observance, first, last)
    for earlier in _dates(db, by.agency_id):
        apart = abs((earlier.first_on - first).days)
        if earlier.observance == observance.id and apart <= NEAR:
            db.delete(earlier)
    db.flush()
    row = ObservanceDate(
        agency_id=by.agency_id,
        observance=observance.id,
        first_on=span.first,
        last_on=span.last,
        by_id=by.person_id,
        confirmed_at=now,
    )
    db.add(row)
    db.flush()
    body: dict[str, str | int] = {
        "observance": observance.id,
        "first_on": span.first.isoformat(),
        "last_on": span.last.isoformat(),
    }
    _record(db, "confirmed", row.id, body, by=by, now=now)
    return span


def choose(db: Session, observance_id: str, *, by: Actor, now: datetime) -> Observance:
    """Keep this one of its family, whatever is the custom of the state. Refuses one without."""
    by.must(Action.WRITE)
    observance = listing.find(observance_id)
    if observance.variant_of is None:
        raise errors.BadInput(f"{observance.name} has no other dates to choose from.")
    for earlier in _choices(db, by.agency_id):
        if earlier.family == observance.variant_of:
            db.delete(earlier)
    db.flush()
    row = ObservanceChoice(
        agency_id=by.agency_id,
        family=observance.variant_of,
        observance=observance.id,
        by_id=by.person_id,
        chosen_at=now,
    )
    db.add(row)
    db.flush()
    _record(db, "chosen", row.id, {"observance": observance.id}, by=by, now=now)
    return observance


def _span(observance: Observance, first: date, last: date | None) -> Span:
    if last is None:
        expected = observances.occurrences(observance, first.year)
        # What is announced without any estimate is taken for the week that most of them are.
        length = expected[0].span.length if expected else 7
        return Span.days(first, length)
    if last < first or last - first >= timedelta(days=LONGEST):
        raise errors.BadInput(
            f"An observance ends on its first day or later, and has at most {LONGEST} days."
        )
    return Span(first, last)


def _dates(db: Session, agency_id: int) -> list[ObservanceDate]:
    rows = select(ObservanceDate).where(ObservanceDate.agency_id == agency_id)
    return list(db.exec(rows.order_by(col(ObservanceDate.first_on))))


def _choices(db: Session, agency_id: int) -> list[ObservanceChoice]:
    return list(db.exec(select(ObservanceChoice).where(ObservanceChoice.agency_id == agency_id)))


def _record(
    db: Session,
    act: str,
    about: int | None,
    body: dict[str, str | int],
    *,
    by: Actor,
    now: datetime,
) -> None:
    records.append(
        db,
        f"observances.{act}",
        ("observance", about or 0),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body=dict(body),
    )
