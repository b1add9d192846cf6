"""Checks before a post leaves: pure, offline, explained. They read words and plain facts that other
rooms hand in, and answer with findings.
"""

from outreach.review.checks.engine import run
from outreach.review.checks.findings import Finding, Override, Severity
from outreach.review.checks.media import (
    Booking,
    Captions,
    CaptionsOrigin,
    Contrast,
    Cue,
    Picture,
    PictureKind,
    Provenance,
    Rights,
    Video,
)
from outreach.review.checks.origins import Brand, Funding, Outcome, Partner, Quote, Story
from outreach.review.checks.pack import Pack
from outreach.review.checks.pack_files import read_packs
from outreach.review.checks.packs import Packs
from outreach.review.checks.persons import Basis, Person, Release, Role
from outreach.review.checks.registry import RULES, Rule, table
from outreach.review.checks.running import ApprovalFacts, Event, Fit, Observance, Translation
from outreach.review.checks.subject import Campaign, Declared, House, Post, Subject
from outreach.review.checks.surfaces import Surface, SurfaceKind

__all__ = [
    "RULES",
    "ApprovalFacts",
    "Basis",
    "Booking",
    "Brand",
    "Campaign",
    "Captions",
    "CaptionsOrigin",
    "Contrast",
    "Cue",
    "Declared",
    "Event",
    "Finding",
    "Fit",
    "Funding",
    "House",
    "Observance",
    "Outcome",
    "Override",
    "Pack",
    "Packs",
    "Partner",
    "Person",
    "Picture",
    "PictureKind",
    "Post",
    "Provenance",
    "Quote",
    "Release",
    "Rights",
    "Role",
    "Rule",
    "Severity",
    "Story",
    "Subject",
    "Surface",
    "SurfaceKind",
    "Translation",
    "Video",
    "read_packs",
    "run",
    "table",
]
