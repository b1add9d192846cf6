"""Claimed posts that do not leave: closed unsent, a group for each reason, with their records."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from outreach import records
from outreach.delivery import grouped
from outreach.delivery.grouped import Claim
from outreach.delivery.models import Outcome
from outreach.delivery.states import State, Who
from outreach.lib import digest


@dataclass(frozen=True, slots=True)
class About:
    """What every record of a post says of it."""

    agency_id: int
    body: dict[str, digest.Plain]


@dataclass(frozen=True, slots=True)
class Stopped:
    """One claimed post, where it goes instead, and why."""

    claim: Claim
    goal: State
    why: str
    about: About = field(repr=False)


def stop_all(db: Session, stops: Sequence[Stopped], *, now: datetime) -> None:
    """Close these claimed posts unsent, for reasons found at the mark."""
    alike: dict[tuple[State, str], list[Stopped]] = {}
    for each in stops:
        alike.setdefault((each.goal, each.why), []).append(each)
    for (goal, why), group in alike.items():
        _stop(db, group, goal, why, now=now)


def _stop(db: Session, group: Sequence[Stopped], goal: State, why: str, *, now: datetime) -> None:
    claims = [each.claim for each in group]
    moved = grouped.take_all(
        db, claims, State.CLAIMED, goal, Who.DISPATCHER, lease_until=None, trouble=why[:500]
    )
    ours = [each for each in group if each.claim.placement_id in moved]
    grouped.close_all(db, moved, Outcome.UNSENT, now=now, detail=why)
    told = [
        records.Entry(
            each.about.agency_id,
            f"delivery.{goal}",
            ("placement", each.claim.placement_id),
            {**each.about.body, "why": why},
        )
        for each in ours
    ]
    records.append_many(db, told, at=now)
