"""The scene that every seed plays on, and silence while it does."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from delivery.simulation.scene import Scene, build_scene


@pytest.fixture(scope="package")
def scene(_empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    start = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    # Every fault is told in the log, and here nearly everything is a fault.
    logging.disable(logging.CRITICAL)
    made = build_scene(_empty_database, tmp_path_factory.mktemp("scene"), start)
    yield made
    made.engine.dispose()
    logging.disable(logging.NOTSET)
