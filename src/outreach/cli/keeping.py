"""Commands of the public record: verify and export."""

import json
from pathlib import Path
from typing import Annotated

import typer

from outreach import records
from outreach.cli import opening
from outreach.cli.opening import As
from outreach.lib.counting import plural

app = typer.Typer(help="The public record of what was done.", no_args_is_help=True)


@app.command()
def verify(email: As = None) -> None:
    """Check that no record was altered, removed or put out of order."""
    with opening.looking(email) as desk:
        count, broken = records.verify(desk.db, desk.by.agency_id)
    if broken is not None:
        typer.echo(f"The record does not hold. {broken.why}", err=True)
        raise typer.Exit(1)
    typer.echo("The 1 record holds." if count == 1 else f"All {count:,} records hold.")


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="File to write, one record a line (JSON).")],
    email: As = None,
) -> None:
    """Write every record of the agency to a file, so that anyone can check the chain."""
    with opening.looking(email) as desk:
        lines = [json.dumps(record) for record in records.export(desk.db, desk.by.agency_id)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    typer.echo(f"Wrote {plural(len(lines), 'record')} to {path}.")
