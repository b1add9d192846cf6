"""What keeps finished words here: a partner's yes, a machine's words, a locked condolence."""

from sqlmodel import Session

from outreach import stories
from outreach.posts import accepting
from outreach.posts.kinds import PostType
from outreach.posts.models import Post, Variant
from outreach.posts.pieces import Piece


def locked(post: Post | Piece) -> tuple[str, ...]:
    """Why a condolence stays where it is, whatever its words and wherever it would go."""
    if post.type is not PostType.CONDOLENCE or post.venue_release_id is not None:
        return ()
    return (
        "Nothing is on record of the agency itself having made its loss public. Record who "
        "released it and when; until then this post stays here.",
    )


def unsettled(variant: Variant | Piece, story: stories.WholeStory | None) -> tuple[str, ...]:
    """Why these words are a draft only: a machine made them, and nobody has accepted them.

    Who accepted exactly these words has settled them, whatever they were made from.
    """
    found: list[str | None] = []
    if story is not None:
        outdated = stories.spoken(story, variant.language)
        if outdated is not None and not outdated.current:
            found.append(stories.unspoken(story, variant.language))
        found.append(stories.unaccepted(story, variant.language))
    if variant.origin is stories.Origin.MACHINE:
        found.append(
            f"These words in “{variant.language}” were made by a machine, and nobody has accepted "
            "them. Let a person who reads the language read and accept them."
        )
    against = tuple(filter(None, found))
    return () if against and accepting.is_accepted(variant) else against


def unsettled_in(db: Session, variant_id: int) -> tuple[str, ...]:
    """The same, for words that are kept; what a page shows beside them."""
    variant = db.get_one(Variant, variant_id)
    return unsettled(variant, story_of(db, db.get_one(Post, variant.post_id)))


def story_of(db: Session, post: Post | Piece) -> stories.WholeStory | None:
    """The story a post tells, as it stands now."""
    if post.story_id is None:
        return None
    return stories.whole(db, stories.get(db, post.story_id, post.agency_id))
