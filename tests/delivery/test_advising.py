"""A hub recommends and stops nothing: each agency follows or decides otherwise, once."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import Session

import build
from outreach import delivery, errors, records
from outreach.delivery import Scope
from outreach.identity import Actor
from people import Cast, cast

WORDS = {"words": "A national day of mourning.", "issuer": "The campaign team"}


@pytest.fixture
def people(db: Session, now: datetime) -> Cast:
    return cast(db, now)


@pytest.fixture
def hub(people: Cast) -> Actor:
    return replace(people.quinn, national=True)


def test_advice_stops_nothing_by_itself(
    db: Session, people: Cast, hub: Actor, now: datetime
) -> None:
    placement = build.a_scheduled(db, people, now=now)
    delivery.advise(db, Scope.AGENCY, **WORDS, by=hub, now=now)
    assert delivery.covering(db, placement) is None
    assert len(delivery.advice(db, people.agency.id or 0)) == 1


def test_following_pauses_what_was_recommended(
    db: Session, people: Cast, hub: Actor, now: datetime
) -> None:
    placement = build.a_scheduled(db, people, now=now)
    asked = delivery.advise(db, Scope.PLATFORM, "x", **WORDS, by=hub, now=now)
    hold = delivery.follow(db, asked.id or 0, by=people.rivera, now=now)
    assert (hold.scope, hold.about, hold.advisory_id) == ("platform", "x", asked.id)
    assert "national day of mourning" in hold.reason
    covering = delivery.covering(db, placement)
    assert covering is not None
    assert covering.id == hold.id


def test_each_agency_answers_for_itself_and_once(
    db: Session, people: Cast, hub: Actor, now: datetime
) -> None:
    asked = delivery.advise(db, Scope.AGENCY, **WORDS, by=hub, now=now)
    delivery.decline(db, asked.id or 0, by=people.rivera, now=now)
    assert delivery.advice(db, people.agency.id or 0) == []
    assert delivery.advice(db, people.other_agency.id or 0) == [asked]
    with pytest.raises(errors.Conflict):
        delivery.follow(db, asked.id or 0, by=people.lang, now=now)
    assert delivery.active(db, people.agency.id or 0) == []


def test_calling_off_lifts_nothing(db: Session, people: Cast, hub: Actor, now: datetime) -> None:
    asked = delivery.advise(db, Scope.AGENCY, **WORDS, by=hub, now=now)
    hold = delivery.follow(db, asked.id or 0, by=people.rivera, now=now)
    delivery.call_off(db, asked.id or 0, by=hub, now=now)
    assert delivery.active(db, people.agency.id or 0) == [hold]
    assert delivery.advice(db, people.other_agency.id or 0) == []
    with pytest.raises(errors.Conflict):
        delivery.call_off(db, asked.id or 0, by=hub, now=now)


def test_who_asked_and_who_answered_is_on_record(
    db: Session, people: Cast, hub: Actor, now: datetime
) -> None:
    asked = delivery.advise(db, Scope.AGENCY, **WORDS, by=hub, now=now)
    delivery.decline(db, asked.id or 0, by=people.rivera, now=now)
    about = ("advisory", asked.id or 0)
    theirs = records.of(db, about, agency_id=people.other_agency.id or 0)
    ours = records.of(db, about, agency_id=people.agency.id or 0)
    assert [one.kind for one in theirs] == ["delivery.advised"]
    assert [one.kind for one in ours] == ["delivery.advice_declined"]


def test_it_requires_who_looks_after_every_agency(db: Session, people: Cast, now: datetime) -> None:
    with pytest.raises(errors.NotAllowed):
        delivery.advise(db, Scope.AGENCY, **WORDS, by=people.admin, now=now)


def test_following_requires_the_right_to_hold(
    db: Session, people: Cast, hub: Actor, now: datetime
) -> None:
    asked = delivery.advise(db, Scope.AGENCY, **WORDS, by=hub, now=now)
    with pytest.raises(errors.NotAllowed):
        delivery.follow(db, asked.id or 0, by=people.clerk, now=now)


@pytest.mark.parametrize(
    ("scope", "about"),
    [(Scope.ALL, ""), (Scope.ACCOUNT, "1"), (Scope.CAMPAIGN, "1"), (Scope.TOPIC, "story:1")],
)
def test_it_rejects_what_one_agency_alone_has(
    db: Session, people: Cast, hub: Actor, now: datetime, scope: Scope, about: str
) -> None:
    with pytest.raises(errors.BadInput):
        delivery.advise(db, scope, about, **WORDS, by=hub, now=now)


def test_it_rejects_advice_without_a_reason(
    db: Session, people: Cast, hub: Actor, now: datetime
) -> None:
    with pytest.raises(errors.BadInput):
        delivery.advise(db, Scope.AGENCY, words=" ", issuer="The hub", by=hub, now=now)
