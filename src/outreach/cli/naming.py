"""Commands for the steps of approval: who gives the yes of which, and naming somebody for them."""

from typing import Annotated

import typer

from outreach import errors, identity
from outreach.cli import opening
from outreach.identity import Step

app = typer.Typer(help="Say whose yes the chief's is, legal counsel's, and so on.")


@app.command("list")
def listing(as_: opening.As = None) -> None:
    """Name those who can give the yes of each step, and the steps that nobody gives."""
    with opening.looking(as_) as desk:
        held = identity.approvers(desk.db, desk.by.agency_id)
        for step in identity.NAMED_STEPS:
            names = sorted(each.name for each in held if each.may_give(step))
            typer.echo(f"{step:<20} {', '.join(names) or 'nobody yet'}")


@app.command()
def name(
    address: Annotated[str, typer.Argument(help="E-mail address of the person.")],
    step: Annotated[
        list[Step] | None,
        typer.Option(help="A step this person's yes counts for; none takes all of them away."),
    ] = None,
    as_: opening.As = None,
) -> None:
    """Say which steps of approval a person's yes counts for from now on, and for no others."""
    with opening.working(as_) as desk:
        person = identity.person_by_email(desk.db, address)
        if person is None:
            raise errors.NotFound(f"Nobody here has the address {address}.")
        steps = step or []
        identity.name_for(desk.db, person.id or 0, steps, by=desk.by, now=desk.now)
    told = ", ".join(sorted(each.words for each in steps)) or "no step of its own"
    typer.echo(f"{person.name}: {told}. It counts from the next yes on.")
