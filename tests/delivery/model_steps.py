"""What can happen next in the model: time, people, the sweep, the workers and the platform."""

from collections.abc import Iterator

from outreach.delivery.guards import Guard
from outreach.delivery.states import State, Way, Who

from .model import At, Rules, Step, Told, Worker, World, holds


def steps(rules: Rules, world: World) -> Iterator[Step]:
    """Everything that can happen next."""
    yield from _time(rules, world)
    yield from _people(rules, world)
    yield from _sweeper(rules, world)
    for place in (0, 1):
        worker = world.workers[place]
        if worker.at is not At.IDLE:
            yield _crash(world, place)
        yield from _works(rules, world, place, worker)


def _works(rules: Rules, world: World, place: int, worker: Worker) -> Iterator[Step]:
    match worker.at:
        case At.IDLE:
            yield from _begin(rules, world, place)
        case At.CLAIMED:
            yield from _claimed(rules, world, place, worker)
        case At.MARKED:
            yield _gate(rules, world, place, worker)
        case At.PASSED:
            yield _call(rules, world, place, worker)
        case At.CALLING:
            yield from _answers(rules, world, place, worker)
        case At.ANSWERED:
            yield from _settle(rules, world, place, worker, Who.SENDER)
        case At.READING:
            yield _read(world, place, worker, _sight(world))
            yield _read(world, place, worker, Told.UNREADABLE)
        case At.READ:
            yield from _settle(rules, world, place, worker, Who.RECONCILER)


def _open(rules: Rules, world: World, who: Who, worker: Worker) -> Iterator[Way]:
    """The ways from here whose guards all hold."""
    for way in rules.open_to[world.state, who]:
        if all(holds(guard, who, world, worker) for guard in way.guards):
            yield way


def _begin(rules: Rules, world: World, place: int) -> Iterator[Step]:
    """An idle worker claims what is due, or takes a question."""
    for way in _open(rules, world, Who.DISPATCHER, Worker()):
        if way.goal is State.CLAIMED:
            mine = Worker(At.CLAIMED, ours=True, fresh=True)
            yield Step("a worker claims it", _taken(world, place, mine, way), way=way)
    for way in _open(rules, world, Who.RECONCILER, Worker(ours=True)):
        if way.goal is State.RECONCILING:
            mine = Worker(At.READING, ours=True)
            yield Step("a reader takes it", _taken(world, place, mine, way), way=way)


def _claimed(rules: Rules, world: World, place: int, worker: Worker) -> Iterator[Step]:
    if Guard.MARK_BEFORE_SEND not in rules.gate and not world.by_hand:
        yield _gate(rules, world, place, worker)
    for way in _open(rules, world, Who.DISPATCHER, worker):
        if way.goal is State.SENDING:
            marked = _put(world, place, Worker(At.MARKED, worker.ours, fresh=True))
            after = marked._replace(state=way.goal, leased=True, recent=True)
            yield Step("it marks it", after, way=way)
        else:
            after = _rested(world, place, way)
            yield Step(f"it stops it at the mark: {way.goal.value}", after, way=way)
    if world.state is not State.CLAIMED or not worker.ours:
        yield Step("it finds that it lost it", _put(world, place, Worker()))


def _gate(rules: Rules, world: World, place: int, worker: Worker) -> Step:
    """The row is read once more before the call."""
    shut = (
        (Guard.MARK_BEFORE_SEND in rules.gate and world.state is not State.SENDING)
        or (Guard.FENCE in rules.gate and not worker.ours)
        or (Guard.HOLD in rules.gate and world.paused)
    )
    if shut:
        return Step("the gate is shut", _put(world, place, _answered(worker, Told.NOT_LEFT)))
    passed = worker._replace(at=At.PASSED)
    after = _put(world, place, passed)
    return Step("it passes the gate", after, under_pause=world.paused)


def _call(rules: Rules, world: World, place: int, worker: Worker) -> Step:
    """The clock that never jumps is read last."""
    if Guard.PAUSE_BOUND in rules.gate and not worker.fresh:
        late = _put(world, place, _answered(worker, Told.NOT_LEFT))
        return Step("it was held up too long, and does not call", late)
    return Step("it calls the platform", _put(world, place, worker._replace(at=At.CALLING)))


def _answers(rules: Rules, world: World, place: int, worker: Worker) -> Iterator[Step]:
    """What can become of a call."""
    told = {told: _put(world, place, _answered(worker, told)) for told in Told}
    if rules.deduplicates and world.accepted:
        yield Step("the platform refuses it as a duplicate", told[Told.REFUSED])
        return
    if world.accepted < 2:
        taken = {after: each._replace(hidden=world.hidden + 1) for after, each in told.items()}
        yield Step("the platform takes it and says so", taken[Told.RECEIPT])
        yield Step("the platform takes it and the answer is lost", taken[Told.UNCLEAR], fault=True)
    yield Step("the platform refuses it", told[Told.REFUSED])
    yield Step("the platform turns it away for now", told[Told.LATER])
    yield Step("the platform refuses the credentials", told[Told.SIGN_IN])
    yield Step("the request is lost", told[Told.UNCLEAR], fault=True)
    if world.adrift < 2:
        after = told[Told.UNCLEAR]._replace(adrift=world.adrift + 1)
        yield Step("the answer takes too long", after, fault=True)


def _settle(rules: Rules, world: World, place: int, worker: Worker, who: Who) -> Iterator[Step]:
    """What a worker was told is kept by whatever way is open to it, or dropped when none is."""
    kept = False
    for way in _open(rules, world, who, worker):
        kept = True
        words = f"“{worker.told.value}” is kept: {way.goal.value}"
        yield Step(words, _rested(world, place, way), way=way)
    if not kept:
        yield Step(f"“{worker.told.value}” changes nothing", _put(world, place, Worker()))


def _sweeper(rules: Rules, world: World) -> Iterator[Step]:
    for way in _open(rules, world, Who.SWEEPER, Worker(ours=True)):
        after = _fenced(world)._replace(state=way.goal, leased=False)
        yield Step(f"the sweep frees it: {way.goal.value}", after, way=way)


def _people(rules: Rules, world: World) -> Iterator[Step]:
    if not world.paused and world.state is not State.PUBLISHED:
        yield Step("a person pauses sending", world._replace(paused=True))
    covered = False
    for way in _open(rules, world, Who.PERSON, Worker()):
        after = world._replace(state=way.goal, leased=False)
        if way.origin is State.HANDED_OFF and way.goal is State.PUBLISHED:
            after = after._replace(shown=world.shown + 1)
        if _lifts(way):
            # Lifting takes along what waited under the pause, in the same transaction.
            covered = True
            after = after._replace(paused=False)
        yield Step(f"a person's choice: {way.goal.value}", after, way=way)
    if world.paused and not covered:
        yield Step("a person lifts the pause", world._replace(paused=False))


def _lifts(way: Way) -> bool:
    return way.goal is State.HELD and Guard.DIGEST not in way.guards


def _time(rules: Rules, world: World) -> Iterator[Step]:
    """Time passes. Past the lease nobody's mark is fresh; past the grace nothing is on the wire."""
    first, second = world.workers
    if world.leased or first.fresh or second.fresh:
        old = first._replace(fresh=False), second._replace(fresh=False)
        yield Step("the lease runs out", world._replace(leased=False, workers=old))
    calling = At.CALLING in (first.at, second.at)
    waiting = calling or first.fresh or second.fresh or world.adrift or world.hidden
    if world.recent and not waiting:
        yield Step("the grace passes", world._replace(recent=False))
    if world.adrift:
        fewer = world._replace(adrift=world.adrift - 1)
        if world.accepted < (1 if rules.deduplicates else 2):
            after = fewer._replace(hidden=world.hidden + 1)
            yield Step("a late request is taken", after, fault=True)
        yield Step("a late request dies", fewer)
    if world.hidden:
        after = world._replace(hidden=world.hidden - 1, shown=world.shown + 1)
        yield Step("the account shows it", after)


def _crash(world: World, place: int) -> Step:
    after = _put(world, place, Worker())
    if world.workers[place].at is At.CALLING:
        after = after._replace(adrift=min(world.adrift + 1, 2))
    return Step("the worker dies", after, fault=True)


def _sight(world: World) -> Told:
    return (Told.ABSENT, Told.FOUND, Told.SEVERAL)[min(world.shown, 2)]


def _read(world: World, place: int, worker: Worker, told: Told) -> Step:
    after = _put(world, place, worker._replace(at=At.READ, told=told))
    return Step(f"it reads the account: {told.value}", after)


def _answered(worker: Worker, told: Told) -> Worker:
    return Worker(At.ANSWERED, worker.ours, told=told)


def _fenced(world: World) -> World:
    """The fence is raised: whoever had the row has lost it."""
    first, second = (worker._replace(ours=False) for worker in world.workers)
    return world._replace(workers=(first, second))


def _taken(world: World, place: int, mine: Worker, way: Way) -> World:
    return _put(_fenced(world), place, mine)._replace(state=way.goal, leased=True)


def _rested(world: World, place: int, way: Way) -> World:
    return _put(world, place, Worker())._replace(state=way.goal, leased=False)


def _put(world: World, place: int, worker: Worker) -> World:
    """The world with one worker changed. Two workers doing the same differ in nothing."""
    other = world.workers[1 - place]
    first, second = sorted((worker, other))
    return world._replace(workers=(first, second))
