"""Asking for a yes and giving it: the chain of a post, what the checks say, and who comes next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from outreach import errors, identity, posts, review
from outreach.delivery import contents, holds, nearby, ways
from outreach.delivery.models import Placement
from outreach.delivery.states import State
from outreach.errors import Fault
from outreach.identity import Actor

CHANGED = "It changed after it was approved. Look at it and ask for a new yes."


def ask(db: Session, placement_id: int, *, by: Actor, now: datetime) -> Placement:
    """Send a post for approval exactly as it is now. Whoever wrote or placed it cannot be the one
    to say yes.

    Refuses, with each reason, what a check stops and nobody let pass.
    """
    placement = ways.get(db, placement_id, by)
    ways.must_be(placement, (State.DRAFT,), "sent for approval")
    if placement.due_at <= now:
        raise errors.BadInput("Its time has passed. Choose a new time first.")
    content = posts.ready(db, placement.variant_id)
    placement.digest = contents.placement_digest(content, placement.account_id, placement.due_at)
    db.add(placement)
    db.flush()
    stopped = look(db, placement, content, now=now).blocks
    if stopped:
        name = posts.NAMES[placement.platform]
        raise errors.BadInput(
            f"This cannot be sent for approval on {name} yet.",
            tuple(Fault(name, found.message, found.fix) for found in stopped),
        )
    review.submit(
        db,
        about(placement),
        placement.digest,
        authors=content.authors | {placement.placed_by},
        by=by,
        now=now,
    )
    settle(db, placement, now)
    return placement


def answer(  # noqa: PLR0913 - an answer has this many parts, each named
    db: Session,
    placement_id: int,
    digest: str,
    decision: review.Decision,
    *,
    by: Actor,
    now: datetime,
    comment: str = "",
) -> Placement:
    """A person's answer to exactly these bytes. The last yes of its chain schedules the post.

    Refuses a digest that is not the post's own, a yes out of turn, and a yes to what a check stops.
    """
    placement = ways.get(db, placement_id, by)
    ways.must_be(placement, (State.DRAFT,), "answered")
    content = posts.content(db, placement.variant_id)
    if digest != contents.placement_digest(content, placement.account_id, placement.due_at):
        raise errors.Conflict(
            "The post changed after it was sent to you. Look at it again as it is now."
        )
    yes = decision is review.Decision.APPROVE
    if yes and placement.due_at <= now:
        raise errors.Conflict("Its time has passed. Ask its author to choose a new time.")
    if yes:
        by.must(identity.Action.APPROVE)
    approvers = identity.approvers(db, placement.agency_id)
    stands = standing(db, placement, content, by=by, approvers=approvers, now=now)
    if yes and stands.looked.blocks:
        raise errors.Conflict(review.sentences(stands.looked.blocks))
    if yes and stands.turn.step is None:
        raise errors.NotAllowed(stands.turn.why)
    review.decide(
        db,
        about(placement),
        digest,
        decision,
        by=by,
        now=now,
        comment=comment,
        step=stands.turn.step or identity.Step.SECOND_READER,
        needs=stands.progress.needs,
        looked=stands.looked if yes else review.UNSEEN,
    )
    settle(db, placement, now)
    return placement


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a post stands on its way to a yes, for one reader."""

    looked: review.Looked
    progress: review.Progress
    #: Which step this reader's yes would be, or why it is not their turn.
    turn: review.Turn


def standing(
    db: Session,
    placement: Placement,
    content: posts.Content,
    *,
    by: Actor,
    approvers: Sequence[Actor],
    now: datetime,
) -> Standing:
    """What the checks find, how far the yes has come, and whose turn it is, read together."""
    cleared = _clearance(db, placement)
    so_far = review.progress(db, about(placement), placement.digest, cleared.needs)
    authors = review.authors(db, about(placement), placement.digest)
    whose = review.turn(so_far, by, authors, approvers)
    return Standing(_look(db, placement, content, cleared, now), so_far, whose)


def look(
    db: Session, placement: Placement, content: posts.Content, *, now: datetime
) -> review.Looked:
    """What the checks find in a post as it would go out, and what was let pass of it."""
    return _look(db, placement, content, _clearance(db, placement), now)


def overrule(  # noqa: PLR0913 - what is let pass, why and by whom, each named
    db: Session,
    placement_id: int,
    digest: str,
    finding: str,
    *,
    reason: str,
    by: Actor,
    now: datetime,
) -> Placement:
    """Let one finding pass by its mark, for exactly these bytes. Only whom its rule names may."""
    placement = ways.get(db, placement_id, by)
    ways.must_be(placement, (State.DRAFT,), "let pass")
    content = posts.content(db, placement.variant_id)
    placement.digest = contents.placement_digest(content, placement.account_id, placement.due_at)
    if digest != placement.digest:
        raise errors.Conflict("The post changed meanwhile. Look at it again as it is now.")
    blocks = look(db, placement, content, now=now).blocks
    found = next((each for each in blocks if each.mark == finding), None)
    if found is None:
        raise errors.Conflict("This stops the post no more. Look at it again as it is now.")
    authors = content.authors | {placement.placed_by}
    review.overrule(
        db, about(placement), digest, found, reason=reason, authors=authors, by=by, now=now
    )
    return placement


def progress(db: Session, placement: Placement) -> review.Progress:
    """How far the yes to the post has come."""
    needs = _clearance(db, placement).needs
    return review.progress(db, about(placement), placement.digest, needs)


def waiting(db: Session, agency_id: int) -> list[Placement]:
    """The posts that wait for somebody's yes exactly as they are now, soonest first."""
    asked = {
        submission.about_id: submission.digest
        for submission in review.waiting(db, agency_id, "placement")
    }
    placements = db.exec(
        select(Placement)
        .where(
            Placement.agency_id == agency_id,
            Placement.state == State.DRAFT,
            col(Placement.id).in_(asked),
        )
        .order_by(col(Placement.due_at), col(Placement.id))
    )
    return [one for one in placements if asked[one.id or 0] == one.digest]


def settle(db: Session, placement: Placement, now: datetime) -> None:
    """A draft whose bytes have every yes goes to the schedule, or is held where a hold covers it.

    One whose time passed while it was a draft stays one: nobody said yes to a later time.
    """
    if placement.state is not State.DRAFT or placement.due_at <= now:
        return
    so_far = progress(db, placement)
    if not so_far.complete or so_far.at is None:
        return
    review.close(db, about(placement), placement.digest)
    # A pause since the yes may have held it before it was changed and changed back.
    held = holds.came_over(db, placement, so_far.at)
    goal = State.HELD if held else State.SCHEDULED
    ways.go(db, placement, goal, trouble=holds.SENTENCE if held else "")


def unapproved(
    db: Session, placement: Placement, content: posts.Content, needs: review.Needs
) -> str | None:
    """Why what would leave now lacks a yes; None when every step a person gives has one.

    What named parties and other agencies answer is not a yes of ours, and is told by itself.
    """
    digest = contents.placement_digest(content, placement.account_id, placement.due_at)
    given = review.yeses(db, "placement", (placement.id or 0,)).get((placement.id or 0, digest), ())
    return lacking(given, needs) if digest == placement.digest else CHANGED


def lacking(given: Collection[identity.Step], needs: review.Needs) -> str | None:
    """The same, of bytes that are the approved ones and have these yeses."""
    missing = [step for step in needs.missing(given) if step in review.BY_PEOPLE]
    if given and not missing:
        return None
    return f"{review.missing_words(missing)} Send it for approval again." if given else CHANGED


def stopped(
    db: Session, placement: Placement, content: posts.Content, *, now: datetime
) -> str | None:
    """What keeps an approved post from going out at this instant; None when nothing does."""
    practice = ways.is_practice(db, placement)
    cleared = posts.clearance_of(db, placement.variant_id, practice=practice, at=now)
    why = unapproved(db, placement, content, cleared.needs)
    return " ".join(filter(None, (why, *cleared.stops))) or None


def about(placement: Placement) -> review.About:
    """How reviews and records name a post on the calendar."""
    return "placement", placement.id or 0


def _look(
    db: Session,
    placement: Placement,
    content: posts.Content,
    cleared: posts.Clearance,
    now: datetime,
) -> review.Looked:
    found = posts.look(
        db,
        content,
        cleared,
        practice=ways.is_practice(db, placement),
        due=placement.due_at,
        now=now,
        around=nearby.around(db, placement),
    )
    passed = review.overrulings(db, about(placement), placement.digest)
    return review.Looked(found.findings, found.packs, passed)


def _clearance(db: Session, placement: Placement) -> posts.Clearance:
    practice = ways.is_practice(db, placement)
    return posts.clearance_of(db, placement.variant_id, practice=practice, at=placement.due_at)
