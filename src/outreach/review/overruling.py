"""Letting a finding pass: by the one who may, for exactly these bytes, with a reason kept."""

from datetime import datetime

from sqlmodel import Session, col, select

from outreach import errors, records
from outreach.identity import Action, Actor, Step
from outreach.review.checks import Finding, Severity
from outreach.review.looking import STEPS
from outreach.review.models import About, Overruling


def overrule(  # noqa: PLR0913 - what is let pass, why and by whom, each named
    db: Session,
    about: About,
    digest: str,
    found: Finding,
    *,
    reason: str,
    authors: frozenset[int],
    by: Actor,
    now: datetime,
) -> Overruling:
    """Let a finding that blocks pass. Any change to the bytes asks again.

    Refuses what nobody may let pass, an author, anybody but the one the rule names, and no reason.
    """
    by.must(Action.APPROVE)
    if found.severity is not Severity.BLOCK:
        raise errors.Conflict("This stops nothing, so nobody has to let it pass.")
    step = STEPS.get(found.override)
    if step is None:
        raise errors.NotAllowed(f"Nobody can let this pass: {found.message} {found.fix}")
    if by.person_id in authors:
        raise errors.NotAllowed("You wrote or placed this yourself, so somebody else decides.")
    if not by.may_give(step):
        raise errors.NotAllowed(f"Only {step.words} may let this pass: {found.message}")
    if not reason.strip():
        raise errors.BadInput("Say in one sentence why this may pass.")
    mine = [row for row in overrulings(db, about, digest) if row.by_id == by.person_id]
    known = next((row for row in mine if row.finding == found.mark), None)
    if known is not None:
        return known
    row = Overruling(
        agency_id=by.agency_id,
        about_kind=about[0],
        about_id=about[1],
        digest=digest,
        rule=found.rule,
        finding=found.mark,
        message=found.message[:500],
        reason=reason.strip()[:500],
        by_id=by.person_id,
        at=now,
    )
    db.add(row)
    db.flush()
    _record(db, row, step)
    return row


def overrulings(db: Session, about: About, digest: str) -> tuple[Overruling, ...]:
    """What was let pass in exactly these bytes, oldest first."""
    return tuple(
        db.exec(
            select(Overruling)
            .where(
                Overruling.about_kind == about[0],
                Overruling.about_id == about[1],
                Overruling.digest == digest,
            )
            .order_by(col(Overruling.id))
        )
    )


def _record(db: Session, row: Overruling, step: Step) -> None:
    records.append(
        db,
        "review.overruled",
        (row.about_kind, row.about_id),
        agency_id=row.agency_id,
        by_id=row.by_id,
        at=row.at,
        body={
            "digest": row.digest,
            "rule": row.rule,
            "finding": row.finding,
            "message": row.message,
            "reason": row.reason,
            "as": step.value,
        },
    )
