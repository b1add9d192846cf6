"""A tick that is stuck is written down with the place where it stands, once."""

import logging
from collections.abc import Callable
from threading import Event, get_ident
from time import monotonic

import pytest

from outreach.worker.watchdog import Watchdog


def test_a_stuck_tick_is_said_once_and_so_is_its_going_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    looked_at = [monotonic()]
    dog = Watchdog(lambda: looked_at[0], monotonic, after=0.1)
    dog.ticking = get_ident()
    dog.start()
    with caplog.at_level(logging.WARNING):
        wait_for(lambda: said(caplog) == ["worker.tick_stuck"])
        looked_at[0] = monotonic() + 60
        wait_for(lambda: said(caplog) == ["worker.tick_stuck", "worker.tick_goes_on"])
        dog.stop()
    assert "test_watchdog.py" in caplog.records[0].__dict__["at"]


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records]


def wait_for(came: Callable[[], bool]) -> None:
    end = monotonic() + 10
    while not came():
        assert monotonic() < end, "It never came."
        Event().wait(0.02)
