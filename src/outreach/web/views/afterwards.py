"""What pages show of posts that are out: what may follow, and what became of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from outreach import delivery, identity, platforms, posts, review
from outreach.delivery import State
from outreach.identity import Action, Actor
from outreach.web import words
from outreach.web.deps import Visit
from outreach.web.views import chain, findings

#: Under way by itself, or waiting for a yes.
_OPEN = frozenset(delivery.amends.AmendState) - delivery.amends.AMENDED


@dataclass(frozen=True, slots=True)
class AmendLine:
    """One correction or take-down in a list."""

    row: delivery.amends.Amendment
    title: str
    account: str
    asked_by: str


@dataclass(frozen=True, slots=True)
class After:
    """What stands beneath one post that is out."""

    lines: tuple[AmendLine, ...]
    #: New posts that correct it, newest first.
    follow_ups: tuple[posts.Post, ...]
    #: The words that stand now, where they are not those it went out with.
    stands: str | None
    may_correct: bool
    may_take_down: bool
    #: The correction or take-down that is under way, which comes before any other.
    under_way: delivery.amends.Amendment | None
    down_at: datetime | None


@dataclass(frozen=True, slots=True)
class Subject:
    """The post that a page of this kind is about."""

    placement: delivery.Placement
    post: posts.Post
    content: posts.Content
    account: str
    #: The words that stand now.
    stands: str
    lets: platforms.Afterwards
    picture_words: str


@dataclass(frozen=True, slots=True)
class AmendPage:
    """One correction or take-down, and what this person can do with it."""

    about: Subject
    row: delivery.amends.Amendment
    names: Mapping[int, str]
    acts: frozenset[str]
    found: findings.Findings
    steps: tuple[chain.StepLine, ...]
    #: Why a yes is not this person's to give.
    why_not: str


def subject(visit: Visit, placement_id: int) -> Subject:
    """The post, as it stands on its platform now."""
    placement = delivery.get(visit.db, placement_id, visit.by)
    account = identity.account_of(visit.db, placement.account_id, visit.by.agency_id)
    content = posts.content(visit.db, placement.variant_id)
    return Subject(
        placement=placement,
        post=posts.get(visit.db, placement.post_id, visit.by.agency_id),
        content=content,
        account=words.account(placement.platform, account.handle),
        stands=delivery.amends.words_now(visit.db, placement),
        lets=platforms.AFTERWARDS[placement.platform],
        picture_words=content.alt,
    )


def page(visit: Visit, amendment_id: int) -> AmendPage:
    """One correction or take-down, whole."""
    row = delivery.amends.get_amendment(visit.db, amendment_id, visit.by)
    found, why_not, turn = findings.Findings(), "", False
    steps: tuple[chain.StepLine, ...] = ()
    if (
        row.kind is delivery.amends.AmendKind.CORRECT
        and row.state is delivery.amends.AmendState.ASKED
    ):
        approvers = identity.approvers(visit.db, row.agency_id)
        stands = delivery.amends.correction_standing(
            visit.db, row, by=visit.by, approvers=approvers, now=visit.now
        )
        found = findings.shown(stands.looked, visit.by, is_author=True)
        steps, why_not = chain.steps(visit.db, stands.progress), stands.turn.why
        turn = stands.turn.step is not None and not found.stops
    involved = {row.asked_by, row.ordered_by or 0, row.seen_by or 0}
    return AmendPage(
        about=subject(visit, row.placement_id),
        row=row,
        names=identity.names_of(visit.db, involved),
        acts=_acts(visit.by, row, turn=turn),
        found=found,
        steps=steps,
        why_not="" if turn else why_not,
    )


def _acts(by: Actor, row: delivery.amends.Amendment, *, turn: bool) -> frozenset[str]:
    """What this person can do with it now."""
    takes_down, asked = (
        row.kind is delivery.amends.AmendKind.TAKE_DOWN,
        row.state is delivery.amends.AmendState.ASKED,
    )
    may_order = by.may(Action.TAKE_DOWN if takes_down else Action.DECIDE)
    able = {
        "confirm": takes_down and asked and may_order and by.person_id != row.asked_by,
        "hurry": takes_down and asked and may_order,
        "yes": not takes_down and asked and turn and by.may(Action.APPROVE),
        "no": not takes_down and asked and by.may(Action.APPROVE),
        "go-on": row.state in _GO_ON and may_order,
        "done": row.state in _SAY_DONE and may_order,
        "drop": row.state in _DROP and may_order,
    }
    return frozenset(name for name, can in able.items() if can)


def _origins(goal: delivery.amends.AmendState) -> frozenset[delivery.amends.AmendState]:
    """Where a person may take an amendment to `goal` from."""
    person = delivery.amends.AmendWho.PERSON
    return frozenset(
        w.origin for w in delivery.amends.AMEND_WAYS if w.goal is goal and w.who is person
    )


_GO_ON = _origins(delivery.amends.AmendState.ORDERED) - {delivery.amends.AmendState.ASKED}
_SAY_DONE = _origins(delivery.amends.AmendState.DONE)
_DROP = _origins(delivery.amends.AmendState.DROPPED)


def open_lines(visit: Visit) -> tuple[AmendLine, ...]:
    """Everything of the agency that is not at an end, take-downs first."""
    found = delivery.amends.amendments_in(visit.db, visit.by.agency_id, _OPEN)
    return _lines(visit, [row for row, _ in found])


def waits_for_people(visit: Visit) -> int:
    """How many corrections and take-downs wait for somebody here."""
    return len(
        delivery.amends.amendments_in(visit.db, visit.by.agency_id, delivery.amends.FOR_PEOPLE)
    )


def after(visit: Visit, placements: Iterable[delivery.Placement]) -> Mapping[int, After]:
    """What may follow each of these posts that is out, by the post's number on the calendar."""
    out = {one.id or 0: one for one in placements if one.state is State.PUBLISHED}
    down = delivery.amends.taken_down(visit.db, out)
    lines = _lines(visit, delivery.amends.amendments_of(visit.db, out))
    return MappingProxyType(
        {
            number: _after(
                visit,
                placement,
                [line for line in lines if line.row.placement_id == number],
                down.get(number),
            )
            for number, placement in out.items()
        }
    )


def _after(
    visit: Visit,
    placement: delivery.Placement,
    lines: list[AmendLine],
    down_at: datetime | None,
) -> After:
    sent = posts.content(visit.db, placement.variant_id).text
    stands = delivery.amends.words_now(visit.db, placement)
    under_way = next((one.row for one in lines if one.row.state in _OPEN), None)
    coming_down = any(
        one.row.kind is delivery.amends.AmendKind.TAKE_DOWN
        for one in lines
        if one.row.state in _OPEN
    )
    free = down_at is None and not coming_down
    new = delivery.amends.follow_ups(visit.db, placement.id or 0)
    return After(
        lines=tuple(lines),
        follow_ups=tuple(posts.get(visit.db, one.post_id, one.agency_id) for one in new),
        stands=stands if stands != sent else None,
        may_correct=free and under_way is None and visit.by.may(Action.WRITE),
        may_take_down=free and visit.by.may(Action.TAKE_DOWN),
        under_way=under_way,
        down_at=down_at,
    )


def _lines(visit: Visit, rows: Collection[delivery.amends.Amendment]) -> tuple[AmendLine, ...]:
    names = identity.names_of(visit.db, {row.asked_by for row in rows})
    titles = delivery.posts_of(visit.db, visit.by.agency_id, {row.placement_id for row in rows})
    return tuple(
        AmendLine(
            row,
            titles[row.placement_id].title,
            _account(visit, row),
            names.get(row.asked_by, "someone"),
        )
        for row in rows
    )


def _account(visit: Visit, row: delivery.amends.Amendment) -> str:
    placement = delivery.get(visit.db, row.placement_id, visit.by)
    account = identity.account_of(visit.db, placement.account_id, row.agency_id)
    return words.account(placement.platform, account.handle)


def ordered(row: delivery.amends.Amendment) -> str:
    """What comes of an order to take a post down, as a sentence."""
    match row.state:
        case delivery.amends.AmendState.ASKED:
            return "Asked. Somebody else has to say yes."
        case delivery.amends.AmendState.BY_HAND:
            return "Ordered. Take it down there by hand, then say so here."
        case _:
            return "Ordered. It is being taken down, and then read back."


def became(row: delivery.amends.Amendment, decision: review.Decision) -> str:
    """What an answer to a correction made of it, as a sentence."""
    if decision is not review.Decision.APPROVE:
        return "The words stay as they are. Who asked for the correction sees why."
    if row.state is delivery.amends.AmendState.ASKED:
        return "Your yes is kept. Somebody else's is missing still."
    if row.state is delivery.amends.AmendState.BY_HAND:
        return "Approved. A person now puts the new words there by hand."
    return "Approved. The new words go there now, and are read back."
