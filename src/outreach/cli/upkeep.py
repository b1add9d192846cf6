"""Commands that look after the installation: migrate, link, doctor."""

from datetime import datetime

import typer
from sqlmodel import Session, select

from outreach import bootstrap, delivery, identity, settings
from outreach import db as database
from outreach.cli import opening, schema


def add_to(app: typer.Typer) -> None:
    app.command()(migrate)
    app.command()(link)
    app.command()(doctor)


def migrate() -> None:
    """Make the database, or bring it to this release's shape."""
    joined = bootstrap.build(settings.load())
    before, after = schema.migrate(joined.engine)
    if before == after:
        typer.echo("The database is up to date.")
    else:
        typer.echo(
            "The database was made." if before is None else "The database was brought up to date."
        )


def link() -> None:
    """Print a new one-time link to become the first administrator. It replaces any older one."""
    with opening.working() as desk:
        if identity.has_people(desk.db):
            typer.echo("There is an administrator already. Sign in, or ask them for an invitation.")
            raise typer.Exit(1)
        typer.echo(first_link(desk.runtime, desk.db, desk.now))


def first_link(runtime: bootstrap.Runtime, db: Session, now: datetime) -> str:
    """The address at which the first administrator chooses a password."""
    token = identity.one_time_link(db, identity.LinkPurpose.FIRST_ADMINISTRATOR, now=now)
    return f"{address(runtime)}/first/{token}"


def address(runtime: bootstrap.Runtime) -> str:
    """Where people open the pages."""
    return runtime.settings.public_url or f"http://localhost:{runtime.settings.port}"


def doctor() -> None:
    """Look over the installation and say what is well, what is not, and what to do."""
    joined = bootstrap.build(settings.load())
    well = True
    for name, sentence, ok in _examine(joined):
        well = well and ok
        typer.echo(f"{'ok ' if ok else 'NOT'}  {name}: {sentence}")
    raise typer.Exit(0 if well else 1)


def _examine(joined: bootstrap.Runtime) -> list[tuple[str, str, bool]]:
    found = [_database(joined)]
    if not found[0][2]:
        return found
    now = joined.clock.now()
    beat = delivery.health(joined.engine, now=now)
    found.append(("Schedule", beat.sentence, beat.ok))
    found.extend(_accounts(joined))
    public = joined.settings.public_url
    found.append(
        (
            "Public address",
            public
            or "not set, so links by e-mail and short links are off. Set OUTREACH_PUBLIC_URL "
            "to an https address to turn them on.",
            True,
        )
    )
    return found


def _database(joined: bootstrap.Runtime) -> tuple[str, str, bool]:
    try:
        schema.check(joined.engine)
    except Exception as fault:
        return "Database", str(fault), False
    return "Database", "is of this release.", True


def _reach(account: identity.Account) -> str:
    if account.platform.by_hand:
        return "posted by hand"
    return "practice" if account.practice else "real"


def _accounts(joined: bootstrap.Runtime) -> list[tuple[str, str, bool]]:
    with database.reading(joined.engine) as db:
        accounts = db.exec(select(identity.Account)).all()
    return [
        (
            f"{account.platform} {account.handle}",
            f"number {account.id}, {_reach(account)}, {account.state.value.replace('_', ' ')}.",
            account.state is not identity.AccountState.NEEDS_SIGN_IN,
        )
        for account in accounts
    ]
