"""A machine's words, taken for right by a person who read exactly these."""

from datetime import datetime

from sqlmodel import Session

from outreach import errors, records
from outreach.identity import Action, Actor
from outreach.lib import digest
from outreach.posts import cabinet
from outreach.posts.models import Variant
from outreach.posts.pieces import Piece


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


def is_accepted(variant: Variant | Piece) -> bool:
    """Whether a person accepted exactly these words."""
    return variant.accepted_words == _said(variant)


def _said(variant: Variant | Piece) -> str:
    """Digest of everything a person reads when accepting the words."""
    return digest.of([variant.text, variant.first_comment, list(variant.poll_options)])
