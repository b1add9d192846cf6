"""`outreach demo`: a whole campaign in virtual time, from stories to report, on the practice
network.
"""

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session, select

from outreach import audience, bootstrap, campaigns, delivery, errors, identity, practice, records
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.cli import proof, sample, schema
from outreach.lib.clock import VirtualClock
from outreach.settings import Settings

#: A Sunday; the campaign starts on the Monday after it.
START = datetime(2026, 10, 4, 18, 0, tzinfo=UTC)
FIRST_DAY = date(2026, 10, 5)


#: Posts that reach an age within this time are asked about together.
TOGETHER = timedelta(minutes=1)

#: How long after a look at the accounts' days another may find one that failed due again.
LOOK_AGAIN = timedelta(hours=6)


def add_to(app: typer.Typer) -> None:
    app.command()(demo)


def demo(
    out: Annotated[Path, typer.Option(help="Folder for the report and the records.")] = Path(
        "out/demo"
    ),
) -> None:
    """Run a four-week campaign in virtual time on the practice network and leave its report."""
    home = _fresh(out)
    with _stage(home) as stage:
        typer.echo("Setting up a practice agency, its town and its campaign")
        set_up = sample.set_up(stage.runtime, stage.network, say=typer.echo, starts_on=FIRST_DAY)
        rest = sample.approve(stage.runtime, set_up, until=START + timedelta(days=365))
        typer.echo(f"  the chief approves the other {rest} posts, each exactly as it is")
        _run(stage, set_up)
        typer.echo("Writing the report and the records")
        _leave(stage, set_up, out)
        faults = proof.check(stage.runtime.engine, stage.network, set_up.agency_id)
    for fault in faults:
        typer.echo(f"  NOT SO: {fault}", err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo(
        "Every due post is out exactly once, and every number in the report is the town's own."
    )
    typer.echo(f"Look at {out / 'report.pdf'}, {out / 'report.html'} and {out / 'report.csv'}.")


@dataclass(frozen=True, slots=True)
class Stage:
    """The parts and the practice network, both under one virtual clock."""

    runtime: Runtime
    clock: VirtualClock
    network: practice.Serving
    pool: ThreadPoolExecutor


@contextmanager
def _stage(home: Path) -> Iterator[Stage]:
    clock = VirtualClock(START)
    runtime = bootstrap.build(Settings(home=home, database_url=None), clock=clock)
    schema.migrate(runtime.engine)
    world = practice.World(practice.Store(home / "practice.db"), clock)
    with practice.serve_in_thread(world) as network, ThreadPoolExecutor(4) as pool:
        yield Stage(runtime, clock, network, pool)
    runtime.engine.dispose()


def _run(stage: Stage, set_up: sample.Sample) -> None:
    """Go from instant to instant at which something is to be done, until nothing is left."""
    means = stage.runtime.means
    dispatcher = delivery.Dispatcher(means, stage.pool, wake=lambda: None)
    typer.echo("Sending, week by week (three troubles are made on purpose)")
    _make_trouble(stage)
    week, asked, look_at = 0, 0, START
    for at, sends in _instants(stage):
        stage.clock.set(at)
        if sends:
            _send(stage, dispatcher)
            _post_by_hand(stage, set_up)
        asked += _measure_posts(stage)
        if at >= look_at:
            days, kept = _measure_days(stage)
            asked += kept
            look_at = at if days else _next_look(at)
        passed = (at - START) // timedelta(days=7)
        if passed > week:
            week = passed
            typer.echo(f"  week {week}: {_published(stage)} posts out, {asked} numbers kept")


def _make_trouble(stage: Stage) -> None:
    """An answer lost on X, a post that Facebook takes and then answers with an error, a busy X."""
    x, graph = practice.Host.X, practice.Host.GRAPH
    create, publish = practice.Operation.CREATE, practice.Operation.PUBLISH
    for fault in (
        practice.Fault(practice.Kind.DROP_AFTER, x, create),
        practice.Fault(practice.Kind.DONE_BUT_BROKEN, graph, publish),
        practice.Fault(practice.Kind.TOO_MANY, x, create, seconds=60),
    ):
        stage.network.world.faults.order(fault)


def _instants(stage: Stage) -> Iterator[tuple[datetime, bool]]:
    """The next instant with something to do, and whether to send or read back, again and again."""
    now = START
    while True:
        with database.reading(stage.runtime.engine) as db:
            sending, asking = _to_send(stage, db), audience.next_due(db, now)
        ahead = [*sending, *([] if asking is None else [asking + TOGETHER])]
        if not ahead:
            return
        now = max(min(ahead), now + timedelta(seconds=1))
        yield now, any(at <= now for at in sending)


def _to_send(stage: Stage, db: Session) -> list[datetime]:
    """When the next post is due, and when what became of an unclear one can be read back."""
    due = delivery.next_due(db)
    unsure = db.exec(
        select(delivery.Placement.marked_at).where(
            delivery.Placement.state == delivery.State.UNKNOWN
        )
    ).all()
    grace = stage.runtime.means.timings.grace_for + timedelta(seconds=1)
    return [*([] if due is None else [due]), *(at + grace for at in unsure if at is not None)]


def _send(stage: Stage, dispatcher: delivery.Dispatcher) -> None:
    """Everything that is due now, and what is unclear, until nothing moves."""
    while True:
        done = dispatcher.round()
        wait(dispatcher.in_flight, timeout=60)
        if not done and not dispatcher.in_flight and not delivery.reconcile(stage.runtime.means):
            return


def _post_by_hand(stage: Stage, set_up: sample.Sample) -> None:
    """The invented officer posts what has no API, and marks it done."""
    with database.writing(stage.runtime.engine) as db:
        due = db.exec(
            select(delivery.Placement.id).where(
                delivery.Placement.state == delivery.State.HANDED_OFF
            )
        ).all()
        for number in due:
            delivery.mark_done(db, number or 0, by=set_up.writer, now=stage.clock.now())


def _measure_posts(stage: Stage) -> int:
    joined, now = stage.runtime, stage.clock.now()
    return audience.capture(joined.engine, joined.platforms, joined.vault, now=now).kept


def _measure_days(stage: Stage) -> tuple[int, int]:
    """How many days of the accounts were asked for, and the numbers kept of them."""
    joined, now = stage.runtime, stage.clock.now()
    told = audience.capture_windows(joined.engine, joined.platforms, joined.vault, now=now)
    return told.days, told.kept


def _next_look(at: datetime) -> datetime:
    """Once nothing is missing, no day is to be asked for before another has ended or failed long
    enough ago.
    """
    zone = identity.zone(sample.TIME_ZONE)
    tomorrow = at.astimezone(zone).date() + timedelta(days=1)
    return min(at + LOOK_AGAIN, datetime.combine(tomorrow, time(), zone))


def _published(stage: Stage) -> int:
    with database.reading(stage.runtime.engine) as db:
        rows = db.exec(
            select(delivery.Placement.id).where(
                delivery.Placement.state == delivery.State.PUBLISHED
            )
        ).all()
    return len(rows)


def _leave(stage: Stage, set_up: sample.Sample, out: Path) -> None:
    """The report as PDF, page, CSV and JSON, and the records."""
    with database.reading(stage.runtime.engine) as db:
        campaign = campaigns.get(db, set_up.campaign_id, set_up.agency_id)
        about = audience.Subject(
            campaign.title, campaign.starts_on, campaign.ends_on, campaign_id=campaign.id
        )
        report = audience.report(db, set_up.agency_id, about, now=stage.clock.now())
        lines = [json.dumps(record) for record in records.export(db, set_up.agency_id)]
    audience.bind(report, out, audience.Studio(stage.runtime.settings.home / "pictures"))
    (out / "records.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _fresh(out: Path) -> Path:
    """An empty home inside `out`; what an earlier demo left there is replaced."""
    home = out / "home"
    try:
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
    except OSError as error:
        raise errors.NotReady(f"{out} cannot be written ({error.strerror}).") from None
    return home
