"""Asking for a yes and giving it: the chain of a post, what the checks say, and who comes next."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from outreach import errors, identity, posts, review, stories
from outreach.delivery import contents, holds, ways
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
    needs, looked = _clearance(db, placement, at=placement.due_at).needs, review.Looked()
    step = identity.Step.SECOND_READER
    if yes:
        by.must(identity.Action.APPROVE)
        looked = look(db, placement, content, now=now)
        if looked.blocks:
            raise errors.Conflict(review.sentences(looked.blocks))
        step = _step(db, placement, needs, by)
    review.decide(
        db,
        about(placement),
        digest,
        decision,
        by=by,
        now=now,
        comment=comment,
        step=step,
        needs=needs,
        looked=looked,
    )
    settle(db, placement, now)
    return placement


def look(
    db: Session, placement: Placement, content: posts.Content, *, now: datetime
) -> review.Looked:
    """What the checks find in a post as it would go out, and what was let pass of it."""
    practice = ways.is_practice(db, placement)
    found = posts.look(
        db, placement.variant_id, content, practice=practice, due=placement.due_at, now=now
    )
    passed = review.overrulings(db, about(placement), placement.digest)
    return review.Looked(found.findings, found.packs, passed)


def overrule(  # noqa: PLR0913 - what is let pass, why and by whom, each named
    db: Session,
    placement_id: int,
    digest: str,
    rule: str,
    *,
    reason: str,
    by: Actor,
    now: datetime,
) -> Placement:
    """Let what a rule stops pass, for exactly these bytes. Only the one the rule names may."""
    placement = ways.get(db, placement_id, by)
    ways.must_be(placement, (State.DRAFT,), "let pass")
    content = posts.content(db, placement.variant_id)
    placement.digest = contents.placement_digest(content, placement.account_id, placement.due_at)
    if digest != placement.digest:
        raise errors.Conflict("The post changed meanwhile. Look at it again as it is now.")
    blocks = look(db, placement, content, now=now).blocks
    found = next((each for each in blocks if each.rule == rule), None)
    if found is None:
        raise errors.Conflict("This stops the post no more. Look at it again as it is now.")
    authors = content.authors | {placement.placed_by}
    review.overrule(
        db, about(placement), digest, found, reason=reason, authors=authors, by=by, now=now
    )
    return placement


def progress(db: Session, placement: Placement) -> review.Progress:
    """How far the yes to the post has come."""
    needs = _clearance(db, placement, at=placement.due_at).needs
    return review.progress(db, about(placement), placement.digest, needs)


def turn(db: Session, placement: Placement, by: Actor) -> review.Turn:
    """Which step of its chain this person's yes would be, or why it is not their turn."""
    authors = review.authors(db, about(placement), placement.digest)
    approvers = identity.approvers(db, placement.agency_id)
    return review.turn(progress(db, placement), by, authors, approvers)


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


def declare(
    db: Session, post_id: int, answers: Collection[str], *, by: Actor, now: datetime
) -> list[Placement]:
    """Keep what an author says of a post. What is scheduled and lacks a step now asks for it."""
    posts.declare(db, post_id, answers, by=by, now=now)
    return _weigh(db, _of_post(db, post_id), now)


def note_answer(  # noqa: PLR0913 - an answer has this many parts, each named
    db: Session,
    story_id: int,
    who: str,
    yes: stories.PartnerYes,
    *,
    by: Actor,
    now: datetime,
    said_by: str = "",
) -> stories.WholeStory:
    """Record what a named party said; posts that waited for that alone go to the schedule, and
    posts that had it and lack it now leave the schedule.
    """
    story = stories.note_answer(db, story_id, who, yes, by=by, now=now, said_by=said_by)
    _weigh(db, _of_story(db, story_id), now)
    return story


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
    if digest != placement.digest:
        return CHANGED
    outside = frozenset(identity.Step) - review.BY_PEOPLE
    ours = review.Needs(needs.steps, needs.met | outside)
    so_far = review.progress(db, about(placement), digest, ours)
    if so_far.complete:
        return None
    if not so_far.given:
        return CHANGED
    return f"{review.missing_words(so_far.missing)} Send it for approval again."


def about(placement: Placement) -> review.About:
    """How reviews and records name a post on the calendar."""
    return "placement", placement.id or 0


def _step(db: Session, placement: Placement, needs: review.Needs, by: Actor) -> identity.Step:
    """The step this person's yes is, by the chain. Refuses a yes out of turn."""
    so_far = review.progress(db, about(placement), placement.digest, needs)
    authors = review.authors(db, about(placement), placement.digest)
    found = review.turn(so_far, by, authors, identity.approvers(db, placement.agency_id))
    if found.step is None:
        raise errors.NotAllowed(found.why)
    return found.step


def _clearance(db: Session, placement: Placement, *, at: datetime) -> posts.Clearance:
    practice = ways.is_practice(db, placement)
    return posts.clearance_of(db, placement.variant_id, practice=practice, at=at)


def _of_post(db: Session, post_id: int) -> list[Placement]:
    open_ones = col(Placement.state).in_((State.DRAFT, State.SCHEDULED))
    return list(db.exec(select(Placement).where(Placement.post_id == post_id, open_ones)))


def _of_story(db: Session, story_id: int) -> list[Placement]:
    rows = (
        select(Placement)
        .join(posts.Post, col(posts.Post.id) == col(Placement.post_id))
        .where(
            posts.Post.story_id == story_id,
            col(Placement.state).in_((State.DRAFT, State.SCHEDULED)),
        )
    )
    return list(db.exec(rows))


def _weigh(db: Session, placements: Collection[Placement], now: datetime) -> list[Placement]:
    """Look again whether each has every yes; gives those that left the schedule."""
    gone = []
    for placement in placements:
        so_far = progress(db, placement)
        if placement.state is State.SCHEDULED and not so_far.complete:
            why = review.missing_words(so_far.missing)
            ways.go(db, placement, State.DRAFT, trouble=why)
            gone.append(placement)
        else:
            settle(db, placement, now)
    return gone
