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
from outreach.campaigns.keeping import choose, confirm, here
from outreach.campaigns.manifest import Manifest, PlannedPost
from outreach.campaigns.models import Campaign
from outreach.campaigns.observances import (
    Here,
    Observance,
    Occurrence,
    during,
    kept,
    notes,
    occurrences,
    on,
    parse_observances,
)
from outreach.campaigns.observances import Tone as ObservanceTone
from outreach.campaigns.observances import find as find_observance
from outreach.campaigns.observances import shipped as shipped_observances
from outreach.campaigns.reading import parse_manifest, read_manifest, unfit
from outreach.campaigns.spans import Span

__all__ = [
    "Agenda",
    "Brief",
    "Campaign",
    "Coverage",
    "Day",
    "Entry",
    "Here",
    "Manifest",
    "Means",
    "Month",
    "Observance",
    "ObservanceTone",
    "Occurrence",
    "PlannedPost",
    "Span",
    "Week",
    "adopt",
    "agenda",
    "by_key",
    "choose",
    "confirm",
    "coverage",
    "during",
    "entries",
    "entries_in",
    "entries_of",
    "find_observance",
    "found",
    "get",
    "here",
    "kept",
    "listing",
    "local_day",
    "month",
    "month_span",
    "notes",
    "occurrences",
    "on",
    "parse_manifest",
    "parse_observances",
    "published_since",
    "read_manifest",
    "shipped_observances",
    "unfit",
    "week_of",
    "weeks",
]
