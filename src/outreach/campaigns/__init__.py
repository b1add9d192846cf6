"""The plan: campaigns and their weeks, the calendar with its observances, and kits to take up."""

from outreach.campaigns.adoption import Means, adopt
from outreach.campaigns.almanac import during, kept, on, parse_observances
from outreach.campaigns.almanac import find as find_observance
from outreach.campaigns.almanac import shipped as shipped_observances
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
from outreach.campaigns.manifest import Kit, Standing, Window
from outreach.campaigns.models import Campaign
from outreach.campaigns.observances import Here, Observance, Occurrence, notes, occurrences
from outreach.campaigns.observances import Tone as ObservanceTone
from outreach.campaigns.picturing import card_of
from outreach.campaigns.placeholders import PLACEHOLDERS, Placeholder
from outreach.campaigns.planned import KitPost, KitWords
from outreach.campaigns.previewing import Foreseen, Preview, accounts_for, preview
from outreach.campaigns.reading import parse_kit, read_kit, read_part, unfit
from outreach.campaigns.soundness import sentences
from outreach.campaigns.spans import Span
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
    "Here",
    "Kit",
    "KitPost",
    "KitWords",
    "Means",
    "Month",
    "Observance",
    "ObservanceTone",
    "Occurrence",
    "Placeholder",
    "Preview",
    "Span",
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
    "choose",
    "confirm",
    "coverage",
    "during",
    "entries",
    "entries_in",
    "entries_of",
    "example",
    "find_observance",
    "found",
    "get",
    "here",
    "kept",
    "known",
    "listing",
    "local_day",
    "missing",
    "month",
    "month_span",
    "notes",
    "occurrences",
    "on",
    "parse_kit",
    "parse_observances",
    "prepare",
    "preview",
    "published_since",
    "read_kit",
    "read_part",
    "sentences",
    "shipped_observances",
    "unfit",
    "week_of",
    "weeks",
    "without_optional",
]
