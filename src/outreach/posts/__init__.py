"""From idea to words: templates, composing, and each platform's own variant of a post."""

from outreach.posts.content import Content, content, content_digest
from outreach.posts.models import Post, PostType, Tier, Variant

__all__ = ["Content", "Post", "PostType", "Tier", "Variant", "content", "content_digest"]
