"""The cast of this room: two officers, an officer of another agency, and a published story."""

from datetime import datetime

import pytest
from sqlmodel import Session

import people
from outreach import stories
from outreach.identity import Actor
from posts.examples import FORT_SMITH


@pytest.fixture
def cast(db: Session, now: datetime) -> people.Cast:
    return people.cast(db, now)


@pytest.fixture
def rivera(cast: people.Cast) -> Actor:
    return cast.rivera


@pytest.fixture
def okafor(cast: people.Cast) -> Actor:
    return cast.okafor


@pytest.fixture
def quinn(cast: people.Cast) -> Actor:
    return cast.quinn


@pytest.fixture
def story(db: Session, rivera: Actor, now: datetime) -> int:
    """A published story of another agency."""
    row = stories.draft(db, FORT_SMITH, by=rivera, now=now)
    assert row.id is not None
    stories.publish(db, row.id, by=rivera, now=now)
    return row.id
