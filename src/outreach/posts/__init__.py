"""From idea to words: templates, composing, and each platform's own variant of a post.

What is typed is kept, fit or not; only what is `ready` can be sent for approval.
"""

from outreach.posts.cabinet import get, listing, variant_of, variants_of
from outreach.posts.composer import FACTS, Draft, NoDraft, Source, compose
from outreach.posts.credit import names_first
from outreach.posts.desk import Idea, Words, add, draft, measure, revise
from outreach.posts.fitness import NAMES, WRITABLE, Content, content_digest
from outreach.posts.kinds import PostType, Tier
from outreach.posts.models import Post, Variant
from outreach.posts.shelf import Shelf, read_template, read_templates
from outreach.posts.sources import Choice, blocked, source, story_facts
from outreach.posts.templates import Blank, Template, fill, missing
from outreach.posts.wording import content, faults, ready

__all__ = [
    "FACTS",
    "NAMES",
    "WRITABLE",
    "Blank",
    "Choice",
    "Content",
    "Draft",
    "Idea",
    "NoDraft",
    "Post",
    "PostType",
    "Shelf",
    "Source",
    "Template",
    "Tier",
    "Variant",
    "Words",
    "add",
    "blocked",
    "compose",
    "content",
    "content_digest",
    "draft",
    "faults",
    "fill",
    "get",
    "listing",
    "measure",
    "missing",
    "names_first",
    "read_template",
    "read_templates",
    "ready",
    "revise",
    "source",
    "story_facts",
    "variant_of",
    "variants_of",
]
