"""Code that is run step by step: a task stops where the play says, and goes on, or dies, when it is
told to. All of it happens in one thread, so a seed decides every interleaving.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from greenlet import getcurrent, greenlet


class Crash(BaseException):
    """The process dies here. Nothing catches it."""


class Task:
    """One run of some code, on a stack of its own."""

    def __init__(self, what: str, worker: int, body: Callable[[], object]) -> None:
        self.what = what
        self.worker = worker
        #: Seconds of the play before which it does not go on.
        self.asleep_until = 0.0
        #: Transactions it has open: it is never stopped in the middle of one.
        self.open = 0
        #: The turn on which it last began to read or write.
        self.read_on = 0
        #: Whether it died where it stood, by itself.
        self.crashed = False
        self._dead = False
        self._body = body
        self._stack = greenlet(self._run, parent=_play())

    @property
    def over(self) -> bool:
        return self._stack.dead or self._dead

    def go_on(self) -> None:
        """Run up to the next stop."""
        self._stack.switch()

    def kill(self) -> None:
        """End it where it stands. What it has committed stays, and nothing else of it."""
        if self._stack:
            self._stack.throw(Crash())
        self._dead = True

    def _run(self) -> None:
        _running[self._stack] = self
        try:
            self._body()
        except Crash:
            self.crashed = True
        finally:
            del _running[self._stack]


_running: dict[greenlet, Task] = {}


def _play() -> greenlet:
    """The stack on which the play itself runs, below all others."""
    stack = getcurrent()
    while stack.parent is not None:
        stack = stack.parent
    return stack


def running() -> Task | None:
    """The task whose code runs now; None outside of any."""
    return _running.get(getcurrent())


def stop_here() -> None:
    """Leave the word to the play."""
    task = running()
    if task is not None and not task.open:
        assert task._stack.parent is not None
        task._stack.parent.switch()


class Threads(Executor):
    """The threads of one worker: every call becomes a task, which the play runs."""

    def __init__(self, start: Callable[[Callable[[], None]], None]) -> None:
        self._start = start

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()

        def run() -> None:
            try:
                future.set_result(call(*args, **kwargs))
            except Exception as fault:
                future.set_exception(fault)

        self._start(run)
        return future
