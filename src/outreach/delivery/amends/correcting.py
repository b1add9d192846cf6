"""Correcting the words of a post that is out: asked, approved by the same chain, then done."""

from datetime import datetime

from sqlmodel import Session

from outreach import errors, identity, review
from outreach.delivery.amends import rows, weighing
from outreach.delivery.amends.models import Amendment
from outreach.delivery.amends.ordering import must_be_out, order, reason_of
from outreach.delivery.amends.states import AmendKind, AmendState, AmendWho
from outreach.identity import Action, Actor
from outreach.platforms import AFTERWARDS


def correct(
    db: Session, placement_id: int, text: str, reason: str, *, by: Actor, now: datetime
) -> Amendment:
    """Ask for a yes to other words in place of those that stand. Whoever wrote any of them cannot
    be the one to say yes.

    Refuses where the platform wants a new post instead, words that stand already, that do not fit,
    or that a check stops.
    """
    by.must(Action.WRITE)
    placement = must_be_out(db, placement_id, by)
    lets = AFTERWARDS[placement.platform]
    if lets.replaces:
        raise errors.Conflict(lets.on_correcting)
    why = reason_of(reason)
    if rows.open_one(db, placement_id, AmendKind.TAKE_DOWN) is not None:
        raise errors.Conflict("This post is being taken down, so its words stay as they are.")
    if rows.open_one(db, placement_id, AmendKind.CORRECT) is not None:
        raise errors.Conflict("A correction of this post is under way. Look at how far it is.")
    stands = rows.words_now(db, placement)
    content = weighing.corrected(db, placement, text)
    weighing.must_be_fit(content, stands)
    weighing.must_pass(db, placement, content, now=now)
    row = Amendment(
        agency_id=by.agency_id,
        placement_id=placement_id,
        platform=placement.platform,
        kind=AmendKind.CORRECT,
        reason=why,
        before=stands,
        text=content.text,
        digest=weighing.digest_of(placement, content),
        asked_by=by.person_id,
        asked_at=now,
    )
    db.add(row)
    db.flush()
    authors = content.authors | {placement.placed_by, by.person_id}
    review.submit(db, weighing.about(row), row.digest, authors=authors, by=by, now=now)
    rows.record(db, row, "correction_asked", now=now, by=by, before=stands, text=row.text)
    return row


def answer_correction(  # noqa: PLR0913 - an answer has this many parts, each named
    db: Session,
    amendment_id: int,
    digest: str,
    decision: review.Decision,
    *,
    by: Actor,
    now: datetime,
    comment: str = "",
) -> Amendment:
    """A person's answer to exactly these words. The last yes of the chain lets the correction go
    ahead; a no ends it, and its author may ask with other words.

    Refuses what `answer` refuses of a post.
    """
    row = rows.get_amendment(db, amendment_id, by)
    if row.kind is not AmendKind.CORRECT or row.state is not AmendState.ASKED:
        raise errors.Conflict("This waits for nobody's yes any more. Look at it as it is now.")
    if digest != row.digest:
        raise errors.Conflict("These are not the words that were sent to you. Look again.")
    approvers = identity.approvers(db, row.agency_id)
    stands = weighing.correction_standing(db, row, by=by, approvers=approvers, now=now)
    yes = decision is review.Decision.APPROVE
    if yes:
        by.must(Action.APPROVE)
    if yes and stands.looked.blocks:
        raise errors.Conflict(review.sentences(stands.looked.blocks))
    if yes and stands.turn.step is None:
        raise errors.NotAllowed(stands.turn.why)
    review.decide(
        db,
        weighing.about(row),
        digest,
        decision,
        by=by,
        now=now,
        comment=comment,
        step=stands.turn.step or identity.Step.SECOND_READER,
        needs=stands.progress.needs,
        looked=stands.looked if yes else review.UNSEEN,
    )
    if not yes:
        why = comment.strip()[:500]
        rows.take(db, row, AmendState.DROPPED, AmendWho.PERSON, trouble=why, ended_at=now)
        rows.record(db, row, "correction_dropped", now=now, by=by, why=why)
    elif review.progress(db, weighing.about(row), row.digest, stands.progress.needs).complete:
        review.close(db, weighing.about(row), row.digest)
        order(db, row, by=by, now=now)
    return row
