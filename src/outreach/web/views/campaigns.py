"""What a campaign's page shows: its brief, its posts week by week, the principles they speak of."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from outreach import campaigns
from outreach.campaigns import Campaign, Coverage, Entry, Week
from outreach.delivery import State
from outreach.web.views.standing import Line, Standings, lines, standings

#: A post may have been moved this far out of its campaign's window and is still shown with it.
AROUND = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One week and its posts."""

    week: Week
    posts: tuple[Line, ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in the list: where it is in its time, and how many of its posts are out."""

    campaign: Campaign
    standing: str
    out: int
    count: int


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """One campaign whole."""

    line: CampaignLine
    weeks: tuple[WeekLine, ...]
    #: Posts that were moved out of the window.
    elsewhere: tuple[Line, ...]
    #: How many posts stand in each state, most first.
    states: tuple[tuple[str, int], ...]
    principles: tuple[Coverage, ...]

    @property
    def campaign(self) -> Campaign:
        return self.line.campaign


def listing(db: Session, agency_id: int, today: date) -> tuple[CampaignLine, ...]:
    """The agency's campaigns, the newest window first."""
    return tuple(
        _line(campaign, _entries(db, campaign), today)
        for campaign in campaigns.listing(db, agency_id)
    )


def page(db: Session, agency_id: int, campaign_id: int, today: date) -> CampaignPage:
    """One campaign. Refuses one that is not the agency's."""
    campaign = campaigns.get(db, campaign_id, agency_id)
    found = _entries(db, campaign)
    known = standings(db, agency_id, found)
    weeks = tuple(
        WeekLine(week, _lines(found, known, campaign, week), week.first <= today <= week.last)
        for week in campaigns.weeks(campaign)
    )
    return CampaignPage(
        line=_line(campaign, found, today),
        weeks=weeks,
        elsewhere=_lines(found, known, campaign, None),
        states=tuple(Counter(known.of(entry) for entry in found).most_common()),
        principles=campaigns.coverage(db, campaign),
    )


def _entries(db: Session, campaign: Campaign) -> tuple[Entry, ...]:
    return campaigns.entries(
        db,
        campaign.agency_id,
        first=campaign.starts_on - AROUND,
        last=campaign.ends_on + AROUND,
        campaign_id=campaign.id,
    )


def _line(campaign: Campaign, found: tuple[Entry, ...], today: date) -> CampaignLine:
    out = sum(entry.state is State.PUBLISHED for entry in found)
    return CampaignLine(campaign, _standing(campaign, today), out, len(found))


def _standing(campaign: Campaign, today: date) -> str:
    if today < campaign.starts_on:
        return "Has not started"
    if today > campaign.ends_on:
        return "Is over"
    week = campaigns.week_of(campaign, today)
    return f"In week {week.number}" if week else "Under way"


def _lines(
    found: tuple[Entry, ...], known: Standings, campaign: Campaign, week: Week | None
) -> tuple[Line, ...]:
    """The posts of a week, or those outside every week of the campaign."""
    here = [one for one in found if campaigns.week_of(campaign, one.local.date()) == week]
    return lines(here, known)
