"""From idea to words: templates, composing, and each platform's own variant of a post.

What is typed is kept, fit or not; only what is `ready` can be sent for approval.
"""

from outreach.posts.accepting import accept_words
from outreach.posts.cabinet import get, listing, variant_of, variants_of
from outreach.posts.clearance import locked, unsettled_in
from outreach.posts.composer import FACTS, Draft, NoDraft, Source, compose, compose_all
from outreach.posts.credit import names_first
from outreach.posts.declaring import QUESTIONS, declare
from outreach.posts.desk import Idea, Words, add, draft, measure, revise, words_of
from outreach.posts.direction import isolated, right_to_left
from outreach.posts.facts import Choice, story_facts
from outreach.posts.fitness import NAMES, WRITABLE, Content, content_digest, faults_in
from outreach.posts.kinds import PostType, Tier
from outreach.posts.leaf import read_template
from outreach.posts.leaving import Leaving
from outreach.posts.models import Post, Variant, VenueRelease
from outreach.posts.shelf import Shelf, read_templates
from outreach.posts.sources import source, sources
from outreach.posts.steps import Clearance, clearance_of
from outreach.posts.subject import look, subject
from outreach.posts.surroundings import Around
from outreach.posts.templates import Blank, Template, fill, missing
from outreach.posts.venue import ToldByVenue, note_release, unlock
from outreach.posts.wording import content, faults, ready

__all__ = [
    "FACTS",
    "NAMES",
    "QUESTIONS",
    "WRITABLE",
    "Around",
    "Blank",
    "Choice",
    "Clearance",
    "Content",
    "Draft",
    "Idea",
    "Leaving",
    "NoDraft",
    "Post",
    "PostType",
    "Shelf",
    "Source",
    "Template",
    "Tier",
    "ToldByVenue",
    "Variant",
    "VenueRelease",
    "Words",
    "accept_words",
    "add",
    "clearance_of",
    "compose",
    "compose_all",
    "content",
    "content_digest",
    "declare",
    "draft",
    "faults",
    "faults_in",
    "fill",
    "get",
    "isolated",
    "listing",
    "locked",
    "look",
    "measure",
    "missing",
    "names_first",
    "note_release",
    "read_template",
    "read_templates",
    "ready",
    "revise",
    "right_to_left",
    "source",
    "sources",
    "story_facts",
    "subject",
    "unlock",
    "unsettled_in",
    "variant_of",
    "variants_of",
    "words_of",
]
