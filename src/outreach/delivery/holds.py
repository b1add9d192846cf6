"""Which holds are on, and what they stop. What cannot be read counts as a stop."""

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import Session, col, select

from outreach import errors, posts
from outreach.delivery import coverage
from outreach.delivery.coverage import Order, Scope, Subject
from outreach.delivery.models import Hold, HoldGate, Placement
from outreach.delivery.states import State

#: What a hold stops: nothing of these has left yet.
STOPPED = (State.SCHEDULED, State.CLAIMED)

#: What a held post says.
SENTENCE = "It is paused. Keep it, move it or drop it."

#: These reach no other agency's posts.
_WITHIN = tuple(scope.value for scope in Scope if scope is not Scope.ALL)


def orders(db: Session | Connection, agency_ids: Collection[int]) -> tuple[Order, ...]:
    """The holds that may stop posts of these agencies, newest first: what a whole group needs.

    Refuses to answer when the gate row is missing: what cannot be read may not be sent. The gate is
    taken first and by itself; on PostgreSQL one statement for both would wait for a hold and then
    still see the holds as they were before it.
    """
    gate = db.execute(sa.select(col(HoldGate.turns)).with_for_update(read=True)).first()
    if gate is None:
        raise errors.NotReady("The state of holds cannot be read, so nothing is sent.")
    rows = db.execute(
        sa.select(col(Hold.id), col(Hold.agency_id), col(Hold.scope), col(Hold.about))
        .where(col(Hold.lifted_at).is_(None), _reaches(agency_ids))
        .order_by(col(Hold.id).desc())
    )
    return tuple(
        Order(row.id, row.agency_id, coverage.read(row.scope, row.about), row.about) for row in rows
    )


def subjects(db: Session | Connection, placement_ids: Collection[int]) -> dict[int, Subject]:
    """What holds can be about, of each of these posts."""
    rows = db.execute(
        sa.select(
            col(Placement.id),
            col(Placement.agency_id),
            col(Placement.account_id),
            col(Placement.campaign_id),
            col(Placement.platform),
            col(posts.Variant.language),
            col(posts.Post.type),
            col(posts.Post.story_id),
        )
        .join(posts.Variant, col(posts.Variant.id) == col(Placement.variant_id))
        .join(posts.Post, col(posts.Post.id) == col(Placement.post_id))
        .where(col(Placement.id).in_(placement_ids))
    )
    return {row.id: Subject(*row[1:]) for row in rows}


def covering_of(db: Session | Connection, agency_of: Mapping[int, int]) -> dict[int, Order]:
    """For each of a group of posts (its agency by its number) the newest hold that stops it.

    Two statements where nothing is paused, and three where something is, however many posts.
    """
    on = orders(db, set(agency_of.values()))
    if not on:
        return {}
    about = subjects(db, agency_of.keys())
    return {
        number: order
        for order in reversed(on)
        for number in agency_of
        if number not in about or coverage.covers(order, about[number])
    }


def covering(db: Session, placement: Placement) -> Hold | None:
    """The newest hold that stops this post now, if any. Refuses what `orders` refuses."""
    found = covering_of(db, {placement.id or 0: placement.agency_id}).get(placement.id or 0)
    return db.get_one(Hold, found.id) if found else None


def came_over(db: Session, placement: Placement, since: datetime) -> bool:
    """Whether a hold covers this post now, or did at some moment after `since`."""
    rows = db.exec(
        select(Hold).where(
            _reaches({placement.agency_id}),
            col(Hold.lifted_at).is_(None) | (col(Hold.lifted_at) > since),
        )
    ).all()
    return bool(rows) and any(covers(db, hold, placement) for hold in rows)


def covers(db: Session, hold: Hold, placement: Placement) -> bool:
    """Whether this hold's scope includes this post."""
    about = subjects(db, [placement.id or 0]).get(placement.id or 0)
    return about is not None and coverage.covers(hold.order, about)


def active(db: Session, agency_id: int) -> list[Hold]:
    """The holds that are on and reach the agency, newest first."""
    return list(
        db.exec(
            select(Hold)
            .where(_reaches({agency_id}), col(Hold.lifted_at).is_(None))
            .order_by(col(Hold.id).desc())
        )
    )


def lifted(db: Session, agency_id: int, *, limit: int = 50) -> list[Hold]:
    """The holds over the agency that were lifted, the last one first."""
    return list(
        db.exec(
            select(Hold)
            .where(_reaches({agency_id}), col(Hold.lifted_at).is_not(None))
            .order_by(col(Hold.lifted_at).desc(), col(Hold.id).desc())
            .limit(limit)
        )
    )


def named(db: Session, hold_id: int, agency_id: int) -> Hold:
    """One hold that reaches the agency, on or over."""
    found = db.exec(select(Hold).where(Hold.id == hold_id, _reaches({agency_id}))).first()
    if found is None:
        raise errors.NotFound("There is no such pause.")
    return found


def stopped_by(db: Session, hold: Hold, agency_id: int | None = None) -> list[Placement]:
    """The waiting posts this hold stops, soonest first; of one agency where one is named."""
    rows = select(Placement).where(waiting_under(hold.order))
    if agency_id is not None:
        rows = rows.where(Placement.agency_id == agency_id)
    return list(db.exec(rows.order_by(col(Placement.due_at), col(Placement.id))))


def held_back(db: Session, agency_id: int) -> dict[int, Hold]:
    """Every post that waits for its minute and that a hold stops, with the newest such hold."""
    on = active(db, agency_id)
    return {
        number: hold
        for hold in reversed(on)
        for number in db.scalars(
            sa.select(col(Placement.id)).where(
                waiting_under(hold.order), col(Placement.agency_id) == agency_id
            )
        )
        if number is not None
    }


def waiting_under(order: Order) -> sa.ColumnElement[bool]:
    """Where a row of `placement` waits and this hold stops it: `coverage.covers` as SQL."""
    return sa.and_(col(Placement.state).in_(STOPPED), *_under(order))


def _under(order: Order) -> tuple[sa.ColumnElement[bool], ...]:
    if order.scope is None or order.scope is Scope.ALL:
        return ()
    ours = col(Placement.agency_id) == order.agency_id
    return (ours,) if order.scope is Scope.AGENCY else (ours, _about(order.scope, order.about))


def _about(scope: Scope, about: str) -> sa.ColumnElement[bool]:
    match scope:
        case Scope.ACCOUNT:
            return col(Placement.account_id) == int(about)
        case Scope.CAMPAIGN:
            return col(Placement.campaign_id) == int(about)
        case Scope.PLATFORM:
            return col(Placement.platform) == about
        case Scope.LANGUAGE:
            spoken = col(posts.Variant.language)
            return col(Placement.variant_id).in_(
                sa.select(col(posts.Variant.id)).where(
                    (spoken == about) | spoken.startswith(f"{about}-", autoescape=True)
                )
            )
    return col(Placement.post_id).in_(sa.select(col(posts.Post.id)).where(_topic(about)))


def _topic(about: str) -> sa.ColumnElement[bool]:
    sort, _, which = about.partition(":")
    if sort == coverage.STORY:
        return col(posts.Post.story_id) == int(which)
    return col(posts.Post.type) == which


def _reaches(agency_ids: Collection[int]) -> sa.ColumnElement[bool]:
    """A scope that this release cannot read may reach anyone."""
    return col(Hold.agency_id).in_(agency_ids) | col(Hold.scope).not_in(_WITHIN)
