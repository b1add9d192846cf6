"""The program: its commands, and how a fault becomes a sentence and an exit code."""

import sys

import typer

from outreach import __version__, errors
from outreach.cli import (
    agencies,
    amending,
    backups,
    demo,
    keeping,
    keys,
    kits,
    library,
    moving,
    naming,
    nation,
    observing,
    pausing,
    sending,
    serving,
    shelving,
    tokens,
    upkeep,
    writing,
)

app = typer.Typer(
    name="outreach",
    help="Positive police-community stories: approved, sent once, honestly measured.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

serving.add_to(app)
moving.add_to(app)
upkeep.add_to(app)
backups.add_to(app)
agencies.add_to(app)
sending.add_to(app)
pausing.add_to(app)
amending.add_to(app)
nation.add_to(app)
demo.add_to(app)
app.add_typer(library.app, name="stories")
app.add_typer(writing.app, name="posts")
app.add_typer(shelving.app, name="templates")
app.add_typer(observing.app, name="observances")
app.add_typer(kits.app, name="kits")
app.add_typer(keeping.app, name="records")
app.add_typer(keys.app, name="keys")
app.add_typer(tokens.app, name="tokens")
app.add_typer(naming.app, name="approvers")


@app.callback(invoke_without_command=True)
def _version(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Say which release this is."),
) -> None:
    """Positive police-community stories: approved, sent once, honestly measured."""
    if version:
        typer.echo(__version__)
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run a command. A fault a person can mend is a sentence on standard error and exit code 1."""
    try:
        app()
    except errors.OutreachError as fault:
        typer.echo(str(fault), err=True)
        sys.exit(1)
    except OSError as fault:
        if fault.filename is None:
            raise
        typer.echo(f"{fault.filename} cannot be used ({fault.strerror}).", err=True)
        sys.exit(1)
    except OverflowError:
        typer.echo("That number is too large: nothing here has it.", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
