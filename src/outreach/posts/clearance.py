"""What keeps finished words here: a partner's yes, a machine's words, a locked condolence."""

from datetime import datetime

from sqlmodel import Session

from outreach import errors, records, stories
from outreach.identity import Action, Actor
from outreach.lib import digest
from outreach.posts import cabinet
from outreach.posts.kinds import PostType
from outreach.posts.models import Post, Variant


def locked(post: Post) -> tuple[str, ...]:
    """Why a condolence stays where it is, whatever its words and wherever it would go."""
    if post.type is not PostType.CONDOLENCE or post.venue_release_id is not None:
        return ()
    return (
        "Nothing is on record of the agency itself having made its loss public. Record who "
        "released it and when; until then this post stays here.",
    )


def unsettled(variant: Variant, story: stories.WholeStory | None) -> tuple[str, ...]:
    """Why these words are a draft only: a machine made them, and nobody has accepted them.

    Who accepted exactly these words has settled them, whatever they were made from.
    """
    if is_accepted(variant):
        return ()
    found = []
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
    return tuple(filter(None, found))


def unsettled_in(db: Session, variant_id: int) -> tuple[str, ...]:
    """The same, for words that are kept; what a page shows beside them."""
    variant = db.get_one(Variant, variant_id)
    return unsettled(variant, story_of(db, db.get_one(Post, variant.post_id)))


def accept_words(
    db: Session, variant_id: int, *, revision: int, by: Actor, now: datetime
) -> Variant:
    """Take a machine's words for right: a person who reads the language read exactly these.

    `revision` is the one that person saw; refuses a newer one, and whoever put the words there.
    Changed words need it again.
    """
    by.must(Action.APPROVE if by.may(Action.APPROVE) else Action.WRITE)
    variant = cabinet.variant_of(db, variant_id, by.agency_id)
    if variant.revision != revision:
        raise errors.Conflict(
            "Somebody changed these words while you were reading. Read the newest version."
        )
    if is_accepted(variant):
        return variant
    if by.person_id in variant.authors:
        raise errors.NotAllowed(
            "You put these words here. Let another person who reads the language accept them."
        )
    variant.accepted_by_id, variant.accepted_at = by.person_id, now
    variant.accepted_words = _said(variant)
    db.add(variant)
    db.flush()
    records.append(
        db,
        "posts.words_accepted",
        ("variant", variant_id),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={"revision": revision, "language": variant.language, "words": _said(variant)},
    )
    return variant


def story_of(db: Session, post: Post) -> stories.WholeStory | None:
    """The story a post tells, as it stands now."""
    if post.story_id is None:
        return None
    return stories.whole(db, stories.get(db, post.story_id, post.agency_id))


def is_accepted(variant: Variant) -> bool:
    """Whether a person accepted exactly these words."""
    return variant.accepted_words == _said(variant)


def _said(variant: Variant) -> str:
    """Digest of everything a person reads when accepting the words."""
    return digest.of([variant.text, variant.first_comment, list(variant.poll_options)])
