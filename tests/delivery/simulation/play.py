"""One play: the real dispatcher, sweep and reconciler of two workers on one real database, with
every choice made by one seed.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from delivery.simulation import people
from delivery.simulation.hooks import Hooks, Moves
from delivery.simulation.network import LAG, Network
from delivery.simulation.scene import Scene
from delivery.simulation.tasks import Task, Threads, running, stop_here
from outreach import db as database
from outreach import delivery
from outreach.delivery import State
from outreach.lib.clock import VirtualClock
from outreach.platforms import Outgoing, PlatformName

STEPS = 80
MOVING = (State.SCHEDULED, State.CLAIMED, State.SENDING, State.UNKNOWN, State.RECONCILING)
#: How far time may pass at once: about a request, a lease, a grace.
PASSES = (0.5, 1.0, 2.0, 2.0, 3.0, 3.0, 5.0, 20.0, 31.0, 61.0, 121.0)


class Play:
    """Everything that happens on one seed, and what was seen of it."""

    def __init__(self, scene: Scene, seed: int, *, lag: float = LAG) -> None:
        self.scene = scene
        self.seed = seed
        self.chance = Random(seed)
        self.clock = VirtualClock(scene.start + timedelta(seconds=50))
        self.seconds = 0.0
        self.calm = False
        self.turn = 0
        self.lag = lag
        self.tasks: list[Task] = []
        self.trace: list[str] = []
        #: What was seen to go wrong while it happened.
        self.wrong: list[str] = []
        #: Who took posts from where to where.
        self.moves: Counter[tuple[str, str, str]] = Counter()
        #: Accounts whose posts are paused, since which turn; None stands for all of them.
        self.paused: dict[int | None, int] = {}
        self.networks = {
            PlatformName.X: self._network(PlatformName.X),
            PlatformName.FACEBOOK: self._network(PlatformName.FACEBOOK, drafts=True),
            PlatformName.HANDOFF: self._network(PlatformName.HANDOFF),
        }
        self.means = delivery.Means(
            scene.engine,
            self.networks,
            scene.vault,
            Path(),
            self.clock,
            self._monotonic,
            senders=2,
        )
        self.workers = [self._worker(0), self._worker(1)]

    def run(self) -> None:
        """Play it to its end: first everything goes wrong that can, then nothing does."""
        with Hooks(self._read, self._fault, self._moved).on(self.scene.engine):
            for _ in range(STEPS):
                self._step()
            self._calm()

    def note(self, words: str) -> None:
        self.trace.append(f"{self.seconds:7.1f}  {words}")

    def _step(self) -> None:
        self.turn += 1
        draw = self.chance.random()
        ready = [task for task in self.tasks if task.asleep_until <= self.seconds]
        if draw < 0.7 and ready:
            self._go_on(self.chance.choice(ready))
        elif draw < 0.82:
            self._begin(self.chance.randrange(2))
        elif draw < 0.94:
            self._pass(self.chance.choice(PASSES))
        elif draw < 0.96:
            self._kill(self.chance.randrange(2))
        else:
            people.act(self)

    def _calm(self) -> None:
        """No more faults; one worker is left. Everything has to come to rest by itself."""
        self.calm = True
        self.turn += 1
        for network in self.networks.values():
            network.calm = True
        self._kill(1)
        for _ in range(90):
            self._finish()
            moving = {state for _, state in self.standing(MOVING)}
            if not moving:
                return
            if moving - {State.SCHEDULED}:
                self._begin(0, "sweep")
                self._finish()
                self._begin(0, "reconcile")
                self._finish()
            for _ in range(2):
                self._begin(0, "round")
                self._finish()
            self._pass(61.0)
        self.wrong.append(f"It never came to rest: {self.standing(MOVING)}")

    def standing(self, states: tuple[State, ...]) -> list[tuple[int, State]]:
        """The posts that stand in one of these states."""
        table = delivery.Placement.__table__  # type: ignore[attr-defined]
        with database.reading(self.scene.engine) as db:
            rows = db.execute(table.select().where(table.c.state.in_(states)).order_by(table.c.id))
            return [(row.id, row.state) for row in rows]

    def _finish(self) -> None:
        """Run every task to its end."""
        while self.tasks:
            task = min(self.tasks, key=lambda each: each.asleep_until)
            self._pass(max(task.asleep_until - self.seconds, 0.0))
            self._go_on(task)

    def _begin(self, worker: int, what: str | None = None) -> None:
        what = what or self.chance.choice(
            ("round", "round", "round", "round", "sweep", "reconcile")
        )
        if not any(task.what == what and task.worker == worker for task in self.tasks):
            body = {
                "round": self.workers[worker].round,
                "sweep": self._sweep,
                "reconcile": partial(delivery.reconcile, self.means, most=3),
            }[what]
            self._start(what, worker, _guarded(body))

    def _start(self, what: str, worker: int, body: Callable[[], object]) -> None:
        self.tasks.append(Task(what, worker, body))

    def _go_on(self, task: Task) -> None:
        self.note(f"worker {task.worker}: {task.what}")
        task.go_on()
        if task.crashed:
            self._kill(task.worker)
        elif task.over:
            self.tasks.remove(task)

    def _kill(self, worker: int) -> None:
        """The worker's process dies; another takes its place and knows nothing of it."""
        self.note(f"worker {worker} dies")
        for task in [task for task in self.tasks if task.worker == worker]:
            task.kill()
            self.tasks.remove(task)
        self.workers[worker] = self._worker(worker)

    def _pass(self, seconds: float) -> None:
        """Time passes, and what is on the wire lands."""
        self.seconds += seconds
        self.clock.advance(timedelta(seconds=seconds))
        for network in self.networks.values():
            network.land()

    def _read(self, task: Task) -> None:
        """A task begins to read or write."""
        task.read_on = self.turn

    def _monotonic(self) -> float:
        """Before a task reads the clock, it may have been kept waiting."""
        stop_here()
        return self.seconds

    def _sweep(self) -> None:
        with database.writing(self.scene.engine) as db:
            delivery.sweep(db, now=self.clock.now())

    def _worker(self, number: int) -> delivery.Dispatcher:
        threads = Threads(partial(self._start, "send", number))
        return delivery.Dispatcher(self.means, threads, wake=lambda: None)

    def _network(self, name: PlatformName, *, drafts: bool = False) -> Network:
        return Network(
            name,
            self.chance,
            self.clock,
            lambda: self.seconds,
            self._sleep,
            self._begun,
            self.lag,
            drafts,
        )

    def _sleep(self, seconds: float) -> None:
        task = running()
        assert task is not None
        task.asleep_until = self.seconds + seconds
        stop_here()

    def _begun(self, outgoing: Outgoing) -> None:
        """A call begins that makes a post public."""
        post = self.scene.posts[outgoing.key]
        now = self.clock.now()
        self.note(f"a call begins for post {post.number}")
        task = running()
        assert task is not None
        if any(
            self.paused.get(about, task.read_on) < task.read_on for about in (None, post.account_id)
        ):
            self.wrong.append(f"Post {post.number} was sent under a pause that its sender read.")
        if not post.due_at <= now <= post.last_at + timedelta(seconds=30):
            self.wrong.append(f"Post {post.number}, due at {post.due_at}, was sent at {now}.")
        if outgoing.text != post.text:
            self.wrong.append(f"Post {post.number} was sent with other words.")

    def _fault(self, what: str) -> bool:
        """Whether the database, or the worker, fails here."""
        struck = not self.calm and self.chance.random() < FAULTS[what]
        if struck:
            self.note(f"fault: {what}")
        return struck

    def _moved(self, moves: Moves) -> None:
        task = running()
        who = "person" if task is None else task.what
        for origin, goal in moves:
            self.note(f"{who}: {origin} to {goal}")
            self.moves[origin, goal, who] += 1


FAULTS = {"locked": 0.01, "dies": 0.02, "full": 0.01}


def _guarded(body: Callable[[], object]) -> Callable[[], None]:
    """As the alarm clock does it: a round that fails is over, and the next one goes on."""

    def run() -> None:
        try:
            body()
        except Exception:
            return

    return run
