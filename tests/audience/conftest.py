"""The fixtures of this folder."""

from datetime import datetime

import pytest
from sqlalchemy.engine import Engine

from audience.riverton import Town, build_town


@pytest.fixture
def town(engine: Engine, now: datetime) -> Town:
    return build_town(engine, now)
