"""The library of success stories: the five fields, their sources, and who agreed to be named.

A figure has its source, a mixed result keeps its caveat, and what is not stated stays not stated.
"""

from outreach.stories.caveats import missing_caveat, quotes_outcome
from outreach.stories.consent import cleared_for, note_answer
from outreach.stories.documents import from_yaml
from outreach.stories.exchange import ImportResult, export_stories, import_stories, take_in
from outreach.stories.facts import (
    CitedSource,
    Confidence,
    Evaluation,
    FeaturedAgency,
    NamedPartner,
    Sector,
    StatedOutcome,
    StoryFacts,
    Years,
)
from outreach.stories.files import FileFormat, format_of, parse_stories, read_stories
from outreach.stories.finding import Sought, search
from outreach.stories.library import (
    draft,
    get,
    named,
    publish,
    retire,
    revise,
    whole,
)
from outreach.stories.models import PartnerYes, Story, StoryStatus
from outreach.stories.principles import (
    AUDIENCES,
    COMMUNITY_ROLES,
    PRINCIPLES,
    CommunityRole,
    Principle,
)
from outreach.stories.rows import PartyAnswer, WholeStory
from outreach.stories.soundness import MAX_CAVEAT, faults, not_stated, obstacles

__all__ = [
    "AUDIENCES",
    "COMMUNITY_ROLES",
    "MAX_CAVEAT",
    "PRINCIPLES",
    "CitedSource",
    "CommunityRole",
    "Confidence",
    "Evaluation",
    "FeaturedAgency",
    "FileFormat",
    "ImportResult",
    "NamedPartner",
    "PartnerYes",
    "PartyAnswer",
    "Principle",
    "Sector",
    "Sought",
    "StatedOutcome",
    "Story",
    "StoryFacts",
    "StoryStatus",
    "WholeStory",
    "Years",
    "cleared_for",
    "draft",
    "export_stories",
    "faults",
    "format_of",
    "from_yaml",
    "get",
    "import_stories",
    "missing_caveat",
    "named",
    "not_stated",
    "note_answer",
    "obstacles",
    "parse_stories",
    "publish",
    "quotes_outcome",
    "read_stories",
    "retire",
    "revise",
    "search",
    "take_in",
    "whole",
]
