"""The plan: campaigns and their weeks, the calendar, and kits to take up."""

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
from outreach.campaigns.cards import card_of
from outreach.campaigns.coverage import Coverage, coverage
from outreach.campaigns.manifest import Kit, Standing, Window
from outreach.campaigns.models import Campaign
from outreach.campaigns.placeholders import PLACEHOLDERS, Placeholder
from outreach.campaigns.planned import KitPost, KitWords
from outreach.campaigns.previewing import Foreseen, Preview, accounts_for, preview
from outreach.campaigns.reading import parse_kit, read_kit, read_part, unfit
from outreach.campaigns.soundness import sentences
from outreach.campaigns.telling import Telling, example, without_optional
from outreach.campaigns.wishing import Wish, known, missing, prepare

__all__ = [
    "PLACEHOLDERS",
    "Agenda",
    "Brief",
    "Campaign",
    "Coverage",
    "Day",
    "Entry",
    "Foreseen",
    "Kit",
    "KitPost",
    "KitWords",
    "Means",
    "Month",
    "Placeholder",
    "Preview",
    "Standing",
    "Telling",
    "Week",
    "Window",
    "Wish",
    "accounts_for",
    "adopt",
    "agenda",
    "by_key",
    "card_of",
    "coverage",
    "entries",
    "entries_in",
    "entries_of",
    "example",
    "found",
    "get",
    "known",
    "listing",
    "local_day",
    "missing",
    "month",
    "month_span",
    "parse_kit",
    "prepare",
    "preview",
    "published_since",
    "read_kit",
    "read_part",
    "sentences",
    "unfit",
    "week_of",
    "weeks",
    "without_optional",
]
