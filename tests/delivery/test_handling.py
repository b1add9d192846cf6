"""Words that are on the calendar: changed, taken along to post by hand, found again."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

import build
from outreach import delivery, errors, posts
from outreach.delivery import Placement, State
from outreach.platforms import PlatformName
from people import Cast, cast


@pytest.fixture
def people(db: Session, now: datetime) -> Cast:
    return cast(db, now)


def reword(db: Session, placed: Placement, text: str, people: Cast, now: datetime) -> None:
    words = posts.Words(placed.platform, text)
    by = people.rivera
    delivery.reword(db, placed.variant_id, words, revision=1, by=by, now=now)


def test_changed_words_take_a_scheduled_post_back_to_draft(
    db: Session, people: Cast, now: datetime
) -> None:
    placed = build.a_scheduled(db, people, now=now)
    reword(db, placed, "Other words.", people, now)
    assert placed.state is State.DRAFT


def test_the_same_words_leave_a_scheduled_post_alone(
    db: Session, people: Cast, now: datetime
) -> None:
    placed = build.a_scheduled(db, people, now=now, text="The same words.")
    reword(db, placed, "The same words.", people, now)
    assert placed.state is State.SCHEDULED


@pytest.mark.parametrize("state", sorted(delivery.LIVE - set(delivery.MOVABLE)))
def test_words_that_left_or_are_leaving_stay_as_they_were(
    db: Session, people: Cast, now: datetime, state: State
) -> None:
    placed = build.a_scheduled(db, people, now=now, text="As people saw it.")
    placed.state = state
    db.add(placed)
    with pytest.raises(errors.Conflict, match="make a new post"):
        reword(db, placed, "Something else.", people, now)
    assert posts.content(db, placed.variant_id).text == "As people saw it."


def test_a_packet_is_for_a_post_that_is_due_by_hand(
    db: Session, people: Cast, now: datetime, tmp_path: Path
) -> None:
    account = build.an_account(db, people, now=now, platform=PlatformName.HANDOFF)
    placed = build.a_scheduled(db, people, now=now, account=account, text="Read this aloud.")
    with pytest.raises(errors.Conflict, match="nothing to post by hand"):
        delivery.packet_of(db, placed, tmp_path, now=now)
    placed.state = State.HANDED_OFF
    assert delivery.packet_of(db, placed, tmp_path, now=now).text == "Read this aloud."


def test_a_packet_is_no_way_around_the_yes(
    db: Session, people: Cast, now: datetime, tmp_path: Path
) -> None:
    account = build.an_account(db, people, now=now, platform=PlatformName.HANDOFF)
    placed = build.a_scheduled(db, people, now=now, account=account)
    placed.state = State.HANDED_OFF
    variant = db.get_one(posts.Variant, placed.variant_id)
    variant.text += " And more."
    db.add_all([placed, variant])
    with pytest.raises(errors.Conflict, match="changed after it was approved"):
        delivery.packet_of(db, placed, tmp_path, now=now)


def test_a_packet_keeps_the_embargo(
    db: Session, people: Cast, now: datetime, tmp_path: Path
) -> None:
    account = build.an_account(db, people, now=now, platform=PlatformName.HANDOFF)
    placed = build.a_scheduled(db, people, now=now, account=account)
    placed.state = State.HANDED_OFF
    post = db.get_one(posts.Post, placed.post_id)
    post.embargo_until = now + timedelta(days=1)
    db.add_all([placed, post])
    with pytest.raises(errors.Conflict, match="may not be seen before"):
        delivery.packet_of(db, placed, tmp_path, now=now)


def test_posts_are_found_by_where_they_stand_page_by_page(
    db: Session, people: Cast, now: datetime
) -> None:
    drafts = [build.a_draft(db, people, now=now).post_id for _ in range(3)]
    build.a_scheduled(db, people, now=now)
    agency_id = people.agency.id or 0
    first = delivery.posts_in(db, agency_id, {State.DRAFT}, limit=2)
    rest = delivery.posts_in(db, agency_id, {State.DRAFT}, after=first[-1], limit=2)
    assert [*first, *rest] == drafts[::-1]
    assert delivery.posts_in(db, people.other_agency.id or 0, {State.DRAFT}) == []
