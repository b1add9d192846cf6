"""The cast, for tests of the library."""

from datetime import datetime

import pytest
from sqlmodel import Session

import people


@pytest.fixture
def cast(db: Session, now: datetime) -> people.Cast:
    return people.cast(db, now)
