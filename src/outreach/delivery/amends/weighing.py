"""What stands in the way of a correction: its length, the checks, and the yes of each step."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from outreach import errors, posts, review
from outreach.delivery import ways
from outreach.delivery.amends.models import Amendment
from outreach.delivery.asking import Standing
from outreach.delivery.models import Placement
from outreach.errors import Fault
from outreach.identity import Actor
from outreach.lib import digest
from outreach.platforms import same_words

NOTHING_YET = "Nothing was sent for approval yet."


def about(row: Amendment) -> review.About:
    """How reviews name a correction."""
    return "amendment", row.id or 0


def corrected(db: Session, placement: Placement, text: str) -> posts.Content:
    """What would stand afterwards: the post as it is, with other words, in the spelling that
    leaves.
    """
    content = posts.content(db, placement.variant_id)
    plain = unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", text)).strip()
    return replace(content, text=posts.isolated(plain, content.language))


def digest_of(placement: Placement, content: posts.Content) -> str:
    """The digest a yes to a correction is bound to: these words, in place of that post's."""
    return digest.of(
        {
            "corrects": placement.key,
            "account": placement.account_id,
            "words": posts.content_digest(content),
        }
    )


def must_be_fit(content: posts.Content, stands: str) -> None:
    """Refuse words that the platform would not take, and words that stand already."""
    name = posts.NAMES[content.platform]
    found = [
        Fault("text", str(fault).removeprefix(f"{name}: ")) for fault in posts.faults_in(content)
    ]
    if not found and same_words(content.text, stands):
        found = [Fault("text", "These words stand there already.", "Change what was wrong.")]
    if found:
        raise errors.BadInput(NOTHING_YET, tuple(found))


def must_pass(db: Session, placement: Placement, content: posts.Content, *, now: datetime) -> None:
    """Refuse words that a check stops, with each reason."""
    practice = ways.is_practice(db, placement)
    cleared = posts.clearance_of(db, placement.variant_id, practice=practice, at=now)
    looked = posts.look(db, content, cleared, practice=practice, due=now, now=now)
    if looked.blocks:
        found = tuple(Fault("text", each.message, each.fix) for each in looked.blocks)
        raise errors.BadInput(NOTHING_YET, found)


def correction_standing(
    db: Session, row: Amendment, *, by: Actor, approvers: Sequence[Actor], now: datetime
) -> Standing:
    """What the checks find in a correction, how far its yes has come, and whose turn it is."""
    placement = db.get_one(Placement, row.placement_id)
    content = corrected(db, placement, row.text)
    practice = ways.is_practice(db, placement)
    cleared = posts.clearance_of(db, placement.variant_id, practice=practice, at=now)
    found = posts.look(db, content, cleared, practice=practice, due=now, now=now)
    so_far = review.progress(db, about(row), row.digest, cleared.needs)
    authors = review.authors(db, about(row), row.digest)
    return Standing(found, so_far, review.turn(so_far, by, authors, approvers))


def stopped(db: Session, row: Amendment, *, now: datetime) -> str | None:
    """What keeps an approved correction from being done at this instant; None when nothing does."""
    placement = db.get_one(Placement, row.placement_id)
    practice = ways.is_practice(db, placement)
    if digest_of(placement, corrected(db, placement, row.text)) != row.digest:
        return "What stands beside the words changed since the yes. Ask for the correction again."
    cleared = posts.clearance_of(db, placement.variant_id, practice=practice, at=now)
    so_far = review.progress(db, about(row), row.digest, cleared.needs)
    why = None if so_far.complete else review.missing_words(so_far.missing)
    return " ".join(filter(None, (why, *cleared.stops))) or None
