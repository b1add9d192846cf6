"""The plan: campaigns and their weeks, the calendar, and campaigns as files to take up."""

from outreach.campaigns.adoption import Means, adopt
from outreach.campaigns.board import Brief, Week, by_key, found, get, listing, week_of, weeks
from outreach.campaigns.calendar import (
    Agenda,
    Day,
    Entry,
    Month,
    agenda,
    entries,
    entries_in,
    entries_of,
    local_day,
    month,
    month_span,
    published_since,
)
from outreach.campaigns.coverage import Coverage, coverage
from outreach.campaigns.manifest import Manifest, PlannedPost
from outreach.campaigns.models import Campaign
from outreach.campaigns.reading import parse_manifest, read_manifest, unfit

__all__ = [
    "Agenda",
    "Brief",
    "Campaign",
    "Coverage",
    "Day",
    "Entry",
    "Manifest",
    "Means",
    "Month",
    "PlannedPost",
    "Week",
    "adopt",
    "agenda",
    "by_key",
    "coverage",
    "entries",
    "entries_in",
    "entries_of",
    "found",
    "get",
    "listing",
    "local_day",
    "month",
    "month_span",
    "parse_manifest",
    "published_since",
    "read_manifest",
    "unfit",
    "week_of",
    "weeks",
]
