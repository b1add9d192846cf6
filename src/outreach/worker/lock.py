"""Locks on files of the home folder, which the system takes back when their holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from outreach import errors


@contextmanager
def place(home: Path) -> Iterator[bool]:
    """The right to send from this home while the block runs; False where another process has it."""
    with (home / "worker.lock").open("a+", encoding="ascii") as file:
        mine = _try(file.fileno(), fcntl.LOCK_EX)
        if mine:
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        yield mine


def holder(home: Path) -> int | None:
    """The process that sends from this home; None where none does."""
    path = home / "worker.lock"
    if not path.exists():
        return None
    with path.open(encoding="ascii") as file:
        if _try(file.fileno(), fcntl.LOCK_SH):
            return None
        written = file.read().strip()
    return int(written) if written else None


@contextmanager
def one_by_one(home: Path) -> Iterator[None]:
    """Wait until no other process sets this home up."""
    with (home / "setup.lock").open("a", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def staying(home: Path) -> Iterator[None]:
    """Say that this process uses the home while the block runs. Refuses one that is restored."""
    with ExitStack() as stack:
        if not stack.enter_context(_used(home, fcntl.LOCK_SH)):
            raise errors.NotReady(f"A backup is being restored into {home}. Start again after it.")
        yield


@contextmanager
def cleared(home: Path) -> Iterator[None]:
    """Keep every other process out of the home. Refuses while one uses it."""
    with ExitStack() as stack:
        if not stack.enter_context(_used(home, fcntl.LOCK_EX)):
            raise errors.NotReady(
                f"Outreach runs in the folder {home}. Stop every `outreach serve` and "
                "`outreach work` there, then try again."
            )
        yield


@contextmanager
def _used(home: Path, kind: int) -> Iterator[bool]:
    with (home / "use.lock").open("a", encoding="ascii") as file:
        yield _try(file.fileno(), kind)


def _try(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
