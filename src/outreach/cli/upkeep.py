"""Commands that look after the installation: migrate, link, doctor."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import typer
from sqlmodel import Session, select

from outreach import bootstrap, delivery, errors, identity, settings
from outreach import db as database
from outreach.cli import opening, schema
from outreach.platforms import Platform, PlatformFault, PlatformName

#: Seconds that an account is waited for when it is asked how it is.
ASKED_FOR = 3.0


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


def link(
    email: Annotated[
        str | None,
        typer.Argument(help="Address of somebody who lost their password, to choose another."),
    ] = None,
) -> None:
    """Print a new one-time link, which replaces any older one: to become the first administrator,
    or for somebody who lost their password.
    """
    with opening.working() as desk:
        if email is not None:
            person, token = identity.reset_link(desk.db, email, now=desk.now)
            typer.echo(
                f"{person.name} can choose another password here, once, within the hour. Whoever "
                f"has this link can act in their name:\n{address(desk.runtime)}/password/{token}"
            )
            return
        if identity.has_people(desk.db):
            raise errors.Conflict(
                "There is an administrator already. Sign in, or ask them for an invitation. For "
                "somebody who lost their password, add their address: outreach link EMAIL."
            )
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
    found.extend(_accounts(joined, bootstrap.adapters(ASKED_FOR)))
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


def _accounts(
    joined: bootstrap.Runtime, platforms: Mapping[PlatformName, Platform]
) -> list[tuple[str, str, bool]]:
    with database.reading(joined.engine) as db:
        accounts = db.exec(select(identity.Account)).all()
    return [_account(joined, platforms, account) for account in accounts]


def _account(
    joined: bootstrap.Runtime,
    platforms: Mapping[PlatformName, Platform],
    account: identity.Account,
) -> tuple[str, str, bool]:
    said = f"number {account.id}, {_reach(account)}, {account.state.value.replace('_', ' ')}."
    well = account.state is not identity.AccountState.NEEDS_SIGN_IN
    if account.practice and account.state is identity.AccountState.CONNECTED:
        try:
            platforms[account.platform].profile(identity.connection(account, joined.vault))
        except (PlatformFault, errors.OutreachError) as fault:
            well = False
            said += (
                f" The practice network was asked and gave no good answer: {fault} "
                "Start it with `outreach serve` or `outreach practice`."
            )
        else:
            said += " It answers."
    return f"{account.platform} {account.handle}", said, well
