"""The cast of this room."""

from datetime import datetime

import pytest
from sqlmodel import Session

import people


@pytest.fixture
def cast(db: Session, now: datetime) -> people.Cast:
    return people.cast(db, now)
