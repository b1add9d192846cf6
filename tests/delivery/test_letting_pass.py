"""What a named person lets pass is one finding of these bytes, never its whole rule."""

from datetime import datetime

import pytest
from sqlmodel import Session

import build
import people
from outreach import delivery, errors, identity, posts, review
from outreach.identity import Step
from people import Cast

#: Two words of one rule.
TWICE = "Officers arrested a thief on Main Street. A burglar ran from Elm Street."


@pytest.fixture
def cast(db: Session, now: datetime) -> Cast:
    return people.cast(db, now)


@pytest.fixture
def legal(db: Session, cast: Cast, now: datetime) -> identity.Actor:
    identity.name_for(db, cast.lang.person_id, (Step.LEGAL,), by=cast.admin, now=now)
    return identity.actor(db, cast.lang.person_id, cast.agency.id or 0)


@pytest.fixture
def placed(db: Session, cast: Cast, now: datetime) -> delivery.Placement:
    return build.a_draft(db, cast, now=now, text=TWICE)


def looked(db: Session, placed: delivery.Placement, now: datetime) -> review.Looked:
    return delivery.look(db, placed, posts.content(db, placed.variant_id), now=now)


def guilty(looked: review.Looked) -> list[review.Finding]:
    return [each for each in looked.blocks if each.rule == "JUST-01"]


def let_pass(
    db: Session,
    placed: delivery.Placement,
    found: review.Finding,
    by: identity.Actor,
    now: datetime,
) -> None:
    why = "The court said so."
    delivery.overrule(db, placed.id or 0, placed.digest, found.mark, reason=why, by=by, now=now)


def test_one_word_let_pass_leaves_the_other(
    db: Session, placed: delivery.Placement, legal: identity.Actor, now: datetime
) -> None:
    thief, burglar = guilty(looked(db, placed, now))
    let_pass(db, placed, thief, legal, now)
    assert guilty(looked(db, placed, now)) == [burglar]
    let_pass(db, placed, burglar, legal, now)
    assert guilty(looked(db, placed, now)) == []


def test_the_same_word_further_on_is_another_finding(
    db: Session, cast: Cast, legal: identity.Actor, now: datetime
) -> None:
    text = "Officers arrested a thief on Main Street and another thief on Elm Street."
    placed = build.a_draft(db, cast, now=now, text=text)
    first, second = guilty(looked(db, placed, now))
    let_pass(db, placed, first, legal, now)
    assert guilty(looked(db, placed, now)) == [second]


def test_what_is_let_pass_twice_by_one_person_is_kept_once(
    db: Session, placed: delivery.Placement, legal: identity.Actor, now: datetime
) -> None:
    thief, _ = guilty(looked(db, placed, now))
    let_pass(db, placed, thief, legal, now)
    with pytest.raises(errors.Conflict, match="stops the post no more"):
        let_pass(db, placed, thief, legal, now)
    assert len(looked(db, placed, now).overrulings) == 1


def test_a_yes_of_an_earlier_release_stands_for_what_it_told_of(
    db: Session, placed: delivery.Placement, legal: identity.Actor, now: datetime
) -> None:
    thief, burglar = guilty(looked(db, placed, now))
    let_pass(db, placed, thief, legal, now)
    forget_which(db, placed, now)
    assert guilty(looked(db, placed, now)) == [burglar]


def test_a_yes_of_an_earlier_release_that_two_findings_answer_to_is_asked_again(
    db: Session, cast: Cast, legal: identity.Actor, now: datetime
) -> None:
    text = "Officers arrested a thief on Main Street and another thief on Elm Street."
    placed = build.a_draft(db, cast, now=now, text=text)
    both = guilty(looked(db, placed, now))
    let_pass(db, placed, both[0], legal, now)
    forget_which(db, placed, now)
    assert guilty(looked(db, placed, now)) == both


def forget_which(db: Session, placed: delivery.Placement, now: datetime) -> None:
    """Leave what was let pass as an earlier release kept it."""
    for row in looked(db, placed, now).overrulings:
        row.finding = ""
        db.add(row)
    db.flush()
