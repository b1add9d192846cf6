"""The checks hear of the days around a post: the account's other words, and pauses."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

import build
import people
from outreach import delivery, posts
from people import Cast

WORDS = "Neighbors and officers met at the library today, and listened to each other."


@pytest.fixture
def cast(db: Session, now: datetime) -> Cast:
    return people.cast(db, now)


def rules(db: Session, placed: delivery.Placement, now: datetime) -> set[str]:
    content = posts.content(db, placed.variant_id)
    return {each.rule for each in delivery.look(db, placed, content, now=now).findings}


def test_the_same_words_on_the_same_account_are_noticed(
    db: Session, cast: Cast, now: datetime
) -> None:
    account = build.an_account(db, cast, now=now)
    build.a_scheduled(db, cast, now=now, account=account, text=WORDS)
    for other, is_noticed in ((account, True), (build.an_account(db, cast, now=now), False)):
        again = build.a_draft(
            db, cast, now=now, account=other, text=WORDS, due_in=timedelta(days=20)
        )
        assert ("OPS-10" in rules(db, again, now)) is is_noticed


def test_drafts_and_posts_long_ago_are_no_repeats(db: Session, cast: Cast, now: datetime) -> None:
    account = build.an_account(db, cast, now=now)
    build.a_draft(db, cast, now=now, account=account, text=WORDS)
    build.a_scheduled(db, cast, now=now, account=account, text=WORDS)
    late = build.a_draft(db, cast, now=now, account=account, text=WORDS, due_in=timedelta(days=40))
    assert "OPS-10" not in rules(db, late, now)


def test_cheer_soon_after_a_pause_is_noticed(db: Session, cast: Cast, now: datetime) -> None:
    account = build.an_account(db, cast, now=now)
    scope, number = delivery.Scope.ACCOUNT, account.id or 0
    pause = delivery.hold(db, scope, number, by=cast.rivera, now=now)
    delivery.lift(db, pause.id or 0, by=cast.rivera, now=now)
    for days, is_noticed in ((1, True), (10, False)):
        text = f"Hooray! {WORDS} ({days})"
        due_in = timedelta(days=days)
        placed = build.a_draft(db, cast, now=now, account=account, text=text, due_in=due_in)
        assert ("TONE-04" in rules(db, placed, now)) is is_noticed
