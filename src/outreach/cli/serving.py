"""Commands that stay: the pages with their worker, the worker alone, the practice network alone."""

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import typer
import uvicorn
from sqlmodel import col, select

from outreach import bootstrap, errors, identity, practice, settings, worker
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.cli import logs, opening, sample, schema
from outreach.cli.upkeep import first_link
from outreach.web.app import create_app

#: When the sample's first post goes out, so that a newcomer sees one go.
FIRST_POST_AFTER = timedelta(minutes=4)


#: Seconds that pages on their way have when the program is told to stop.
PAGES_LEFT = 5


def add_to(app: typer.Typer) -> None:
    app.command()(serve)
    app.command()(work)
    app.command("practice")(practise)


def serve() -> None:
    """Serve the pages, and send what is due. The first start makes the database, and a practice
    agency to try things. A database of an older release is refused until you migrate it. On
    PostgreSQL it serves the pages alone, and workers send.
    """
    runtime = bootstrap.build(settings.load())
    home = runtime.settings.home
    with ExitStack() as stack:
        stack.enter_context(worker.staying(home))
        with worker.one_by_one(home):
            schema.make(runtime.engine)
        schema.check(runtime.engine)
        _refuse_taken(runtime.settings.host, runtime.settings.port, "OUTREACH_PORT")
        logs.set_up(runtime.settings.log_level)
        if _sends(runtime):
            stack.enter_context(_sending(runtime, lambda: _with_practice(runtime)))
        _welcome(runtime)
        uvicorn.run(
            create_app(runtime),
            host=runtime.settings.host,
            port=runtime.settings.port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=PAGES_LEFT,
        )


def work() -> None:
    """Send what is due, without the pages. On SQLite one process of a home sends, and any other
    waits to go on when it ends; on PostgreSQL, any number of workers share the work. Told to stop,
    it finishes what has begun, within two requests' time, and begins nothing new.
    """
    runtime = opening.runtime()
    logs.set_up(runtime.settings.log_level)
    with (
        worker.staying(runtime.settings.home),
        _sending(runtime, lambda: worker.at_work(runtime)),
    ):
        typer.echo("Looking at the schedule. Stop with Ctrl+C.")
        _until_told_to_stop()


def practise() -> None:
    """Run the practice network alone, beside a worker that runs elsewhere on this machine."""
    runtime = opening.runtime()
    logs.set_up(runtime.settings.log_level)
    world = practice.open_world(runtime.settings.home / "practice")
    typer.echo(
        f"The practice network answers at http://127.0.0.1:{runtime.settings.practice_port}."
    )
    try:
        practice.run(world, port=runtime.settings.practice_port)
    except practice.PortTaken as taken:
        raise errors.NotReady(str(taken)) from None


@contextmanager
def _sending(runtime: Runtime, duty: worker.Duty) -> Iterator[None]:
    """Send while the block runs; on SQLite, when it is this process's turn."""
    if not worker.is_alone(runtime):
        with duty():
            yield
        return
    home = runtime.settings.home
    with worker.in_turn(home, duty) as now:
        if not now:
            typer.echo(
                f"Another Outreach (process {worker.holder(home) or 'unknown'}) sends from the "
                f"folder {home}. This one goes on within seconds when that one ends."
            )
        yield


@contextmanager
def _with_practice(runtime: Runtime) -> Iterator[None]:
    """The worker, with the practice network beside it where one is used."""
    with ExitStack() as stack:
        if _is_new(runtime) or _has_practice(runtime):
            network = stack.enter_context(_practice_network(runtime))
            typer.echo(f"The practice network answers at {network.address} (nothing is public).")
        stack.enter_context(worker.at_work(runtime))
        yield


@contextmanager
def _practice_network(runtime: Runtime) -> Iterator[practice.Serving]:
    """The practice network beside the pages; on the very first start, with the sample in it."""
    world = practice.open_world(runtime.settings.home / "practice")
    try:
        with practice.serve_in_thread(world, port=runtime.settings.practice_port) as network:
            with database.writing(runtime.engine) as db:
                identity.practice_moved(db, network.address)
            if _is_new(runtime):
                typer.echo("First start: setting up a practice agency with a sample campaign...")
                made = sample.set_up(runtime, network, say=typer.echo)
                sample.bring_forward(runtime, made, by=FIRST_POST_AFTER)
                typer.echo(
                    f"  its first post goes out within {FIRST_POST_AFTER.seconds // 60} minutes"
                )
            yield network
    except practice.PortTaken as taken:
        raise errors.NotReady(str(taken)) from None


def _sends(runtime: Runtime) -> bool:
    """Whether these pages have the worker beside them."""
    chosen = runtime.settings.serve_sends
    return worker.is_alone(runtime) if chosen is None else chosen


def _welcome(runtime: Runtime) -> None:
    address = f"http://localhost:{runtime.settings.port}"
    with database.writing(runtime.engine) as db:
        if identity.has_people(db):
            typer.echo(f"Outreach is ready: {address}")
            return
        link = first_link(runtime, db, runtime.clock.now())
    typer.echo(
        f"\nOutreach is ready. Open this link once to become its administrator:\n\n  {link}\n"
    )


def _is_new(runtime: Runtime) -> bool:
    with database.reading(runtime.engine) as db:
        return not identity.agencies(db)


def _has_practice(runtime: Runtime) -> bool:
    practised = select(identity.Account.id).where(col(identity.Account.practice_url).is_not(None))
    with database.reading(runtime.engine) as db:
        return db.exec(practised.limit(1)).first() is not None


def _refuse_taken(host: str, port: int, setting: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise errors.NotReady(
                f"Port {port} on {host} cannot be used ({error.strerror}). Stop the program that "
                f"uses it, or choose another port with {setting}."
            ) from None


def _until_told_to_stop() -> None:
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: told.set())
    told.wait()
