"""Campaigns: found one, find it again, and see its weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from outreach import errors, records
from outreach.campaigns.models import Campaign
from outreach.identity import Action, Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a campaign wants, with whom, by which messages, and when."""

    key: str
    title: str
    objective: str
    starts_on: date
    ends_on: date
    audiences: tuple[str, ...] = ()
    key_messages: tuple[str, ...] = ()
    #: One theme for each week, in order.
    themes: tuple[str, ...] = ()
    #: Languages its audiences are promised words in.
    languages: tuple[str, ...] = ()
    #: Its hashtags by language; the first ties its posts together.
    hashtags: Mapping[str, Sequence[str]] = field(default_factory=dict)
    funding_credit: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a campaign, counted from its first day, and what it is about."""

    number: int
    first: date
    last: date
    theme: str


def found(db: Session, brief: Brief, *, by: Actor, now: datetime) -> Campaign:
    """Start a campaign. Refuses a missing objective, a window turned round, and a key in use."""
    by.must(Action.WRITE)
    _check(brief)
    if _by_key(db, brief.key, by.agency_id) is not None:
        raise errors.Conflict(
            f"There is already a campaign with the id “{brief.key}”. Open that one instead."
        )
    campaign = Campaign(
        agency_id=by.agency_id,
        key=brief.key,
        title=brief.title.strip(),
        objective=brief.objective.strip(),
        audiences=list(brief.audiences),
        key_messages=list(brief.key_messages),
        themes=list(brief.themes),
        languages=list(brief.languages),
        hashtags={code: list(tags) for code, tags in brief.hashtags.items()},
        funding_credit=brief.funding_credit,
        starts_on=brief.starts_on,
        ends_on=brief.ends_on,
        by_id=by.person_id,
        created_at=now,
    )
    db.add(campaign)
    db.flush()
    records.append(
        db,
        "campaigns.founded",
        ("campaign", campaign.id or 0),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={
            "title": campaign.title,
            "objective": campaign.objective,
            "starts_on": campaign.starts_on.isoformat(),
            "ends_on": campaign.ends_on.isoformat(),
        },
    )
    return campaign


def get(db: Session, campaign_id: int, agency_id: int) -> Campaign:
    """One campaign of the agency."""
    campaign = db.get(Campaign, campaign_id)
    if campaign is None or campaign.agency_id != agency_id:
        raise errors.NotFound("There is no such campaign.")
    return campaign


def by_key(db: Session, key: str, agency_id: int) -> Campaign:
    """The agency's campaign of that id."""
    campaign = _by_key(db, key, agency_id)
    if campaign is None:
        raise errors.NotFound(f"There is no campaign with the id “{key}”.")
    return campaign


def listing(db: Session, agency_id: int) -> list[Campaign]:
    """The agency's campaigns, the newest window first."""
    return list(
        db.exec(
            select(Campaign)
            .where(Campaign.agency_id == agency_id)
            .order_by(col(Campaign.starts_on).desc(), col(Campaign.id).desc())
        )
    )


def weeks(campaign: Campaign) -> tuple[Week, ...]:
    """The campaign's weeks with their themes; the last one ends with the campaign."""
    days = (campaign.ends_on - campaign.starts_on).days + 1
    return tuple(
        Week(
            number=number + 1,
            first=campaign.starts_on + timedelta(weeks=number),
            last=min(campaign.starts_on + timedelta(weeks=number, days=6), campaign.ends_on),
            theme=campaign.themes[number] if number < len(campaign.themes) else "",
        )
        for number in range(-(-days // 7))
    )


def week_of(campaign: Campaign, on: date) -> Week | None:
    """The campaign's week that a day belongs to; None outside its window."""
    return next((week for week in weeks(campaign) if week.first <= on <= week.last), None)


def _check(brief: Brief) -> None:
    faults = []
    if not brief.title.strip():
        faults.append(errors.Fault("title", "is missing.", "Name the campaign."))
    if not brief.objective.strip():
        faults.append(
            errors.Fault("objective", "is missing.", "Say what should be different at its end.")
        )
    if brief.ends_on < brief.starts_on:
        faults.append(
            errors.Fault(
                "ends_on", "is before the first day.", "Choose the first day or a later one."
            )
        )
    if faults:
        raise errors.BadInput("The campaign cannot be started yet.", tuple(faults))


def _by_key(db: Session, key: str, agency_id: int) -> Campaign | None:
    return db.exec(
        select(Campaign).where(Campaign.key == key, Campaign.agency_id == agency_id)
    ).first()
