"""Commands for tokens, by which machines pause: make, list, revoke."""

from typing import Annotated

import typer

from outreach import identity
from outreach.cli import opening
from outreach.cli.opening import As
from outreach.identity import Action

app = typer.Typer(no_args_is_help=True, help="Tokens by which machines pause: make, list, revoke.")


@app.command()
def make(
    name: Annotated[str, typer.Argument(help="What it is for, such as “duty desk button”.")],
    lift: Annotated[bool, typer.Option(help="It may lift pauses too.")] = False,
    email: As = None,
) -> None:
    """Make a token that may look at pauses and pause. It is shown once and never kept."""
    actions = {Action.READ, Action.HOLD} | ({Action.LIFT} if lift else set())
    with opening.working(email) as desk:
        made, secret = identity.make_token(desk.db, name, actions, by=desk.by, now=desk.now)
        typer.echo(f"Token {made.id}, shown this once:\n{secret}")


@app.command("list")
def show(email: As = None) -> None:
    """List the tokens that work."""
    with opening.looking(email) as desk:
        tokens = identity.tokens_of(desk.db, desk.by)
        names = identity.names_of(desk.db, {one.person_id for one in tokens})
        for one in tokens:
            used = f"last used {one.used_at:%Y-%m-%d}" if one.used_at else "never used"
            may = ", ".join(one.actions)
            typer.echo(f"{one.id:>5}  {one.name}: {names[one.person_id]}; may {may}; {used}")
        if not tokens:
            typer.echo("There is no token.")


@app.command()
def revoke(number: Annotated[int, typer.Argument(help="Which token.")], email: As = None) -> None:
    """Make a token worthless."""
    with opening.working(email) as desk:
        gone = identity.revoke_token(desk.db, number, by=desk.by, now=desk.now)
        typer.echo(f"Token {number}, “{gone.name}”, is worth nothing from now on.")
