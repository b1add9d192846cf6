"""One yes for several posts at once: each is approved by itself, exactly as it was shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from outreach import errors, identity, posts, review
from outreach.delivery import asking, ways
from outreach.delivery.models import Placement
from outreach.identity import Action, Actor
from outreach.lib.clock import resolve

_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, slots=True)
class Tick:
    """A yes meant for one post: which, and exactly what the person was looking at."""

    placement_id: int
    digest: str


@dataclass(frozen=True, slots=True)
class Told:
    """What became of several yeses given at once."""

    #: Those that have this person's yes now; some may still wait for another step.
    approved: tuple[Placement, ...]
    #: For each that could not be approved: its title and why.
    refused: tuple[tuple[str, str], ...]


def approve(db: Session, ticks: Sequence[Tick], *, by: Actor, now: datetime) -> Told:
    """Say yes to each of these by itself. What changed since, or cannot be approved, is named with
    its reason and left; the others stand.
    """
    by.must(Action.APPROVE)
    approved: list[Placement] = []
    refused: list[tuple[str, str]] = []
    yes = review.Decision.APPROVE
    for tick in dict.fromkeys(ticks):
        try:
            with db.begin_nested():
                made = asking.answer(db, tick.placement_id, tick.digest, yes, by=by, now=now)
            approved.append(made)
        except (errors.Conflict, errors.NotAllowed) as fault:
            refused.append((_title(db, tick, by), str(fault)))
    return Told(tuple(approved), tuple(refused))


def in_week(db: Session, agency_id: int, week: str) -> list[Placement]:
    """What waits for a yes and is due in an ISO week such as 2026-W49, as the agency's days go."""
    first = _monday(week)
    zone = identity.zone(identity.agency(db, agency_id).time_zone)
    start, end = (
        resolve(datetime.combine(day, datetime.min.time()), zone).at
        for day in (first, first + timedelta(days=7))
    )
    return [one for one in asking.waiting(db, agency_id) if start <= one.due_at < end]


def in_campaign(db: Session, agency_id: int, campaign_id: int) -> list[Placement]:
    """What waits for a yes and belongs to a campaign, such as an adopted kit."""
    return [one for one in asking.waiting(db, agency_id) if one.campaign_id == campaign_id]


def week_of(db: Session, placement: Placement) -> str:
    """The ISO week a post is due in, as the agency's days go."""
    zone = identity.zone(identity.agency(db, placement.agency_id).time_zone)
    return name_week(placement.due_at.astimezone(zone).date())


def name_week(day: date) -> str:
    """The ISO week of a day, written as 2026-W49."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _monday(week: str) -> date:
    found = _WEEK.fullmatch(week.strip().upper())
    try:
        if found is None:
            raise ValueError(week)
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        raise errors.BadInput(
            f"“{week}” is not a week. Write the year and its number, such as 2026-W49."
        ) from None


def _title(db: Session, tick: Tick, by: Actor) -> str:
    placement = ways.get(db, tick.placement_id, by)
    name = posts.NAMES[placement.platform]
    return f"{posts.get(db, placement.post_id, by.agency_id).title}, {name}"
