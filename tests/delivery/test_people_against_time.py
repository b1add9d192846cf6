"""People change their minds while the minute comes: whatever they do, and whenever, a post goes out
at most once, as it was approved, at its time, or somebody is asked.
"""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.engine import Engine
from sqlmodel import Session

import build
from delivery.stage import AtOnce
from outreach import db as database
from outreach import delivery, errors, identity, posts, records, review
from outreach.delivery import State, states
from outreach.lib.clock import VirtualClock, resolve
from outreach.platforms import PlatformName, Profile
from outreach.platforms.sandbox import Failure, Sandbox
from people import Cast, cast

#: Shortly before the hour that happens twice in New York, and before the one that does not happen.
NIGHTS = (datetime(2026, 11, 1, 4, 40, tzinfo=UTC), datetime(2027, 3, 14, 6, 40, tzinfo=UTC))
BUILT = datetime(2026, 10, 30, 16, 0, tzinfo=UTC)
MOVING = {State.SCHEDULED, State.CLAIMED, State.SENDING, State.UNKNOWN, State.RECONCILING}
#: What a post that people can see may be called.
OUT = {State.PUBLISHED, State.SENDING, State.UNKNOWN, State.RECONCILING, State.NEEDS_PERSON}
WORDS = ("Neighbors met officers in the park.", "Officers listened at the library tonight.")

numbers = st.sampled_from((0, 1))


class Desk:
    """Two drafts of one account, the people who look after them, and a copy for every example."""

    def __init__(self, empty: Path, folder: Path) -> None:
        self.template, self.path = folder / "template.db", folder / "desk" / "desk.db"
        self.path.parent.mkdir()
        shutil.copy(empty, self.template)
        built = database.engine(f"sqlite:///{self.template}")
        self.vault = identity.Vault(("aDwSTFKGFHZBDmNFZcHmGXQ5Ry7Sd3Vrnz4nTpRWSCk=",))
        with database.writing(built) as db:
            self.cast: Cast = cast(db, BUILT)
            self.cast.agency.time_zone = "America/New_York"
            db.add(self.cast.agency)
            db.flush()
            self.account = build.an_account(db, self.cast, now=BUILT, vault=self.vault)
            far = timedelta(days=300)
            drafts = [
                build.a_draft(db, self.cast, now=BUILT, account=self.account, due_in=far)
                for _ in range(2)
            ]
            self.numbers = [draft.id or 0 for draft in drafts]
        built.dispose()
        self.engine: Engine = database.engine(f"sqlite:///{self.path}")

    def set_up(self) -> None:
        self.engine.dispose()
        for left in self.path.parent.iterdir():
            left.unlink()
        shutil.copy(self.template, self.path)


class PeopleAgainstTime(RuleBasedStateMachine):
    """Every rule is one person's act, one part of the worker's round, or time itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        desk.set_up()
        self.desk, self.cast = desk, desk.cast
        self.clock = VirtualClock(BUILT)
        self.seconds = 0.0
        self.x = Sandbox(self.clock)
        self.means = delivery.Means(
            desk.engine,
            {PlatformName.X: self.x},
            desk.vault,
            Path(),
            self.clock,
            lambda: self.seconds,
        )
        self.dispatcher = delivery.Dispatcher(self.means, AtOnce(), wake=lambda: None)
        #: What somebody said yes to, for each post: the words and the instant.
        self.approved: dict[int, set[tuple[str, datetime]]] = defaultdict(set)

    @initialize(night=st.sampled_from(NIGHTS))
    def begin(self, night: datetime) -> None:
        self.clock.set(night)

    @rule(which=numbers, minutes=st.integers(-30, 170))
    def move(self, which: int, minutes: int) -> None:
        self._try(self._move, which, minutes)

    @rule(which=numbers)
    def approve(self, which: int) -> None:
        self._try(self._approve, which)

    @rule(which=numbers, minutes=st.integers(1, 60))
    def plan(self, which: int, minutes: int) -> None:
        """The usual way: a time, and a yes to it."""
        self._try(self._move, which, minutes)
        self._try(self._approve, which)

    @rule(which=numbers, text=st.sampled_from(WORDS))
    def edit(self, which: int, text: str) -> None:
        self._try(self._edit, which, text)

    @rule(which=numbers)
    def cancel(self, which: int) -> None:
        number = self.desk.numbers[which]
        self._try(lambda db: delivery.cancel(db, number, by=self.cast.rivera, now=self.now))

    @rule(whole=st.booleans())
    def hold(self, whole: bool) -> None:
        scope, about = delivery.Scope.AGENCY, ""
        if not whole:
            scope, about = delivery.Scope.ACCOUNT, str(self.desk.account.id)
        self._try(lambda db: delivery.hold(db, scope, about, by=self.cast.lang, now=self.now))

    @rule()
    def lift(self) -> None:
        self._try(self._lift)

    @rule(which=numbers)
    def keep(self, which: int) -> None:
        number = self.desk.numbers[which]
        self._try(lambda db: delivery.keep(db, number, by=self.cast.lang, now=self.now))

    @rule()
    def disconnect(self) -> None:
        account_id = self.desk.account.id or 0
        self._try(lambda db: identity.disconnect(db, account_id, by=self.cast.admin, now=self.now))

    @rule()
    def reconnect(self) -> None:
        self._try(self._reconnect)

    @rule(which=numbers, give_up=st.booleans())
    def decide(self, which: int, give_up: bool) -> None:
        self._try(self._decide, which, give_up)

    @rule(failure=st.sampled_from(Failure))
    def trouble(self, failure: Failure) -> None:
        """The next send goes wrong."""
        self.x.fail(failure)

    @rule(seconds=st.sampled_from((1, 21, 61, 121, 600, 1800, 3660)))
    def wait(self, seconds: int) -> None:
        self._pass(seconds)

    @rule()
    def send(self) -> None:
        self._send()

    @rule()
    def read_back(self) -> None:
        self._read_back()

    @invariant()
    def each_is_out_once_at_most_and_as_approved(self) -> None:
        with database.reading(self.desk.engine) as db:
            rows = [db.get_one(delivery.Placement, number) for number in self.desk.numbers]
        for row in rows:
            out = [post for post in self.x.accepted if post.outgoing.key == row.key]
            assert len(out) <= 1
            for post in out:
                assert row.state in OUT
                assert (post.outgoing.text, row.due_at) in self.approved[row.id or 0]
                assert row.due_at <= post.accepted_at <= row.last_at
            assert row.state in states.ENDED or any(w.origin is row.state for w in states.WAYS)
            local = datetime.fromisoformat(row.local_time)
            assert resolve(local, identity.zone(row.time_zone)).at == row.due_at

    def teardown(self) -> None:
        """Left alone, everything comes to rest, and the records are whole."""
        for _ in range(40):
            if not any(row.state in MOVING and row.due_at < self.now for row in self._rows()):
                break
            self._send()
            self._read_back()
            self._pass(121)
        else:
            raise AssertionError("A post is lost: nothing comes of it.")
        with database.reading(self.desk.engine) as db:
            _, broken = records.verify(db, self.cast.agency.id or 0)
        assert broken is None

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def _try(self, deed: Callable[..., object], *given: object) -> None:
        """A person does it, or is told why not."""
        try:
            with database.writing(self.desk.engine) as db:
                deed(db, *given)
        except errors.OutreachError:
            return

    def _move(self, db: Session, which: int, minutes: int) -> None:
        zone = identity.zone("America/New_York")
        local = (self.now + timedelta(minutes=minutes)).astimezone(zone).replace(tzinfo=None)
        delivery.move(db, self.desk.numbers[which], local, by=self.cast.rivera, now=self.now)

    def _approve(self, db: Session, which: int) -> None:
        number = self.desk.numbers[which]
        row = db.get_one(delivery.Placement, number)
        delivery.ask(db, number, by=self.cast.rivera, now=self.now)
        digest = delivery.current_digest(db, row)
        yes = review.Decision.APPROVE
        delivery.answer(db, number, digest, yes, by=self.cast.lang, now=self.now)
        self.approved[number].add((posts.content(db, row.variant_id).text, row.due_at))

    def _edit(self, db: Session, which: int, text: str) -> None:
        row = db.get_one(delivery.Placement, self.desk.numbers[which])
        variant = db.get_one(posts.Variant, row.variant_id)
        words = posts.Words(PlatformName.X, f"{text} ({which})", "en")
        delivery.reword(
            db,
            row.variant_id,
            words,
            revision=variant.revision,
            by=self.cast.rivera,
            now=self.now,
        )

    def _lift(self, db: Session) -> None:
        for hold in delivery.active(db, self.cast.agency.id or 0):
            delivery.lift(db, hold.id or 0, by=self.cast.lang, now=self.now)

    def _reconnect(self, db: Session) -> None:
        account = self.desk.account
        identity.connect(
            db,
            account.platform,
            Profile(account.stable_id, account.handle, account.name),
            {"access_token": "new"},
            by=self.cast.admin,
            vault=self.desk.vault,
            now=self.now,
            practice_url=account.practice_url,
        )
        delivery.resume_account(db, account.id or 0, by=self.cast.rivera, now=self.now)

    def _decide(self, db: Session, which: int, give_up: bool) -> None:
        """They looked at the account first."""
        number = self.desk.numbers[which]
        row = db.get_one(delivery.Placement, number)
        seen = [post for post in self.x.accepted if post.outgoing.key == row.key]
        lang = self.cast.lang
        if seen:
            delivery.decide_published(db, number, seen[0].external_id, by=lang, now=self.now)
        else:
            delivery.decide_absent(db, number, give_up=give_up, by=lang, now=self.now)

    def _send(self) -> None:
        before = len(self.x.accepted)
        for _ in range(20):
            if not self.dispatcher.round():
                break
        with database.reading(self.desk.engine) as db:
            paused = delivery.active(db, self.cast.agency.id or 0)
        assert not paused or len(self.x.accepted) == before

    def _read_back(self) -> None:
        with database.writing(self.desk.engine) as db:
            delivery.sweep(db, now=self.now)
        delivery.reconcile(self.means)

    def _pass(self, seconds: int) -> None:
        self.seconds += seconds
        self.clock.advance(timedelta(seconds=seconds))

    def _rows(self) -> list[delivery.Placement]:
        with database.reading(self.desk.engine) as db:
            return [db.get_one(delivery.Placement, number) for number in self.desk.numbers]


@pytest.fixture
def desk(_empty_database: Path, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(_empty_database, tmp_path)
    yield made
    made.engine.dispose()


@pytest.mark.process
@pytest.mark.hypothesis
def test_whatever_people_do_a_post_goes_out_once_as_approved_or_somebody_is_asked(
    desk: Desk,
) -> None:
    few = settings(max_examples=settings.default.max_examples // 2, stateful_step_count=30)
    run_state_machine_as_test(partial(PeopleAgainstTime, desk), settings=few)
