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
    local_day,
    month,
    month_span,
)
from outreach.campaigns.manifest import (
    Manifest,
    PlannedPost,
    parse_manifest,
    read_manifest,
    unfit,
)
from outreach.campaigns.models import Campaign

__all__ = [
    "Agenda",
    "Brief",
    "Campaign",
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
    "entries",
    "found",
    "get",
    "listing",
    "local_day",
    "month",
    "month_span",
    "parse_manifest",
    "read_manifest",
    "unfit",
    "week_of",
    "weeks",
]
