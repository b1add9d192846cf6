"""A drill: the whole pause, practised where nothing is real, with the time it took.

It proves that this program on this machine stops posts that are on their way. It does not prove
that people find the button, or that the worker of the real installation runs.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

import sqlalchemy as sa
from sqlmodel import Session, col

from outreach import db as database
from outreach import errors, identity, posts, records, review
from outreach.delivery import asking, pausing, timetable
from outreach.delivery.coverage import Scope
from outreach.delivery.dispatch import Dispatcher
from outreach.delivery.means import Means
from outreach.delivery.models import HoldGate, Placement
from outreach.delivery.states import State
from outreach.identity import Actor, Role
from outreach.platforms import PlatformName, Profile

#: Posts that are due at once, each on an account of its own.
POSTS = 40
#: The order is given when this many have begun to go out.
UNDER_WAY = 8
#: A drill that takes longer than this has failed.
AT_MOST = 60.0
#: A request that begins later than this after the order was kept is too late.
TOO_LATE = 0.1

_DUE_IN, _AGO = timedelta(minutes=1), timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Drilled:
    """What came of a drill. Times are seconds after the order was given."""

    posts: int
    #: How many had begun to go out by the end, most of them before the order.
    sent: int
    stopped: int
    #: Until the order was kept.
    kept_after: float
    #: Until the last request began; nothing began after the order where it is zero.
    last_after: float

    @property
    def passed(self) -> bool:
        """Whether everything that had not begun in time was stopped."""
        in_time = self.last_after <= self.kept_after + TOO_LATE
        return in_time and self.sent + self.stopped == self.posts

    @property
    def sentence(self) -> str:
        """The figure, in words."""
        last = f"{self.last_after * 1000:.0f} thousandths of a second after the order"
        return (
            f"Of {self.posts} practice posts on their way, {self.stopped} were stopped. "
            f"The last request began {last if self.last_after else 'before the order'}. "
            + ("" if self.passed else "That is too late: ask for help before you rely on pauses.")
        ).strip()


def drill(means: Means, begun: Callable[[], list[float]]) -> Drilled:
    """Practise in a database made for it: posts go out, everything is paused, and it is timed.

    `begun` tells when each request to the pretended platform began.
    """
    by = _furnish(means)
    rounds = _Rounds(means)
    rounds.start()
    try:
        _wait_until(lambda: len(begun()) >= UNDER_WAY)
        ordered = monotonic()
        with database.writing(means.engine) as db:
            pausing.hold(db, Scope.AGENCY, reason="A drill.", by=by, now=means.clock.now())
        kept = monotonic()
        _wait_until(lambda: not _waiting(means))
    finally:
        rounds.stop()
    with database.reading(means.engine) as db:
        stopped = db.scalar(sa.select(sa.func.count()).where(col(Placement.state) == State.HELD))
    last = max(begun())
    return Drilled(POSTS, len(begun()), stopped or 0, kept - ordered, max(0.0, last - ordered))


def note_drill(db: Session, drilled: Drilled, *, by: Actor, now: datetime) -> None:
    """Put it on record at the agency whose person practised."""
    records.append(
        db,
        "delivery.hold_drilled",
        ("agency", by.agency_id),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={
            "reason": drilled.sentence,
            "passed": drilled.passed,
            "posts": drilled.posts,
            "sent": drilled.sent,
            "stopped": drilled.stopped,
            "kept_after_ms": round(drilled.kept_after * 1000),
            "last_request_after_ms": round(drilled.last_after * 1000),
        },
    )


class _Rounds(Thread):
    """The real dispatcher, round after round, until it is told to stop."""

    def __init__(self, means: Means) -> None:
        super().__init__(name="drill", daemon=True)
        self._over = Event()
        self._again = Event()
        self._pool = ThreadPoolExecutor(means.senders)
        self._dispatcher = Dispatcher(means, self._pool, wake=self._again.set)

    def run(self) -> None:
        while not self._over.is_set():
            self._again.clear()
            if not self._dispatcher.round():
                self._again.wait(0.05)

    def stop(self) -> None:
        """Finish what is on its way, and end."""
        self._over.set()
        self.join(timeout=AT_MOST)
        self._pool.shutdown()
        self._dispatcher.round(claim=False)


def _waiting(means: Means) -> bool:
    """Whether something has still to go out or be stopped."""
    states = (State.SCHEDULED, State.CLAIMED, State.SENDING)
    with database.reading(means.engine) as db:
        one = sa.select(col(Placement.id)).where(col(Placement.state).in_(states)).limit(1)
        return db.scalar(one) is not None


def _wait_until(came: Callable[[], bool]) -> None:
    end, look = monotonic() + AT_MOST, Event()
    while not came():
        if monotonic() > end:
            raise errors.NotReady(
                "The drill did not come to its end within a minute, so it proves nothing. "
                "Try it again when the machine is less busy."
            )
        look.wait(0.005)


def _furnish(means: Means) -> Actor:
    """A practice agency with approved posts that are due now; gives who may pause."""
    now = means.clock.now()
    database.metadata.create_all(means.engine)
    with database.writing(means.engine) as db:
        db.add(HoldGate(turned_at=now))
        writer, chief = _people(db, now - _AGO)
        for number in range(POSTS):
            account = identity.connect(
                db,
                PlatformName.X,
                Profile(str(number), f"drill{number}", "Drill"),
                {},
                by=replace(writer, role=Role.ADMINISTRATOR),
                vault=means.vault,
                now=now - _AGO,
                practice_url="http://127.0.0.1:9",
            )
            _post(db, number, account.id or 0, writer, chief, now - _AGO)
    return chief


def _people(db: Session, at: datetime) -> tuple[Actor, Actor]:
    agency = identity.found_agency(
        db,
        name="Drill Police Department",
        short_name="Drill PD",
        city="Drill",
        state="Ohio",
        time_zone="Etc/UTC",
        practice=True,
        now=at,
    )
    actors = []
    for name, role in (("writer", Role.OFFICER), ("chief", Role.APPROVER)):
        person = identity.add_person(db, name=name, email=f"{name}@drill.invalid", now=at)
        identity.give_role(db, person.id or 0, agency.id or 0, role)
        actors.append(identity.actor(db, person.id or 0, agency.id or 0))
    return actors[0], actors[1]


def _post(
    db: Session, number: int, account_id: int, writer: Actor, chief: Actor, at: datetime
) -> None:
    post = posts.Post(
        agency_id=writer.agency_id,
        key=f"drill-{number}",
        type=posts.PostType.STORY,
        tier=posts.Tier.RESIDENTS,
        title=f"Drill {number}",
        blanks={},
        by_id=writer.person_id,
        created_at=at,
    )
    db.add(post)
    db.flush()
    variant = posts.Variant(
        post_id=post.id or 0,
        platform=PlatformName.X,
        language="en",
        text=f"Officers and neighbors met on block {number} and listened to each other.",
        poll_options=[],
        authors=[writer.person_id],
        by_id=writer.person_id,
        revised_at=at,
    )
    db.add(variant)
    db.flush()
    due = (at + _DUE_IN).replace(tzinfo=None)
    placed = timetable.place(db, variant.id or 0, account_id, due, by=writer, now=at)
    asking.ask(db, placed.id or 0, by=writer, now=at)
    yes = review.Decision.APPROVE
    asking.answer(db, placed.id or 0, placed.digest, yes, by=chief, now=at)
