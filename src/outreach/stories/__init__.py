"""The library of success stories: the five fields, their sources, and who agreed to be named.

A figure has its source, a mixed result keeps its caveat, and what is not stated stays not stated.
"""

from outreach.stories.caveats import missing_caveat, quotes_outcome
from outreach.stories.consent import cleared_for, note_answer
from outreach.stories.documents import from_yaml
from outreach.stories.doors import (
    close_door,
    knock,
    make_tip_link,
    nominations,
    open_nominations,
    tip_links,
)
from outreach.stories.exchange import ImportResult, export_stories, import_stories, take_in
from outreach.stories.facts import (
    CitedSource,
    Confidence,
    Evaluation,
    FeaturedAgency,
    NamedPartner,
    Origin,
    OutcomeWords,
    PartnerWords,
    Sector,
    StatedOutcome,
    StoryFacts,
    StoryWords,
    Years,
)
from outreach.stories.files import parse_stories, read_stories
from outreach.stories.finding import Sought, search
from outreach.stories.forgetting import discard_unkept, forget_photos
from outreach.stories.formats import FileFormat, format_of
from outreach.stories.inbox import (
    people_told,
    set_tip_aside,
    take_photo,
    tip_of,
    tip_photo,
    tip_used,
    tips_in,
)
from outreach.stories.languages import (
    accept,
    spoken,
    told_in,
    translate,
    unaccepted,
    unspoken,
    withdraw,
)
from outreach.stories.library import (
    draft,
    get,
    named,
    publish,
    retire,
    revise,
    whole,
    wholes,
)
from outreach.stories.models import PartnerYes, Story, StoryStatus
from outreach.stories.principles import (
    AUDIENCES,
    COMMUNITY_ROLES,
    PRINCIPLES,
    CommunityRole,
    Principle,
    principle_in,
)
from outreach.stories.rows import PartyAnswer, SpokenLanguage, WholeStory
from outreach.stories.shape import Path as YamlPath
from outreach.stories.shape import Placed, Wrong
from outreach.stories.soundness import MAX_CAVEAT, faults, not_stated, obstacles
from outreach.stories.states import STATES
from outreach.stories.tip_models import DoorKind, Tip, TipDoor, TipState
from outreach.stories.tips import TipPerson, Told, give_tip, held_photo, hold_photo
from outreach.stories.translations import is_language

__all__ = [
    "AUDIENCES",
    "COMMUNITY_ROLES",
    "MAX_CAVEAT",
    "PRINCIPLES",
    "STATES",
    "CitedSource",
    "CommunityRole",
    "Confidence",
    "DoorKind",
    "Evaluation",
    "FeaturedAgency",
    "FileFormat",
    "ImportResult",
    "NamedPartner",
    "Origin",
    "OutcomeWords",
    "PartnerWords",
    "PartnerYes",
    "PartyAnswer",
    "Placed",
    "Principle",
    "Sector",
    "Sought",
    "SpokenLanguage",
    "StatedOutcome",
    "Story",
    "StoryFacts",
    "StoryStatus",
    "StoryWords",
    "Tip",
    "TipDoor",
    "TipPerson",
    "TipState",
    "Told",
    "WholeStory",
    "Wrong",
    "YamlPath",
    "Years",
    "accept",
    "cleared_for",
    "close_door",
    "discard_unkept",
    "draft",
    "export_stories",
    "faults",
    "forget_photos",
    "format_of",
    "from_yaml",
    "get",
    "give_tip",
    "held_photo",
    "hold_photo",
    "import_stories",
    "is_language",
    "knock",
    "make_tip_link",
    "missing_caveat",
    "named",
    "nominations",
    "not_stated",
    "note_answer",
    "obstacles",
    "open_nominations",
    "parse_stories",
    "people_told",
    "principle_in",
    "publish",
    "quotes_outcome",
    "read_stories",
    "retire",
    "revise",
    "search",
    "set_tip_aside",
    "spoken",
    "take_in",
    "take_photo",
    "tip_links",
    "tip_of",
    "tip_photo",
    "tip_used",
    "tips_in",
    "told_in",
    "translate",
    "unaccepted",
    "unspoken",
    "whole",
    "wholes",
    "withdraw",
]
