"""Ask for a yes, answer, and say whether exactly these bytes have one. The author never approves
their own work.
"""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from outreach import errors, records
from outreach.identity import Action, Actor, Step
from outreach.lib.digest import Plain
from outreach.review.looking import UNSEEN, Looked
from outreach.review.models import About, Approval, Decision, Submission
from outreach.review.progress import A_SECOND_READER, Needs, progress


def submit(
    db: Session, about: About, digest: str, *, authors: frozenset[int], by: Actor, now: datetime
) -> Submission:
    """Ask for a yes to exactly these bytes. Asking twice for the same bytes is asking once; asking
    after a no is asking for another look.

    `authors` is everyone who wrote or placed them; they grow, never shrink, for the same bytes.
    """
    by.must(Action.WRITE)
    submission = _submission(db, about, digest) or Submission(
        agency_id=by.agency_id,
        about_kind=about[0],
        about_id=about[1],
        digest=digest,
        authors=[],
        by_id=by.person_id,
        at=now,
    )
    submission.authors = sorted({*submission.authors, *authors, by.person_id})
    last = answer(db, about, digest)
    if last is not None and last.decision is not Decision.APPROVE:
        submission.at = now
    submission.is_open = True
    db.add(submission)
    db.flush()
    records.append(
        db,
        "review.submitted",
        about,
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={"digest": digest, "authors": list(submission.authors)},
    )
    return submission


def decide(  # noqa: PLR0913 - an answer has this many parts, each named
    db: Session,
    about: About,
    digest: str,
    decision: Decision,
    *,
    by: Actor,
    now: datetime,
    comment: str = "",
    step: Step = Step.SECOND_READER,
    needs: Needs = A_SECOND_READER,
    looked: Looked = UNSEEN,
) -> Approval:
    """Answer; a yes is that of one step. Refuses an author's own yes, a step that is not this
    person's to give, a yes to bytes nobody submitted or that answers somebody else's no before its
    author asked again, and a no without a reason.
    """
    by.must(Action.APPROVE)
    submission = _submission(db, about, digest)
    _must_be_answerable(submission, decision, by=by, comment=comment, step=step)
    if decision is Decision.APPROVE and submission is not None and not submission.is_open:
        _must_stand_alone(answer(db, about, digest), by)
    approval = Approval(
        agency_id=by.agency_id,
        about_kind=about[0],
        about_id=about[1],
        digest=digest,
        decision=decision,
        step=step,
        comment=comment.strip(),
        findings=looked.plain,
        packs=list(looked.packs),
        by_id=by.person_id,
        at=now,
    )
    db.add(approval)
    db.flush()
    if decision is not Decision.APPROVE or progress(db, about, digest, needs).complete:
        close(db, about, digest)
    records.append(
        db,
        f"review.{_PAST[decision]}",
        about,
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={
            "digest": digest,
            "comment": approval.comment,
            "step": step.value,
            "findings": [dict[str, Plain](told) for told in looked.plain],
            "packs": list(looked.packs),
        },
    )
    return approval


def approved(db: Session, about: About, digest: str, needs: Needs = A_SECOND_READER) -> bool:
    """Whether exactly these bytes have the yes of every step, and no later no."""
    return progress(db, about, digest, needs).complete


def close(db: Session, about: About, digest: str) -> None:
    """These bytes wait for nobody any more."""
    submission = _submission(db, about, digest)
    if submission is not None and submission.is_open:
        submission.is_open = False
        db.add(submission)
        db.flush()


def answer(db: Session, about: About, digest: str) -> Approval | None:
    """The last answer to exactly these bytes."""
    return db.exec(
        select(Approval)
        .where(
            Approval.about_kind == about[0],
            Approval.about_id == about[1],
            Approval.digest == digest,
        )
        .order_by(col(Approval.id).desc())
    ).first()


def last_answers(
    db: Session, about_kind: str, about_ids: Collection[int]
) -> dict[tuple[int, str], Approval]:
    """The last answer to each of these things, by its id and the digest that was answered."""
    rows = db.exec(
        select(Approval)
        .where(Approval.about_kind == about_kind, col(Approval.about_id).in_(about_ids))
        .order_by(col(Approval.id))
    )
    return {(approval.about_id, approval.digest): approval for approval in rows}


def answers(db: Session, about: About) -> list[Approval]:
    """Every answer there ever was about this thing, newest first."""
    return list(
        db.exec(
            select(Approval)
            .where(Approval.about_kind == about[0], Approval.about_id == about[1])
            .order_by(col(Approval.id).desc())
        )
    )


def waiting(db: Session, agency_id: int, about_kind: str) -> list[Submission]:
    """What waits for a yes, oldest first. The asker's room drops what has changed since."""
    return list(
        db.exec(
            select(Submission)
            .where(
                Submission.agency_id == agency_id,
                Submission.about_kind == about_kind,
                col(Submission.is_open),
            )
            .order_by(col(Submission.at), col(Submission.id))
        )
    )


def authors(db: Session, about: About, digest: str) -> frozenset[int]:
    """Who may not say yes to these bytes."""
    submission = _submission(db, about, digest)
    return frozenset(submission.authors) if submission else frozenset()


def _must_be_answerable(
    submission: Submission | None, decision: Decision, *, by: Actor, comment: str, step: Step
) -> None:
    if submission is None or submission.agency_id != by.agency_id:
        raise errors.Conflict(
            "This is not what was sent for approval: it changed since, or was never sent. "
            "Open it again and look at it as it is now."
        )
    if decision is Decision.APPROVE and by.person_id in submission.authors:
        raise errors.NotAllowed(
            "You wrote or placed this yourself, so someone else has to approve it. "
            "Ask a second reader or your chief."
        )
    if decision is Decision.APPROVE and not by.may_give(step):
        raise errors.NotAllowed(
            f"Your yes is not that of {step.words}. An administrator says under People whose is."
        )
    if decision is not Decision.APPROVE and not comment.strip():
        raise errors.BadInput("Say in one sentence what should change.")


def _must_stand_alone(last: Approval | None, by: Actor) -> None:
    """Whoever said no may think again; nobody else's yes undoes it unseen."""
    if last is None or last.decision is Decision.APPROVE or last.by_id == by.person_id:
        return
    raise errors.Conflict(
        f"Somebody said no to this since it was sent: “{last.comment}” "
        "Its author can change it, or send it again as it is."
    )


def _submission(db: Session, about: About, digest: str) -> Submission | None:
    return db.exec(
        select(Submission).where(
            Submission.about_kind == about[0],
            Submission.about_id == about[1],
            Submission.digest == digest,
        )
    ).first()


_PAST = {
    Decision.APPROVE: "approved",
    Decision.RETURN: "returned",
    Decision.REFUSE: "refused",
}
