"""The stage every test of the send plays on."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from delivery.stage import Stage, build_stage


@pytest.fixture
def stage(engine: Engine, now: datetime, tmp_path: Path) -> Stage:
    return build_stage(engine, now, tmp_path / "media")
