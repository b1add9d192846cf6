"""A yes is bound to exactly these bytes, and never an author's own."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from outreach import errors, review
from outreach.review import Decision
from people import Cast, cast

ABOUT = ("placement", 1)
DIGEST = "a" * 64
OTHER = "b" * 64


@pytest.fixture
def people(db: Session, now: datetime) -> Cast:
    made = cast(db, now)
    authors = frozenset({made.rivera.person_id})
    review.submit(db, ABOUT, DIGEST, authors=authors, by=made.rivera, now=now)
    return made


def test_a_yes_counts_for_these_bytes_only(db: Session, people: Cast, now: datetime) -> None:
    review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=people.lang, now=now)
    assert review.approved(db, ABOUT, DIGEST)
    assert not review.approved(db, ABOUT, OTHER)


def test_the_last_answer_counts(db: Session, people: Cast, now: datetime) -> None:
    review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=people.lang, now=now)
    review.decide(db, ABOUT, DIGEST, Decision.RETURN, by=people.okafor, now=now, comment="Wait.")
    assert not review.approved(db, ABOUT, DIGEST)


def test_nobody_elses_yes_undoes_a_no_until_it_is_asked_for_again(
    db: Session, people: Cast, now: datetime
) -> None:
    review.decide(
        db, ABOUT, DIGEST, Decision.REFUSE, by=people.okafor, now=now, comment="Too soon."
    )
    with pytest.raises(errors.Conflict, match="Too soon"):
        review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=people.lang, now=now)
    review.submit(db, ABOUT, DIGEST, authors=frozenset(), by=people.rivera, now=now)
    review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=people.lang, now=now)
    assert review.approved(db, ABOUT, DIGEST)


def test_whoever_said_no_may_think_again(db: Session, people: Cast, now: datetime) -> None:
    review.decide(db, ABOUT, DIGEST, Decision.RETURN, by=people.lang, now=now, comment="Sure?")
    review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=people.lang, now=now)
    assert review.approved(db, ABOUT, DIGEST)


def test_what_was_never_submitted_cannot_be_answered(
    db: Session, people: Cast, now: datetime
) -> None:
    with pytest.raises(errors.Conflict):
        review.decide(db, ABOUT, OTHER, Decision.APPROVE, by=people.lang, now=now)


def test_whoever_sends_it_is_an_author(db: Session, people: Cast, now: datetime) -> None:
    review.submit(db, ABOUT, DIGEST, authors=frozenset(), by=people.okafor, now=now)
    with pytest.raises(errors.NotAllowed):
        review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=people.okafor, now=now)


def test_authors_never_shrink(db: Session, people: Cast, now: datetime) -> None:
    review.submit(db, ABOUT, DIGEST, authors=frozenset(), by=people.okafor, now=now)
    assert people.rivera.person_id in review.authors(db, ABOUT, DIGEST)


def test_an_author_may_still_say_no(db: Session, people: Cast, now: datetime) -> None:
    review.decide(db, ABOUT, DIGEST, Decision.RETURN, by=people.rivera, now=now, comment="Typo.")
    assert not review.approved(db, ABOUT, DIGEST)


def test_what_has_an_answer_waits_no_more(db: Session, people: Cast, now: datetime) -> None:
    agency_id = people.agency.id or 0
    assert len(review.waiting(db, agency_id, "placement")) == 1
    review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=people.lang, now=now)
    assert review.waiting(db, agency_id, "placement") == []


def test_what_is_asked_again_after_a_no_waits_again(
    db: Session, people: Cast, now: datetime
) -> None:
    review.decide(db, ABOUT, DIGEST, Decision.RETURN, by=people.lang, now=now, comment="Sure?")
    later = now + timedelta(minutes=1)
    review.submit(db, ABOUT, DIGEST, authors=frozenset(), by=people.rivera, now=later)
    [waiting] = review.waiting(db, people.rivera.agency_id, "placement")
    assert waiting.digest == DIGEST
    review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=people.lang, now=later)
    assert review.waiting(db, people.rivera.agency_id, "placement") == []


def test_another_agency_cannot_answer(db: Session, people: Cast, now: datetime) -> None:
    with pytest.raises(errors.Conflict):
        review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=people.quinn, now=now)


def test_it_requires_approve(db: Session, people: Cast, now: datetime) -> None:
    with pytest.raises(errors.NotAllowed):
        review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=people.clerk, now=now)


def test_the_last_answer_to_each_thing_is_found_at_once(
    db: Session, people: Cast, now: datetime
) -> None:
    review.decide(db, ABOUT, DIGEST, Decision.APPROVE, by=people.lang, now=now)
    review.decide(db, ABOUT, DIGEST, Decision.RETURN, by=people.okafor, now=now, comment="Wait.")
    found = review.last_answers(db, "placement", (1, 2))
    assert {key: one.decision for key, one in found.items()} == {(1, DIGEST): Decision.RETURN}
    assert review.last_answers(db, "placement", ()) == {}
