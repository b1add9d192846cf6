"""One worker per home folder: a file lock, which the system takes back when its holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outreach import errors


@contextmanager
def one_at_a_time(home: Path) -> Iterator[None]:
    """Hold the worker's place in this home folder. Refuses while another process holds it."""
    path = home / "worker.lock"
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise errors.NotReady(
                f"Another Outreach (process {holder}) already sends from the folder {home}. "
                "Stop it first, or set OUTREACH_HOME to another folder."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
