"""Moving from SQLite to PostgreSQL: everything arrives, nothing goes out twice, and a copy that is
not whole is thrown away.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import select
from typer.testing import CliRunner

import databases
from delivery.stage import AtOnce, Stage, build_stage
from outreach import db as database
from outreach import delivery, identity, records
from outreach.cli import app
from outreach.delivery import State

MANY = 100_000
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.postgres


@pytest.fixture
def stage(engine: Engine, now: datetime, tmp_path: Path) -> Stage:
    """A post in every state, each on an account of its own."""
    made = build_stage(engine, now, tmp_path / "media")
    numbers = [made.scheduled() for _ in State]
    with engine.begin() as connection:
        for number, state in zip(numbers, State, strict=True):
            connection.execute(
                sa.update(delivery.Placement)
                .where(sa.column("id") == number)
                .values(state=state, lease_until=LONG_AGO, marked_at=LONG_AGO)
            )
    return made


@pytest.fixture
def target(postgres: databases.Databases) -> str:
    return postgres.bare("moved")


@pytest.fixture(autouse=True)
def _home(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTREACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OUTREACH_DATABASE_URL", stage.engine.url.render_as_string())
    for name, value in (("SEND_LEASE", "0.2"), ("SEND_TIMEOUT", "0.2")):
        monkeypatch.setenv(f"OUTREACH_{name}", value)


def run(*words: str) -> str:
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def sums(engine: Engine) -> dict[str, database.Sum]:
    with engine.connect() as connection:
        return database.sums(connection)


def test_everything_arrives_as_it_was(stage: Stage, target: str) -> None:
    assert "agree" in run("move-to-postgres", target)
    there = database.engine(target)
    assert sums(there) == sums(stage.engine)
    with database.reading(there) as db:
        agency = stage.cast.agency.id or 0
        assert records.verify(db, agency) == (records.verify(db, agency)[0], None)
        states = db.exec(select(delivery.Placement.state)).all()
    there.dispose()
    # What a worker had in hand when it died is asked after, or was surely not sent.
    assert set(states) == set(State) - {State.CLAIMED, State.SENDING, State.RECONCILING}


def test_the_new_side_sends_once_and_the_old_one_never(stage: Stage, target: str) -> None:
    run("move-to-postgres", target)
    stage.later(hours=1)
    with pytest.raises(sa.exc.IntegrityError, match="moved to PostgreSQL"):
        stage.dispatcher.round()
    assert stage.x.accepted == []
    there = database.engine(target)
    scheduled = sum(row.state is State.SCHEDULED for row in placements(there))
    stage.engine, stage.means = there, moved(stage, there)
    stage.dispatcher = delivery.Dispatcher(stage.means, AtOnce(), wake=lambda: None)
    stage.rounds()
    assert len(stage.x.accepted) == scheduled > 0
    with database.writing(there) as db:
        db.add(delivery.Heartbeat(part="new", at=stage.clock.now()))
        records.append(
            db, "test.new", ("test", 1), agency_id=stage.cast.agency.id or 0, by_id=None,
            at=stage.clock.now(),
        )  # fmt: skip
    there.dispose()


@pytest.mark.proof
def test_a_hundred_thousand_unfinished_posts_arrive(stage: Stage, target: str) -> None:
    unfinished = [state for state in State if state not in delivery.ENDED]
    fill(stage, unfinished, MANY)
    run("move-to-postgres", target)
    there = database.engine(target)
    assert sums(there) == sums(stage.engine)
    with there.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count(delivery.Placement.id))) > MANY
    there.dispose()


def fill(stage: Stage, states: list[State], count: int) -> None:
    """As many posts as said, each on an account of its own, in all these states by turns."""
    tables = [identity.Account.__table__, delivery.Placement.__table__]
    with stage.engine.begin() as connection:
        account, placement = (
            dict(connection.execute(sa.select(table).limit(1)).mappings().one()) for table in tables
        )
        numbers = range(1_000_000, 1_000_000 + count)
        for table, rows in (
            (tables[0], ({**account, "id": n, "stable_id": f"s{n}"} for n in numbers)),
            (
                tables[1],
                (
                    {
                        **placement,
                        "id": n,
                        "account_id": n,
                        "key": f"k{n}",
                        "external_id": None,
                        "state": states[n % len(states)],
                    }
                    for n in numbers
                ),
            ),
        ):
            connection.execute(sa.insert(table), list(rows))


def test_what_is_not_empty_is_refused(stage: Stage, target: str) -> None:
    there = database.engine(target)
    with there.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (id integer)")
    there.dispose()
    done = CliRunner().invoke(app, ["move-to-postgres", target])
    assert "not empty" in str(done.exception)


def test_a_copy_that_differs_is_thrown_away_and_work_goes_on(
    stage: Stage, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "sums", lambda _connection: {})
    done = CliRunner().invoke(app, ["move-to-postgres", target])
    assert done.exception is not None
    there = database.engine(target)
    with there.connect() as connection:
        assert sa.inspect(connection).get_table_names() == []
    there.dispose()
    stage.later(hours=1)
    stage.rounds()
    assert stage.x.accepted


def test_one_can_go_back(stage: Stage, target: str) -> None:
    run("move-to-postgres", target)
    assert "in use again" in run("move-back")
    stage.later(hours=1)
    stage.rounds()
    assert stage.x.accepted


def placements(engine: Engine) -> list[delivery.Placement]:
    with database.reading(engine) as db:
        return list(db.exec(select(delivery.Placement)).all())


def moved(stage: Stage, there: Engine) -> delivery.Means:
    return replace(stage.means, engine=there)
