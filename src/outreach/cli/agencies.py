"""The command that founds a real agency, and invites its first administrator."""

from typing import Annotated

import typer

from outreach import db as database
from outreach import identity
from outreach.cli import opening
from outreach.cli.upkeep import address
from outreach.identity import LinkPurpose, Role


def add_to(app: typer.Typer) -> None:
    app.command("found-agency")(found_agency)


def found_agency(
    name: Annotated[str, typer.Argument(help="The agency's full name.")],
    short: Annotated[str, typer.Option(help="Its short name, such as Elm City PD.")],
    city: Annotated[str, typer.Option(help="Its city.")],
    state: Annotated[str, typer.Option(help="Its state.")],
    time_zone: Annotated[str, typer.Option(help="Its IANA time zone, such as America/Denver.")],
    administrator: Annotated[str, typer.Option(help="E-mail address of its administrator.")],
) -> None:
    """Add a real agency. Its administrator connects its accounts on the Settings page."""
    runtime = opening.runtime()
    now = runtime.clock.now()
    with database.writing(runtime.engine) as db:
        agency = identity.found_agency(
            db,
            name=name,
            short_name=short,
            city=city,
            state=state,
            time_zone=time_zone,
            now=now,
        )
        person = identity.person_by_email(db, administrator) or identity.add_person(
            db, name=administrator.split("@")[0], email=administrator, now=now
        )
        identity.appoint(db, person, agency.id or 0, Role.ADMINISTRATOR, by_id=None, now=now)
        typer.echo(f"{agency.name} was added. {person.email} is its administrator.")
        if person.password_hash is None:
            token = identity.one_time_link(db, LinkPurpose.INVITATION, now=now, person_id=person.id)
            typer.echo(
                f"Open this link once to choose a password: {address(runtime)}/welcome/{token}"
            )
