"""Whose turn it is, step by step, in agencies large and small."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import Session

import people
from outreach import errors, identity, review
from outreach.identity import Step
from outreach.review import Decision, Needs

ABOUT = ("placement", 1)
DIGEST = "a" * 64
CHAIN = Needs((Step.SECOND_READER, Step.PARTNER, Step.CHIEF))


@pytest.fixture
def cast(db: Session, now: datetime) -> people.Cast:
    made = people.cast(db, now)
    identity.name_for(db, made.lang.person_id, (Step.CHIEF,), by=made.admin, now=now)
    made = replace(made, lang=identity.actor(db, made.lang.person_id, made.agency.id or 0))
    by = made.rivera
    review.submit(db, ABOUT, DIGEST, authors=frozenset({by.person_id}), by=by, now=now)
    return made


def turn(db: Session, by: identity.Actor, needs: Needs = CHAIN) -> review.Turn:
    authors = review.authors(db, ABOUT, DIGEST)
    approvers = identity.approvers(db, by.agency_id)
    return review.turn(review.progress(db, ABOUT, DIGEST, needs), by, authors, approvers)


def say_yes(db: Session, by: identity.Actor, now: datetime, needs: Needs = CHAIN) -> None:
    step = turn(db, by, needs).step
    assert step is not None
    yes = Decision.APPROVE
    review.decide(db, ABOUT, DIGEST, yes, by=by, now=now, step=step, needs=needs)


def test_steps_come_in_order_from_different_people(
    db: Session, cast: people.Cast, now: datetime
) -> None:
    say_yes(db, cast.okafor, now)
    assert "comes next" in turn(db, cast.okafor).why or "You gave" in turn(db, cast.okafor).why
    say_yes(db, cast.lang, now)
    missing = review.progress(db, ABOUT, DIGEST, CHAIN).missing
    assert missing == (Step.PARTNER,)
    assert turn(db, cast.admin).why == "Only the yes of the partners is missing."
    met = replace(CHAIN, met=frozenset({Step.PARTNER}))
    assert review.approved(db, ABOUT, DIGEST, met)


def test_who_gave_one_step_leaves_the_next_to_others(
    db: Session, cast: people.Cast, now: datetime
) -> None:
    identity.name_for(db, cast.admin.person_id, (Step.CHIEF,), by=cast.admin, now=now)
    say_yes(db, cast.lang, now)
    assert turn(db, cast.lang).step is None
    assert "Admin" in turn(db, cast.lang).why


def test_in_a_small_agency_the_chief_reads_second_and_says_so(
    db: Session, cast: people.Cast, now: datetime
) -> None:
    for other in (cast.okafor, cast.admin):
        db.get_one(identity.Person, other.person_id).left_at = now
    assert "the chief reads second" in turn(db, cast.lang).why
    say_yes(db, cast.lang, now)
    assert turn(db, cast.lang).step is Step.CHIEF


def test_an_author_alone_is_told_whom_to_invite(
    db: Session, cast: people.Cast, now: datetime
) -> None:
    for other in (cast.okafor, cast.admin, cast.lang):
        db.get_one(identity.Person, other.person_id).left_at = now
    assert "Invite your chief" in turn(db, cast.rivera).why


def test_a_step_that_nobody_may_give_says_who_can_change_that(
    db: Session, cast: people.Cast, now: datetime
) -> None:
    legal = Needs((Step.LEGAL,))
    assert turn(db, cast.lang, legal).step is None
    assert "Nobody here may give the yes of legal counsel" in turn(db, cast.lang, legal).why
    with pytest.raises(errors.NotAllowed, match="not that of legal counsel"):
        review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=cast.lang, now=now, step=Step.LEGAL)


def test_a_no_takes_every_earlier_yes_back(db: Session, cast: people.Cast, now: datetime) -> None:
    say_yes(db, cast.okafor, now)
    refuse = Decision.RETURN
    review.decide(db, ABOUT, DIGEST, refuse, by=cast.lang, now=now, comment="Why?", needs=CHAIN)
    assert review.progress(db, ABOUT, DIGEST, CHAIN).given == {}
    assert review.waiting(db, cast.rivera.agency_id, "placement") == []


def test_it_waits_until_the_last_step(db: Session, cast: people.Cast, now: datetime) -> None:
    agency_id, both = cast.rivera.agency_id, Needs((Step.SECOND_READER, Step.CHIEF))
    say_yes(db, cast.okafor, now, both)
    assert len(review.waiting(db, agency_id, "placement")) == 1
    say_yes(db, cast.lang, now, both)
    assert review.waiting(db, agency_id, "placement") == []


def test_the_yes_of_whoever_became_an_author_counts_no_more(
    db: Session, cast: people.Cast, now: datetime
) -> None:
    say_yes(db, cast.okafor, now, review.Needs())
    assert review.approved(db, ABOUT, DIGEST)
    review.submit(db, ABOUT, DIGEST, authors=frozenset(), by=cast.okafor, now=now)
    assert not review.approved(db, ABOUT, DIGEST)


def test_only_an_administrator_names_people_for_steps(
    db: Session, cast: people.Cast, now: datetime
) -> None:
    with pytest.raises(errors.NotAllowed):
        identity.name_for(db, cast.okafor.person_id, (Step.CHIEF,), by=cast.lang, now=now)
    with pytest.raises(errors.BadInput, match="Nobody is named"):
        identity.name_for(db, cast.okafor.person_id, (Step.PARTNER,), by=cast.admin, now=now)
    with pytest.raises(errors.BadInput, match="cannot approve"):
        identity.name_for(db, cast.clerk.person_id, (Step.CHIEF,), by=cast.admin, now=now)


def test_the_second_reader_may_say_that_the_people_quoted_agreed(
    db: Session, cast: people.Cast, now: datetime
) -> None:
    quoted = Needs((Step.SECOND_READER, Step.PEOPLE_QUOTED))
    say_yes(db, cast.okafor, now, quoted)
    assert "whoever is quoted agreed" in turn(db, cast.okafor, quoted).why
    say_yes(db, cast.okafor, now, quoted)
    assert review.approved(db, ABOUT, DIGEST, quoted)
