"""One process of a home sends; the next goes on when it ends. Locks are the system's own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from outreach import errors, worker

#: Takes the place, says so, and keeps it until it is killed.
HOLDER = """
import sys, time
from pathlib import Path
from outreach.worker import lock
with lock.place(Path(sys.argv[1])) as mine:
    print(mine, flush=True)
    time.sleep(60)
"""


@contextmanager
def another(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that sends from this home."""
    given = [sys.executable, "-c", HOLDER, str(home)]
    with subprocess.Popen(given, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


class Duty:
    """Work that says when it begins and when it has ended."""

    def __init__(self) -> None:
        self.begun, self.ended = Event(), Event()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self.begun.set()
        yield
        self.ended.set()


def test_who_comes_first_works_at_once(tmp_path: Path) -> None:
    duty = Duty()
    with worker.in_turn(tmp_path, duty) as now:
        assert now
        assert duty.begun.is_set()
    assert duty.ended.is_set()


@pytest.mark.process
def test_who_comes_second_goes_on_within_five_seconds_of_a_kill(tmp_path: Path) -> None:
    duty = Duty()
    with another(tmp_path) as first, worker.in_turn(tmp_path, duty) as now:
        assert not now
        assert worker.holder(tmp_path) == first.pid
        assert not duty.begun.wait(1.5)
        first.kill()
        assert duty.begun.wait(5)
    assert duty.ended.is_set()


@pytest.mark.process
def test_who_never_had_its_turn_ends_at_once(tmp_path: Path) -> None:
    duty = Duty()
    with another(tmp_path), worker.in_turn(tmp_path, duty):
        pass
    assert not duty.begun.is_set()


def test_a_duty_that_fails_leaves_the_place_to_others(tmp_path: Path) -> None:
    @contextmanager
    def failing() -> Iterator[None]:
        raise errors.NotReady("The port is taken.")
        yield

    with pytest.raises(errors.NotReady), worker.in_turn(tmp_path, failing):
        pass
    assert worker.holder(tmp_path) is None


def test_a_home_in_use_cannot_be_cleared(tmp_path: Path) -> None:
    with (
        worker.staying(tmp_path),
        worker.staying(tmp_path),
        pytest.raises(errors.NotReady, match="Stop every"),
        worker.cleared(tmp_path),
    ):
        pass


def test_nobody_starts_while_a_home_is_cleared(tmp_path: Path) -> None:
    with (
        worker.cleared(tmp_path),
        pytest.raises(errors.NotReady, match="being restored"),
        worker.staying(tmp_path),
    ):
        pass
